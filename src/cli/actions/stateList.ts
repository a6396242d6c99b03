import { jsonText } from '../../views/jsonText.ts';
import { stateListJson } from '../../views/stateJson.ts';
import { stateListText } from '../../views/stateText.ts';
import type { StateViewOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, readState, stateAccount, statePath } from '../stateFile.ts';
import { tellRunAtWork } from '../tellRunAtWork.ts';

export async function run(context: Context, { format }: StateViewOptions): Promise<ExitCode> {
  const { terminal } = context;
  const account = await stateAccount(context);
  const store = openState(context, account);
  await tellRunAtWork(context, store);
  const state = await readState(context, store, account);
  const view = context.view(terminal.paint);
  if (format === 'json') terminal.result([jsonText(stateListJson(state, view))]);
  else terminal.result(stateListText(state, view, statePath(context)));
  return EXIT.ok;
}
