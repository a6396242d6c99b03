import type { NagiosAnswer } from '../model/api/rows.ts';
import type { ReadApi } from '../model/api/readApi.ts';
import type { WriteApi } from '../model/api/writeApi.ts';
import { done } from '../model/outcome.ts';
import type { Call } from './call.ts';
import type { Calls, Family } from './calls.ts';
import type { Credentials } from './credentials.ts';
import { count, type Decoder, freeText, object } from './decode.ts';
import { v1 } from './envelope.ts';
import type { Format, Reading } from './format.ts';
import { maskKeys } from './maskKeys.ts';
import { plainAnswer } from './plainAnswer.ts';
import { AUTHORIZATION_FAILED } from './refusalTexts.ts';

type Monitoring = 'nagiosKey' | 'nagiosReseller';

/** "KernelCare Nagios API". The answers of a check are lines of text for a monitoring system. */
export function nagios(
  { read, write }: Calls,
  credentials: Credentials,
): Family<Pick<ReadApi['kernelcare'], Monitoring>, Pick<WriteApi['kernelcare'], 'registerMonitoringKey'>> {
  // Token and key stand in the path of a check, which its answer may well quote.
  const answer =
    (key = ''): Decoder<NagiosAnswer> =>
    (value, path) => {
      const text = maskKeys(credentials.conceal(freeText(value, path)), [key]);
      return { ok: /^KernelCare OK\b/.test(text), text };
    };
  const check: Omit<Call, 'endpoint' | 'credential'> = { method: 'GET', format: nagiosText };
  return {
    read: {
      nagiosKey: (key) =>
        read({ ...check, endpoint: 'kcare/nagios', credential: 'none', segments: [key] }, answer(key)),
      nagiosReseller: () => read({ ...check, endpoint: 'kcare/nagios-res', credential: 'path' }, answer()),
    },
    write: {
      registerMonitoringKey: async (key) => {
        const endpoint = 'kcare/nagios/register_key.plain';
        const call: Call = { endpoint, method: 'GET', format: plainAnswer, credential: 'none', query: { key } };
        const answered = await write(call, object({ code: count }));
        if (answered.status !== 'done') return answered;
        const { code } = answered.value;
        if (code === 0) return done(undefined);
        const meaning = CODES[code];
        if (meaning === undefined) {
          return { status: 'unknown', endpoint, reason: `${endpoint}: the service answered code ${String(code)}` };
        }
        return { status: 'refused', endpoint, reason: `${endpoint}: ${meaning} (code ${String(code)})` };
      },
    },
  };
}

const CODES: Readonly<Partial<Record<number, string>>> = {
  1: 'wrong size or format of the key',
  2: 'no KernelCare IP licence is available for this address',
};

const UNAUTHORISED = new RegExp(`^KernelCare [A-Z]+\\W+${AUTHORIZATION_FAILED}\\W*$`);

/**
 * A check that finds trouble is an "error response" of an unknown status, so that a text which begins with the
 * product's name counts with any. The refusals of the JSON and the text API are told apart from a check's own words.
 */
const nagiosText: Format = {
  suffix: '',
  read: (answer): Reading => {
    const text = answer.body.trim();
    const refused = [v1.read(answer), plainAnswer.read(answer)].find((reading) => reading.kind === 'refusal');
    if (refused !== undefined) return refused;
    // Said of the credentials and not of any server: nothing was checked.
    if (UNAUTHORISED.test(text)) return { kind: 'refusal', message: AUTHORIZATION_FAILED };
    const ok = answer.status >= 200 && answer.status < 300;
    const page = /^[<{[]/.test(text) || (answer.headers['content-type'] ?? '').startsWith('text/html');
    if (text.startsWith('KernelCare') || (ok && text !== '' && !page)) {
      return { kind: 'success', data: text, message: '', root: 'body' };
    }
    return { kind: 'unreadable', reason: `HTTP ${String(answer.status)} with no line of a check` };
  },
};
