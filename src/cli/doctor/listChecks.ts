import type { CallInfo } from '../../cln/sender.ts';
import type { Check } from '../../model/doctorReport.ts';
import { redact } from './redact.ts';
import { type Asked, REFUSAL_PROBE } from './survey.ts';

/** From here on a list is worth a word. */
const SLOW_MS = 5000;

/** Every question that was asked: how much came back, and how fast; then how steady the service was. */
export function listChecks(
  asked: readonly Asked[],
  calls: readonly CallInfo[],
  login: string | undefined,
): readonly Check[] {
  const lists = asked.filter(({ label }) => label !== REFUSAL_PROBE);
  return [...lists.map((one) => listCheck(one, login)), ...steadiness(calls)];
}

function listCheck({ label, durationMs, rows, failure }: Asked, login: string | undefined): Check {
  const ms = Math.round(durationMs);
  const common = { id: `list.${label}`, title: label } as const;
  const data = { ...(rows !== undefined && { rows }), ms };
  if (failure !== undefined) {
    // A kind of product that the account may not have refuses, and nothing is wrong with that.
    const status = failure.code === 'refused' ? 'warn' : failure.code === 'interrupted' ? 'unknown' : 'fail';
    const detail = `${redact(failure.summary, login).replace(/\.$/, '')}, ${ms} ms`;
    const help =
      status === 'warn'
        ? 'Manifests that declare this kind will stop there. Accounts without the product may be refused.'
        : redact(failure.help, login);
    return { ...common, status, detail, help, data: { ...data, code: failure.code } };
  }
  const detail = rows === undefined ? `answered, ${ms} ms` : `${rows} ${rows === 1 ? 'row' : 'rows'}, ${ms} ms`;
  if (ms < SLOW_MS) return { ...common, status: 'ok', detail, data };
  return { ...common, status: 'warn', detail, help: 'Slow: a plan waits for its slowest list.', data };
}

function steadiness(calls: readonly CallInfo[]): readonly Check[] {
  if (calls.length === 0) return [];
  const times = calls.map(({ durationMs }) => Math.round(durationMs)).sort((a, b) => a - b);
  const [median = 0, longest = 0] = [times[times.length >> 1], times.at(-1)];
  const repeated = calls.filter(({ attempt }) => attempt > 1).length;
  const limited = calls.filter(({ status }) => status === 429).length;
  const data = { calls: calls.length, median_ms: median, longest_ms: longest, repeated, rate_limited: limited };
  return [
    {
      id: 'latency',
      title: 'latency',
      status: 'ok',
      detail: `${calls.length} calls: median ${median} ms, longest ${longest} ms`,
      data,
    },
    repeated + limited === 0
      ? { id: 'steadiness', title: 'steadiness', status: 'ok', detail: 'every call was answered at the first try' }
      : {
          id: 'steadiness',
          title: 'steadiness',
          status: 'warn',
          detail: `${repeated} of ${calls.length} calls had to be repeated, ${limited} met a rate limit (429)`,
          help: 'If plans fail for it, give a lower --parallelism.',
          data: { repeated, rate_limited: limited },
        },
  ];
}
