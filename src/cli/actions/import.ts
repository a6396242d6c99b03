import { importObjects, type ImportPair } from '../../engine/importObjects.ts';
import { KINDS } from '../../kinds/index.ts';
import { suggest } from '../../manifest/suggest.ts';
import { parseAddress, type Address } from '../../model/address.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Manifest } from '../../model/manifest.ts';
import { plain } from '../../model/text.ts';
import { openAccount } from '../account.ts';
import { checkAddress } from '../checkAddress.ts';
import { cliError } from '../cliError.ts';
import type { ImportCommandOptions } from '../commands/import.ts';
import type { Context } from '../context.ts';
import { requireDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { firstFew } from '../firstFew.ts';
import { readImportList } from '../importList.ts';
import { narrate } from '../narrate.ts';
import { readTextFile } from '../readTextFile.ts';
import { openState, readState } from '../stateFile.ts';
import { watchedKinds } from '../watchedKinds.ts';
import { withLock } from '../withLock.ts';

export async function run(
  context: Context,
  typed: string | undefined,
  id: string | undefined,
  options: ImportCommandOptions,
): Promise<ExitCode> {
  const pairs = await pairsOf(context, typed, id, options);
  const manifest = await requireDeclared(context, options.manifest);
  const { read } = await openAccount(context, { login: manifest.account });
  const store = openState(context, manifest.account);
  return withLock(context, store, 'import', async () => {
    const state = await readState(context, store, manifest.account);
    const narrator = narrate(context);
    const deps = { kinds: watchedKinds(context), read, store, system: context.system, emit: narrator.emit };
    const { diagnostics, bound } = await importObjects(deps, manifest, state, pairs);
    narrator.end();
    context.report(told(diagnostics, manifest));
    if (hasErrors(diagnostics)) return EXIT.error;
    const [first] = pairs;
    const what =
      options.list === undefined && first !== undefined ? plain(first.address) : `${bound} of ${pairs.length}`;
    context.terminal.result([`Bound ${what}. \`clnform plan\` shows what differs.`]);
    return EXIT.ok;
  });
}

async function pairsOf(
  context: Context,
  typed: string | undefined,
  id: string | undefined,
  { list }: ImportCommandOptions,
): Promise<readonly ImportPair[]> {
  if (list === undefined) {
    if (typed !== undefined && id !== undefined) return [{ address: checkAddress(KINDS, typed), id }];
    throw cliError(
      'import-needs-id',
      'What is to be bound to what must be said.',
      'Give an address and an id, or --list FILE.',
    );
  }
  if (typed !== undefined) throw cliError('import-both', 'Both an address and --list are given.', 'Give one of them.');
  const pairs = readImportList(await textOf(context, list), list, KINDS);
  const isSecret = (address: Address): boolean => KINDS.get(parseAddress(address)?.type ?? '')?.secretId === true;
  context.learn(pairs.flatMap(({ address, id: own }) => (isSecret(address) ? [own] : [])));
  return pairs;
}

async function textOf(context: Context, typed: string): Promise<string> {
  const text = await readTextFile(context.path(typed));
  if (text !== undefined) return text;
  throw cliError('no-list', `There is no list that can be read at ${plain(typed)}.`, 'Name the file of a rebuild.');
}

/** What went wrong, the first of it where it is much, with the address that was probably meant. */
function told(diagnostics: readonly Diagnostic[], manifest: Manifest): readonly Diagnostic[] {
  const addresses = manifest.desired.map(({ address }) => address);
  return firstFew(diagnostics, diagnostics.length, 'lines').map((diagnostic) => {
    const { code, address, help } = diagnostic;
    const meant = code === 'not-declared' && address !== undefined ? suggest(address, addresses) : undefined;
    return meant === undefined ? diagnostic : { ...diagnostic, help: `Did you mean ${plain(meant)}? ${help}` };
  });
}
