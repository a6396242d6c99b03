import { importObject } from '../../engine/importObject.ts';
import { KINDS } from '../../kinds/index.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { plain } from '../../model/text.ts';
import { openAccount } from '../account.ts';
import { checkAddress } from '../checkAddress.ts';
import type { ImportCommandOptions } from '../commands/import.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { openState, readState } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

export async function run(
  context: Context,
  typed: string,
  id: string,
  options: ImportCommandOptions,
): Promise<ExitCode> {
  const address = checkAddress(KINDS, typed);
  const manifest = await requireDeclared(context, options.manifest);
  const { read } = await openAccount(context, { login: manifest.account });
  const store = openState(context, manifest.account);
  return withLock(context, store, 'import', async () => {
    const state = await readState(context, store, manifest.account);
    const narrator = narrate(context);
    const deps = { kinds: watchedKinds(context), read, store, system: context.system, emit: narrator.emit };
    const { diagnostics } = await importObject(deps, manifest, state, address, id);
    narrator.end();
    context.report(diagnostics);
    if (hasErrors(diagnostics)) return EXIT.error;
    context.terminal.result([`Bound ${plain(address)}. \`clnform plan\` shows what differs.`]);
    return EXIT.ok;
  });
}
