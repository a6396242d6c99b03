#!/usr/bin/env node
import { keepCompiled } from './compileCache.ts';
import { VERSION } from './version.ts';

// Whoever asks for the version, and nothing else, does not wait for the rest of the program to be loaded.
const [, , ...args] = process.argv;
if (args.length === 1 && args[0] === '--version') {
  process.stdout.on('error', () => undefined).write(`${VERSION}\n`);
} else {
  keepCompiled(process.env);
  void import('./runProcess.ts').then(({ runProcess }) => runProcess());
}
