import { KINDS } from '../../kinds/index.ts';
import { jsonText } from '../../views/jsonText.ts';
import { stateListJson } from '../../views/stateJson.ts';
import { stateListText } from '../../views/stateText.ts';
import { createView } from '../../views/view.ts';
import type { StateViewOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';

export async function run(context: Context, { format, showKeys }: StateViewOptions): Promise<ExitCode> {
  const { terminal } = context;
  const account = await stateAccount(context);
  const state = await readState(openState(context, account), account);
  const view = createView(KINDS, { paint: terminal.paint, showKeys: showKeys === true });
  if (format === 'json') terminal.result([jsonText(stateListJson(state, view))]);
  else terminal.result(stateListText(state, view));
  return EXIT.ok;
}
