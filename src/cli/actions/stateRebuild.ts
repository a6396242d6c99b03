import { rebuildState } from '../../engine/rebuildState.ts';
import { plain } from '../../model/text.ts';
import { rebuildList, rebuildText } from '../../views/rebuildText.ts';
import { openAccount } from '../account.ts';
import { CliError } from '../cliError.ts';
import type { RebuildCommandOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { narrate } from '../narrate.ts';
import { checkNewFile, writeSecretFile } from '../secretFile.ts';
import { openState, readState } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

/** Reads the account, and writes the state alone. Exit code 4: something could not be proved. */
export async function run(context: Context, options: RebuildCommandOptions): Promise<ExitCode> {
  if (options.list !== undefined) checkNewFile(context, options.list);
  const manifest = await requireDeclared(context, options.manifest);
  const { read } = await openAccount(context, { login: manifest.account });
  const store = openState(context, manifest.account);
  return withLock(context, store, 'state rebuild', async () => {
    const state = await readState(context, store, manifest.account);
    const narrator = narrate(context);
    const deps = { kinds: watchedKinds(context), read, system: context.system, emit: narrator.emit };
    const rebuilt = await rebuildState(deps, manifest, state);
    narrator.end();
    if (rebuilt.diagnostics.length > 0) throw new CliError(rebuilt.diagnostics);
    if (rebuilt.records.length > 0) await store.commit(state, rebuilt.records);
    const { list, manifest: typed } = options;
    if (list !== undefined && rebuilt.unproved.length > 0) {
      await writeSecretFile(context, list, `${[...rebuildList(rebuilt.unproved, plain)].join('\n')}\n`);
    }
    const report = {
      ...rebuilt,
      ...(list === undefined ? {} : { list }),
      ...(typed === undefined ? {} : { manifest: typed }),
    };
    context.terminal.result(rebuildText(report, context.view(context.terminal.paint)));
    return rebuilt.unproved.length > 0 ? EXIT.unknown : EXIT.ok;
  });
}
