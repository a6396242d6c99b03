import { bashCompletion } from '../completion/bashCompletion.ts';
import { completionSpec } from '../completion/completionSpec.ts';
import { fishCompletion } from '../completion/fishCompletion.ts';
import { zshCompletion } from '../completion/zshCompletion.ts';
import type { Shell } from '../commands/completion.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { createProgram } from '../program.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Reads everything off the program itself, so that no list of commands has to be kept beside it. */
export function run(context: Context, shell: Shell): Promise<ExitCode> {
  const program = createProgram(context.host, () => Promise.resolve());
  context.terminal.result([SCRIPTS[shell](completionSpec(program)).trimEnd()]);
  return Promise.resolve(EXIT.ok);
}
