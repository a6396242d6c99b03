import { jsonText } from '../../views/jsonText.ts';
import { statusJson } from '../../views/statusJson.ts';
import { statusText } from '../../views/statusText.ts';
import { openAccount } from '../account.ts';
import type { StatusCommandOptions } from '../commands/status.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';

/** Trouble at the service is an answer like any other: the exit code says that there was one. */
export async function run(context: Context, { format }: StatusCommandOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { read } = await openAccount(context, {});
  const flags = await read.status();
  if (format === 'json') terminal.result([jsonText(statusJson(flags))]);
  else terminal.result(statusText(flags, context.view(terminal.paint)));
  return EXIT.ok;
}
