import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium is: `CHROMIUM_PATH`, or a usual place; `null` where there is none. */
export function chromiumPath(): string | null {
  const own = process.env.CHROMIUM_PATH;
  return [...(own ? [own] : PLACES)].find((path) => existsSync(path)) ?? null;
}

export const NO_CHROMIUM =
  'There is no Chromium. Install one (Debian: apt-get install chromium) or say where it is: CHROMIUM_PATH=/path/to/chromium';

/** @throws {Error} when there is no Chromium, with what to do */
export async function launchChromium(): Promise<Browser> {
  const path = chromiumPath();
  if (path === null) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}
