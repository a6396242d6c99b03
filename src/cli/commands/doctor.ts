import { Command, Option } from 'commander';
import type { Launch } from '../launch.ts';
import { examples } from './examples.ts';

export interface DoctorCommandOptions {
  readonly format: 'text' | 'json';
}

export function doctorCommand(launch: Launch): Command {
  return new Command('doctor')
    .description('Check this machine, the credentials and the service, without changing anything.')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      examples('clnform doctor', 'clnform doctor --format json > doctor.json   # for a bug report') + ABOUT,
    )
    .action((options: DoctorCommandOptions) => launch(() => import('../actions/doctor.ts'), options));
}

const ABOUT = `

It reads every list once and writes nothing. The report holds no secret, key, login, IP address or host name.
Exit codes: 0 nothing failed (warnings and unknowns may be there) · 1 a check failed`;
