import { readModels } from '../../src/io/models.js';
import { type Inference, loadInference } from '../../src/meaning/inference.js';
import type { InferenceMethods } from './inference-thread.js';
import { serveThread } from './thread.js';

/** Loaded at the first call, so that what it says goes to who called. */
let loaded: Promise<Inference> | null = null;
const models = () => {
  loaded ??= readModels().then((files) => loadInference(files));
  return loaded;
};

serveThread({
  load: async () => void (await models()),
  question: async (text) => (await models()).question(text),
  passage: async (passage) => (await models()).passage(passage),
  score: async (question, passage) => (await models()).score(question, passage),
  cover: async (question, words, passage) => (await models()).cover(question, words, passage),
} satisfies InferenceMethods);
