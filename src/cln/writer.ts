import { done, type Outcome } from '../model/outcome.ts';
import type { System } from '../model/system.ts';
import type { Call } from './call.ts';
import type { Credentials } from './credentials.ts';
import type { Decoder } from './decode.ts';
import type { Sender } from './sender.ts';
import { serviceText } from './serviceText.ts';
import { type Known, writeVerdict } from './writeVerdict.ts';

/** Sends a mutating call once and says what is known (PROTOCOL.md). */
export type Writer = <T>(call: Call, decode: Decoder<T>, known?: Known<T>) => Promise<Outcome<T>>;

export function createWriter(send: Sender, credentials: Credentials, system: System): Writer {
  return async (call, decode, known) => {
    const clean = (text: string): string => serviceText(text, call, credentials);
    const because = (what: string): { endpoint: string; reason: string } => ({
      endpoint: call.endpoint,
      reason: `${call.endpoint}: ${clean(what)}`,
    });

    const result = await send(call, { kind: 'write', attempt: 1 });
    if (result.kind === 'notSent') return { status: 'notSent', ...because(result.reason) };
    if (result.kind !== 'answered') return { status: 'unknown', ...because(result.reason) };

    const verdict = writeVerdict(call, result, decode, system.now(), known);
    if (verdict.status === 'done') return done(verdict.value);
    const { what, ...rest } = verdict;
    return {
      ...rest,
      ...because(what),
      ...('stated' in rest && { stated: clean(rest.stated) }),
    };
  };
}
