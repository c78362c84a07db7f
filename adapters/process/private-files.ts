import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  writeFileSync,
} from 'node:fs';

/** Only who runs the bot may read what people asked. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** Makes a folder, and those above it that are missing, for its owner alone. One that is there stays as it is. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
}

/** Makes a file for its owner alone, where there is none, and takes it from all others where there is. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', FILE_MODE));
  makePrivate(file);
}

/** Takes a file from all but its owner, if it is there; one that belongs to somebody else stays as it is. */
export function makePrivate(file: string): void {
  if (!existsSync(file)) return;
  try {
    chmodSync(file, FILE_MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** Adds to a file; one that is made by it is for its owner alone. */
export function appendPrivate(file: string, text: string): void {
  appendFileSync(file, text, { mode: FILE_MODE });
}

/** Writes a file anew, for its owner alone. */
export function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: FILE_MODE });
}
