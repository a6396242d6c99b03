import { execFileSync } from 'node:child_process';

/** Builds dist once before any test, when a source is newer: the scenarios run what users run. */
export default function built(): void {
  execFileSync(process.execPath, ['.build/ready.mjs'], { stdio: 'inherit' });
}
