import { Argument, Command } from 'commander';
import type { Launch } from '../launch.ts';

/** For the scripts of `completion`, and hidden from the help: prints addresses, one a line, and never complains. */
export function addressesCommand(launch: Launch): Command {
  return new Command('__addresses')
    .description('Print the addresses that the state holds, or also those that the manifest declares.')
    .addArgument(new Argument('<source>').choices(['state', 'any']))
    .action((source: 'state' | 'any') => launch(() => import('../actions/addresses.ts'), source));
}
