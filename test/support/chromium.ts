import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A headless Chromium, the machine's own. Without one the tests that need it fail and say what to do. */
export async function openChromium(): Promise<Browser> {
  const path = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = path.find(isProgram);
  if (executablePath === undefined) {
    throw new Error(
      'The reports are tested in a browser, and there is none on PATH. Install it: apt-get install chromium',
    );
  }
  // Chromium's own sandbox does not work for root, as which containers run.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
