import { KINDS } from '../../kinds/index.ts';
import { plain } from '../../model/text.ts';
import { jsonText } from '../../views/jsonText.ts';
import { stateShowJson } from '../../views/stateJson.ts';
import { stateShowText } from '../../views/stateText.ts';
import { checkAddress } from '../checkAddress.ts';
import { cliError } from '../cliError.ts';
import type { StateViewOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { boundHelp } from '../boundHelp.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';
import { tellRunAtWork } from '../tellRunAtWork.ts';

export async function run(context: Context, typed: string, { format }: StateViewOptions): Promise<ExitCode> {
  const { terminal } = context;
  const address = checkAddress(KINDS, typed);
  const account = await stateAccount(context);
  const store = openState(context, account);
  await tellRunAtWork(context, store);
  const state = await readState(context, store, account);
  const view = context.view(terminal.paint);
  const object = stateShowJson(state, address, view);
  const lines = stateShowText(state, address, view);
  if (object === undefined || lines === undefined)
    throw cliError('not-bound', `${plain(address)} is not bound.`, boundHelp(state, address));
  terminal.result(format === 'json' ? [jsonText(object)] : lines);
  return EXIT.ok;
}
