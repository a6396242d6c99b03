// Takes the lock `rounds` times; while it holds it, counts up in a file in a way that any overlap would spoil.
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { codeOf, openStore, realSystem } from './support.ts';

const [path = '', counter = '', rounds = '0'] = process.argv.slice(2);
const store = openStore(path);
for (let done = 0; done < Number(rounds);) {
  try {
    const lock = await store.lock('test');
    const count = Number(await readFile(counter, 'utf8'));
    await realSystem.sleep(2);
    await writeFile(counter, String(count + 1));
    await lock.release();
    done++;
  } catch (error) {
    if (codeOf(error) !== 'lock-held') throw error;
    await realSystem.sleep(1 + Math.random() * 4);
  }
}
