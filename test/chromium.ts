import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What to do where there is none. */
export const NO_CHROMIUM =
  'there is no Chromium: "apt-get install -y chromium" brings it, or CHROMIUM_PATH says where one is';

/** The program of a Chromium: what CHROMIUM_PATH names, or one in the usual places; `null` where there is none. */
export function chromiumPath(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return (
    [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find(isProgram) ?? null
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @throws {Error} {@link NO_CHROMIUM} */
export async function launchChromium(executablePath = chromiumPath()): Promise<Browser> {
  if (executablePath === null) throw new Error(NO_CHROMIUM);
  // Chromium's sandbox refuses to be run by root, as in most containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}
