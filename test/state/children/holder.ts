// Takes the lock, says so, and waits to be killed.
import process from 'node:process';
import { openStore, realSystem } from './support.ts';

const lock = await openStore(process.argv[2] ?? '').lock('apply');
process.stdout.write(`${lock.info.id}\n`);
await realSystem.sleep(60_000);
