// Commits `rounds` bindings of its own, with no lock, starting again whenever another was faster; prints each serial.
import process from 'node:process';
import { bindRecord, codeOf, openStore, readOrEmpty } from './support.ts';

const [path = '', name = '', rounds = '0', padding = '0'] = process.argv.slice(2);
const store = openStore(path);
for (let done = 0; done < Number(rounds);) {
  try {
    const next = await store.commit(await readOrEmpty(store), [
      bindRecord(`${name}-${done}`, 'x'.repeat(Number(padding))),
    ]);
    done++;
    process.stdout.write(`${next.serial}\n`);
  } catch (error) {
    if (codeOf(error) !== 'state-conflict') throw error;
  }
}
