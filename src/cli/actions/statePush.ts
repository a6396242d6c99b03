import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { checkPush } from '../../engine/checkPush.ts';
import { KINDS } from '../../kinds/index.ts';
import { emptyState, type State } from '../../model/state.ts';
import { plain } from '../../model/text.ts';
import { decodeState } from '../../state/decodeState.ts';
import { encodeState } from '../../state/encodeState.ts';
import { stateSecrets } from '../../views/knownSecrets.ts';
import { CliError, cliError } from '../cliError.ts';
import type { PushCommandOptions } from '../commands/state.ts';
import type { Context } from '../context.ts';
import { isErrno } from '../errno.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
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
    const stored = await store.read();
    if (stored !== undefined && encodeState(stored) === encodeState(pushed)) {
      context.terminal.result(['That is what is stored already.']);
      return EXIT.ok;
    }
    const against = checkPush(stored, pushed);
    if (against.length > 0 && force !== true) throw new CliError(against);
    const base = stored ?? emptyState(pushed.account, pushed.lineage);
    const next = await store.commit(base, [{ op: 'replace', state: pushed }]);
    const was = stored === undefined ? 'there was none' : `was ${Object.keys(stored.bindings).length}`;
    context.terminal.result([
      `Pushed ${plain(typed)}: ${Object.keys(next.bindings).length} bindings (${was}), serial ${next.serial}.`,
    ]);
    return EXIT.ok;
  });
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
  try {
    return await readFile(context.path(typed), 'utf8');
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR')) throw error;
    throw cliError('no-file', `There is no state that can be read at ${plain(typed)}.`, 'Name the file of a pull.');
  }
}
