/** What a call is, as far as faults care. */
export type CallClass = 'create' | 'change' | 'remove' | 'list' | 'commit';

export const FAULTS = [
  'not-sent',
  'refuse',
  '500',
  '502',
  '429',
  'reset',
  'hang',
  'cut',
  'html',
  'stale',
  'late',
  'replay',
  'fail',
] as const;

export type FaultName = (typeof FAULTS)[number];

/**
 * One fault. `before` its effect: nothing is done. `after`: it is done, and the answer is lost or wrong. `late`: the
 * effect comes long after the caller gave up. `replay`: a proxy sends a GET again, and hands on the second answer.
 */
export interface Strike {
  readonly fault: FaultName;
  readonly when: 'before' | 'after';
  /** The calls that it strikes: the nth of this class, from 1. */
  readonly on: CallClass;
  /** Of that class only the calls of this step count. */
  readonly step?: string;
  readonly nth: number;
  /** For `late`: when the effect comes. */
  readonly ms?: number;
}

/** The faults that each class of calls can meet, with the side of the effect on which they strike. */
export const POSSIBLE: Readonly<Record<CallClass, readonly (readonly [FaultName, Strike['when']])[]>> = (() => {
  const answers = ['refuse', '500', '502', 'reset', 'hang', 'html'] as const;
  const both = answers.flatMap((fault) => [[fault, 'before'] as const, [fault, 'after'] as const]);
  const write = [
    ...both,
    ['not-sent', 'before'],
    ['429', 'before'],
    ['429', 'after'],
    ['cut', 'after'],
    ['late', 'after'],
  ] as const;
  const read = [...answers.map((fault) => [fault, 'before'] as const), ['429', 'before'], ['cut', 'after']] as const;
  return {
    create: [...write, ['replay', 'after']],
    change: [...write, ['replay', 'after']],
    remove: [...write, ['replay', 'after']],
    list: [...read, ['not-sent', 'before'], ['stale', 'after']],
    commit: [
      ['fail', 'before'],
      ['fail', 'after'],
    ],
  };
})();
