import { text as textOf } from 'node:stream/consumers';
import { checkPush } from '../../engine/checkPush.ts';
import { KINDS } from '../../kinds/index.ts';
import { emptyState, type State } from '../../model/state.ts';
import { plain } from '../../model/text.ts';
import { StateError } from '../../model/stateStore.ts';
import type { FileStateStore } from '../../state/fileStateStore.ts';
import { decodeState } from '../../state/decodeState.ts';
import { encodeState } from '../../state/encodeState.ts';
import { stateSecrets } from '../../views/knownSecrets.ts';
import { CliError, cliError } from '../cliError.ts';
import type { PushCommandOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { readTextFile } from '../readTextFile.ts';
import { openState } from '../stateFile.ts';
import { withLock } from '../withLock.ts';

/** Puts a state in place of the stored one. Works on the state alone; the account is not asked. */
export async function run(context: Context, typed: string, { force }: PushCommandOptions): Promise<ExitCode> {
  const pushed = decode(await read(context, typed), typed);
  context.learn(stateSecrets(pushed, KINDS));
  const meant = context.options.account ?? context.environment.login;
  if (meant !== undefined && meant !== pushed.account)
    throw cliError(
      'state-account',
      `${plain(typed)} is the state of ${plain(pushed.account)}, and ${plain(meant)} is meant.`,
      'Nothing was written. Push the state of this account.',
    );
  const store = openState(context, pushed.account);
  return withLock(context, store, 'state push', async () => {
    const stored = await readStored(store);
    if (stored === 'unreadable') return pushOverUnreadable(context, { store, pushed, typed, force: force === true });
    if (stored !== undefined && encodeState(stored) === encodeState(pushed)) {
      context.terminal.result(['That is what is stored already.']);
      return EXIT.ok;
    }
    const against = checkPush(stored, pushed, plain(typed));
    if (against.length > 0 && force !== true) throw new CliError(against);
    const kept = stored === undefined || against.length === 0 ? undefined : await store.keepCopy(stored);
    const base = stored ?? emptyState(pushed.account, pushed.lineage);
    const next = await store.commit(base, [{ op: 'replace', state: pushed }]);
    const was = stored === undefined ? 'there was none' : `was ${Object.keys(stored.bindings).length}`;
    context.terminal.result([
      `Pushed ${plain(typed)}: ${Object.keys(next.bindings).length} bindings (${was}), serial ${next.serial}.`,
      ...(kept === undefined ? [] : [keptLine([kept]), REBUILD]),
    ]);
    return EXIT.ok;
  });
}

/** A damaged file is what a backup is for; what is another account's, or newer, is not overwritten. */
async function readStored(store: FileStateStore): Promise<State | 'unreadable' | undefined> {
  try {
    return await store.read();
  } catch (error) {
    if (
      error instanceof StateError &&
      (error.diagnostic.code === 'state-corrupt' || error.diagnostic.code === 'state-journal')
    )
      return 'unreadable';
    throw error;
  }
}

/** What an older or another state lacks would be bought again. */
const REBUILD = 'What was made since the backup is not in it: run `clnform state rebuild` before anything else.';

function keptLine(kept: readonly string[]): string {
  return `What was there is kept at ${kept.map(plain).join(' and ')}. It may hold licence keys whole.`;
}

interface PushOver {
  readonly store: FileStateStore;
  readonly pushed: State;
  readonly typed: string;
  readonly force: boolean;
}

async function pushOverUnreadable(context: Context, { store, pushed, typed, force }: PushOver): Promise<ExitCode> {
  if (!force) {
    throw cliError(
      'push-unreadable',
      `What is stored at ${plain(store.location)} cannot be read, so that ${plain(typed)} cannot be held against it: what was made since would be forgotten.`,
      `If ${plain(typed)} is your latest backup: clnform state push ${plain(typed)} --force, then: clnform state rebuild. What is there is kept beside it.`,
    );
  }
  const { state, kept } = await store.replaceUnreadable(pushed);
  context.terminal.result([
    `Pushed ${plain(typed)}: ${Object.keys(state.bindings).length} bindings (what was stored could not be read), serial ${state.serial}.`,
    keptLine(kept),
    REBUILD,
  ]);
  return EXIT.ok;
}

function decode(text: string, typed: string): State {
  const decoded = decodeState(text);
  if (decoded.status === 'ok') return decoded.state;
  throw decoded.status === 'newer'
    ? cliError(
        'state-newer',
        `${plain(typed)} has format ${decoded.version}.`,
        'Use the clnform that wrote it, or a later one.',
      )
    : cliError(
        'state-corrupt',
        `${plain(typed)} is no whole state: ${plain(decoded.problem)}.`,
        'Nothing was written.',
      );
}

async function read(context: Context, typed: string): Promise<string> {
  if (typed === '-') return textOf(context.host.stdin);
  const text = await readTextFile(context.path(typed));
  if (text !== undefined) return text;
  throw cliError(
    'no-file',
    `There is no state that can be read at ${plain(typed)}.`,
    'Name the file of a pull, or - for what comes through a pipe.',
  );
}
