import { Command } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';
import { EMULATOR_HELP } from './emulatorHelp.ts';
import { wholeNumber } from './parse.ts';

export interface EmulatorCommandOptions {
  readonly port: number;
  readonly login: string;
  readonly secret: string;
  readonly empty?: boolean;
  readonly seed?: string;
  readonly shape?: string;
  readonly latency: number;
  readonly rate?: number;
  readonly fault?: readonly string[];
  readonly randomSeed: number;
  readonly ledger?: string;
}

export function emulatorCommand(launch: Launch): Command {
  return new Command('emulator')
    .description('Serve a CLN account on loopback: as strict and as quirky as the real one, and free of charge.')
    .option('--port <n>', 'TCP port (0: any that is free)', wholeNumber(0, 65_535), 0)
    .option('--login <login>', 'login of the account', 'acme')
    .option('--secret <secret>', 'its secret key; it guards nothing', 'emulator-secret')
    .option('--empty', 'no sample data: only the three default keys')
    .option('--seed <file>', 'start with the account in this JSON file')
    .option('--shape <list>', 'shapes of answers, such as numbers=string,v2=wrapped (see below)')
    .option('--latency <ms>', 'milliseconds before each answer', wholeNumber(0), 0)
    .option('--rate <n>', 'calls a second that are answered; the rest get 429', wholeNumber(1))
    .option(
      '--fault <rule>',
      'a fault, such as endpoint=im/key/create,nth=2,when=after,do=reset (see below; may be repeated)',
      repeat,
    )
    .option(
      '--random-seed <n>',
      'seed of everything random: new keys, shuffled lists, chance in fault rules',
      wholeNumber(0),
      1,
    )
    .option('--ledger <file>', 'write every call and every object, one JSON object a line')
    .addHelpText(
      'after',
      examples(
        'clnform emulator --port 8080',
        'CLN_LOGIN=acme CLN_SECRET_KEY=emulator-secret clnform --api-url http://127.0.0.1:8080/api plan',
        "clnform emulator --fault 'endpoint=im/key/create,nth=1,when=after,do=reset'   # made, and the answer is lost",
        "clnform emulator --fault 'calls=writes,probability=0.1,do=502' --random-seed 7",
        "clnform emulator --fault 'endpoint=ipl/*,do=429,retry-after=2,count=3'",
        "clnform emulator --fault 'endpoint=*/list,do=stale' --shape numbers=string,order=shuffled,lag=3calls",
      ) + EMULATOR_HELP,
    )
    .action((options: EmulatorCommandOptions) => launch(() => import('../actions/emulator.ts'), options));
}

/** A rule holds commas of its own. */
function repeat(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
