import { workerData } from 'node:worker_threads';
import { serveThread, tellFromThread } from '../process/thread.js';
import { openRecordFile } from './record-file.js';

/** Opened at the first call, so that what it says goes to who called. */
let opened: ReturnType<typeof openRecordFile> | null = null;
const records = () => {
  opened ??= openRecordFile(workerData as string, { setAside: tellFromThread });
  return opened;
};

serveThread({
  open: async () => void (await records()),
  add: async (...args) => (await records()).add(...(args as [never])),
  vote: async (...args) => (await records()).vote(...(args as [never])),
  voted: async () => (await records()).voted(),
  unmet: async (...args) => (await records()).unmet(...(args as [never])),
  countUnmet: async (...args) => (await records()).countUnmet(...(args as [never])),
  lastQuestions: async (...args) => (await records()).lastQuestions(...(args as [never])),
  vectors: async (...args) => (await records()).vectors(...(args as [never])),
  keepVectors: async (...args) => (await records()).keepVectors(...(args as [never])),
  addCorrection: async (...args) => (await records()).addCorrection(...(args as [never])),
  corrections: async (...args) => (await records()).corrections(...(args as [never])),
  platforms: async () => (await records()).platforms(),
  state: async (...args) => (await records()).state(...(args as [never])),
  readState: async (...args) => (await records()).readState(...(args as [never])),
  changeState: async (...args) => (await records()).changeState(...(args as [never, never])),
  claimState: async (...args) => (await records()).claimState(...(args as [never])),
  replaceState: async (...args) => (await records()).replaceState(...(args as [never, never])),
  forgetState: async (...args) => (await records()).forgetState(...(args as [never, never])),
  pruneState: async (...args) => (await records()).pruneState(...(args as [never])),
  forget: async (...args) => (await records()).forget(...(args as [never])),
  prune: async (...args) => (await records()).prune(...(args as [never])),
  close: async () => (await records()).close(),
});
