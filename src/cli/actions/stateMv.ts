import { parseAddress } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Manifest } from '../../model/manifest.ts';
import { KINDS } from '../../kinds/index.ts';
import { openIntents } from '../../model/state.ts';
import { plain } from '../../model/text.ts';
import { boundHelp } from '../boundHelp.ts';
import { checkAddress } from '../checkAddress.ts';
import { CliError, cliError } from '../cliError.ts';
import type { Context } from '../context.ts';
import { loadDeclared } from '../declared.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { openState, readState, stateAccount } from '../stateFile.ts';
import { withLock } from '../withLock.ts';

export async function run(context: Context, typedFrom: string, typedTo: string): Promise<ExitCode> {
  const from = checkAddress(KINDS, typedFrom);
  const to = checkAddress(KINDS, typedTo);
  const type = parseAddress(from)?.type;
  if (type !== parseAddress(to)?.type)
    throw cliError(
      'other-kind',
      `${plain(from)} and ${plain(to)} are of different kinds.`,
      'A binding keeps its kind: give it another name of the same kind.',
    );
  if (type !== undefined && KINDS.get(type)?.identity === 'natural')
    throw cliError(
      'name-is-identity',
      `The name in ${plain(from)} is the object’s own, so it cannot be given another.`,
      'Only keys have names that are yours to choose. To let go of an object: `clnform state rm ADDRESS`.',
    );
  const account = await stateAccount(context);
  const store = openState(context, account);
  return withLock(context, store, 'state mv', async () => {
    const state = await readState(context, store, account);
    if (state.bindings[from] === undefined)
      throw cliError('not-bound', `${plain(from)} is not bound.`, boundHelp(state, from));
    if (state.bindings[to] !== undefined)
      throw cliError(
        'already-bound',
        `${plain(to)} is bound to another object.`,
        'Choose a free address, or let go of that one first: `clnform state rm ADDRESS`.',
      );
    const open = openIntents(state).find((intent) => intent.address === from || intent.address === to);
    if (open !== undefined)
      throw cliError(
        'open-intent',
        `The outcome of a create of ${plain(open.address)} is unknown.`,
        'Settle it first: `clnform apply`, or `clnform state resolve ADDRESS --adopt ID | --none`.',
      );
    await store.commit(state, [{ op: 'rename', from, to }]);
    context.report(await undeclared(context, account, from, to));
    context.terminal.result([`Moved ${plain(from)} to ${plain(to)}.`]);
    return EXIT.ok;
  });
}

/** What is bound and not declared, an apply removes: to be said at once, where there is a manifest that can tell. */
async function undeclared(
  context: Context,
  account: string,
  from: Address,
  to: Address,
): Promise<readonly Diagnostic[]> {
  const manifest = await manifestHere(context);
  if (manifest?.account !== account) return [];
  const declares = (address: Address): boolean => manifest.desired.some((desired) => desired.address === address);
  // A manifest that moves it on has spoken of it.
  if (declares(to) || manifest.moved.some((moved) => moved.from === to)) return [];
  const anew = declares(from) ? `, and create ${plain(from)}, which is declared, anew` : '';
  return [
    {
      severity: 'warning',
      code: 'not-declared',
      summary: `The manifest does not declare ${plain(to)}: the next apply would remove what is bound to it${anew}.`,
      help: `Declare it there before you apply, or move it back: clnform state mv ${plain(to)} ${plain(from)}`,
      address: to,
    },
  ];
}

/** Undefined where there is none, or it is in the middle of being written: moving a binding needs no manifest. */
async function manifestHere(context: Context): Promise<Manifest | undefined> {
  try {
    const { manifest, diagnostics } = await loadDeclared(context, undefined);
    return hasErrors(diagnostics) ? undefined : manifest;
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
