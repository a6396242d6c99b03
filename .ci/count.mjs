// The last line of a run: how many tests passed and failed, in all suites together. Exits with 1 on any failure.
import { existsSync, readFileSync } from 'node:fs';

const [failedOutside, ...files] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of files) {
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 1 };
  passed += results.numPassedTests;
  failed += results.numFailedTests;
}
if (failedOutside !== '0' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
