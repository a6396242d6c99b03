import { expect, test } from 'vitest';
import { judgeIntent, type Verdict } from '../../src/engine/judgeIntent.ts';
import { DEFAULT_RECOVERY, LATEST_ARRIVAL_MS, type RecoveryOptions } from '../../src/engine/recovery.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import type { Live } from '../../src/model/live.ts';
import { emptyState, type Binding, type Intent } from '../../src/model/state.ts';

const NOW = 10_000_000;
const OLD = NOW - LATEST_ARRIVAL_MS;

/** An Imunify key as the list shows it, without a marker. */
const key = (id: string, more: Partial<Live> = {}): Live => ({
  type: 'imunify_key',
  id,
  spec: { product: '360_30', limit: 5, note: 'web' },
  ...more,
});
/** A KernelCare key, marked. */
const marked = (id: string, tag: string): Live => ({ type: 'kernelcare_key', id, spec: { limit: 5, note: '' }, tag });

const plain: Partial<Intent> = { type: 'imunify_key', spec: { product: '360_30', limit: 5, note: 'web' } };
const withMarker: Partial<Intent> = { type: 'kernelcare_key', spec: { limit: 5 }, marker: '[clnform:a#abcd1234]' };
const bound = (type: string, id: string, seq?: number): Binding => ({
  type,
  id,
  applied: {},
  ...(seq === undefined ? {} : { seq }),
});

interface Case {
  readonly reason: string;
  readonly intent: Partial<Intent>;
  readonly looks: readonly (readonly Live[])[];
  readonly bindings?: Readonly<Record<string, Binding>>;
  readonly options?: Partial<RecoveryOptions>;
  readonly now?: number;
  /** Status, and of `open` the reason. Undefined: look again. */
  readonly verdict: string | undefined;
  readonly ids?: readonly string[];
}

const CASES: readonly Case[] = [
  // With a marker.
  {
    reason: 'one list with the marker is enough',
    intent: withMarker,
    looks: [[marked('K', 'abcd1234')]],
    verdict: 'made marker',
    ids: ['K'],
  },
  {
    reason: 'another marker is another create',
    intent: withMarker,
    looks: [[marked('K', 'zzzz')]],
    verdict: undefined,
  },
  {
    reason: 'two with one marker are a create carried out twice',
    intent: withMarker,
    looks: [[marked('K', 'abcd1234'), marked('L', 'abcd1234')]],
    verdict: 'open doubled',
    ids: ['K', 'L'],
  },
  {
    reason: 'bound to another address: a person knows why',
    intent: withMarker,
    looks: [[marked('K', 'abcd1234')]],
    bindings: { 'kernelcare_key.b': bound('kernelcare_key', 'K') },
    verdict: 'open elsewhere',
    ids: ['K'],
  },
  {
    reason: 'bound to its own address: there is nothing left to do',
    intent: withMarker,
    looks: [[marked('K', 'abcd1234')]],
    bindings: { 'kernelcare_key.a': bound('kernelcare_key', 'K') },
    verdict: 'bound',
  },
  {
    reason: 'it arrives between two lists',
    intent: withMarker,
    looks: [[], [marked('K', 'abcd1234')]],
    verdict: 'made marker',
    ids: ['K'],
  },
  {
    reason: 'one list without it proves nothing',
    intent: { ...withMarker, since: 0 },
    looks: [[]],
    verdict: undefined,
  },
  { reason: 'old and in neither list: it may be sent again', intent: withMarker, looks: [[], []], verdict: 'free' },
  {
    reason: 'a millisecond too young',
    intent: { ...withMarker, since: OLD + 1 },
    looks: [[], []],
    verdict: 'open young',
  },
  {
    reason: 'a clock that went back makes it no older',
    intent: { ...withMarker, since: NOW + 1 },
    looks: [[], []],
    verdict: 'open young',
  },
  {
    reason: 'an older version wrote no time: it is old',
    intent: { ...withMarker, since: 0 },
    looks: [[], []],
    verdict: 'free',
  },
  {
    reason: 'lists that differ prove no absence',
    intent: withMarker,
    looks: [[], [marked('P', 'zzzz')]],
    verdict: 'open unsettled',
  },
  {
    reason: 'only the last two lists count',
    intent: withMarker,
    looks: [[marked('P', 'zzzz')], [], []],
    verdict: 'free',
  },
  {
    reason: 'a list without the object made last is behind',
    intent: withMarker,
    looks: [[], []],
    bindings: { 'kernelcare_key.c': bound('kernelcare_key', 'C', 3) },
    verdict: 'open behind',
  },
  {
    reason: 'it is the last one that must show, not one before it',
    intent: withMarker,
    looks: [[marked('C', 'c')], [marked('C', 'c')]],
    bindings: {
      'kernelcare_key.b': bound('kernelcare_key', 'B', 2),
      'kernelcare_key.c': bound('kernelcare_key', 'C', 3),
    },
    verdict: 'free',
  },
  {
    reason: 'what was found and not made says nothing of the list',
    intent: withMarker,
    looks: [[], []],
    bindings: { 'kernelcare_key.c': bound('kernelcare_key', 'C') },
    verdict: 'free',
  },
  {
    reason: 'an object of another kind is no canary',
    intent: withMarker,
    looks: [[], []],
    bindings: { 'imunify_key.c': bound('imunify_key', 'C', 3) },
    verdict: 'free',
  },
  {
    reason: 'what was given up and shows nowhere needs no second list',
    intent: { ...withMarker, phase: 'free' },
    looks: [[]],
    verdict: 'free',
  },
  {
    reason: 'what was given up and turns up after all is bound',
    intent: { ...withMarker, phase: 'free' },
    looks: [[marked('K', 'abcd1234')]],
    verdict: 'made marker',
    ids: ['K'],
  },
  {
    reason: 'a marker that is none finds nothing and frees nothing',
    intent: { ...withMarker, marker: 'abcd' },
    looks: [[marked('K', 'abcd1234')], []],
    verdict: 'open nowhere',
  },
  // Without one.
  { reason: 'one list with one that fits is not enough', intent: plain, looks: [[key('K')]], verdict: undefined },
  {
    reason: 'the only new one that fits, twice',
    intent: plain,
    looks: [[key('K')], [key('K')]],
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'the same with --no-adopt',
    intent: plain,
    looks: [[key('K')], [key('K')]],
    options: { adopt: false },
    verdict: 'open not-adopted',
    ids: ['K'],
  },
  {
    reason: 'young as it may be, one that is there is there',
    intent: { ...plain, since: NOW },
    looks: [[key('K')], [key('K')]],
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'two that fit',
    intent: plain,
    looks: [
      [key('K'), key('L')],
      [key('K'), key('L')],
    ],
    verdict: 'open several',
    ids: ['K', 'L'],
  },
  {
    reason: 'what was there before is not it',
    intent: { ...plain, idsBefore: ['K'] },
    looks: [
      [key('K'), key('L')],
      [key('K'), key('L')],
    ],
    verdict: 'made difference',
    ids: ['L'],
  },
  {
    reason: 'what is bound is not it',
    intent: plain,
    looks: [[key('K')], [key('K')]],
    bindings: { 'imunify_key.b': bound('imunify_key', 'K') },
    verdict: 'open nowhere',
  },
  {
    reason: 'an id of another kind may be the same',
    intent: plain,
    looks: [[key('K')], [key('K')]],
    bindings: { 'els_key.b': bound('els_key', 'K') },
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'another product is another key',
    intent: plain,
    looks: [
      [key('K', { spec: { product: 'AVP', limit: 5 } })],
      [key('K')].slice(1),
      [key('K', { spec: { product: 'AVP', limit: 5 } })],
      [key('K', { spec: { product: 'AVP', limit: 5 } })],
    ],
    verdict: 'open nowhere',
  },
  {
    reason: 'a note that the list leaves out says nothing',
    intent: plain,
    looks: [
      [key('K', { spec: { product: '360_30', limit: 5 } })],
      [key('K', { spec: { product: '360_30', limit: 5 } })],
    ],
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'a note that differs does',
    intent: plain,
    looks: [
      [key('K', { spec: { product: '360_30', limit: 5, note: 'x' } })],
      [key('K', { spec: { product: '360_30', limit: 5, note: 'x' } })],
    ],
    verdict: 'open nowhere',
  },
  {
    reason: 'a limit that the list leaves out fits nothing',
    intent: plain,
    looks: [[key('K', { spec: { product: '360_30' } })], [key('K', { spec: { product: '360_30' } })]],
    verdict: 'open nowhere',
  },
  {
    reason: 'days without a check-in are clnform’s own affair',
    intent: { ...plain, spec: { ...plain.spec, remove_stale_servers_after: 9 } },
    looks: [[key('K')], [key('K')]],
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'networks cannot be read back',
    intent: { type: 'kernelcare_key', spec: { limit: 5, cidrs: ['203.0.113.0/24'] } },
    looks: [
      [{ ...marked('K', ''), tag: undefined as never }],
      [{ type: 'kernelcare_key', id: 'K', spec: { limit: 5, note: '' } }],
    ],
    verdict: 'made difference',
    ids: ['K'],
  },
  {
    reason: 'what carries a marker was made by a create that had one',
    intent: { ...plain, type: 'kernelcare_key', spec: { limit: 5 } },
    looks: [[marked('K', 'abcd1234')], [marked('K', 'abcd1234')]],
    verdict: 'open nowhere',
  },
  {
    reason: 'it arrives between two lists: one more is needed',
    intent: plain,
    looks: [[], [key('K')]],
    verdict: 'open unsettled',
  },
  {
    reason: 'a list that is behind proves nothing of what it shows, either',
    intent: plain,
    looks: [[key('K')], [key('K')]],
    bindings: { 'imunify_key.c': bound('imunify_key', 'C', 3) },
    verdict: 'open behind',
  },
  { reason: 'nothing fits, and a person may have to say so', intent: plain, looks: [[], []], verdict: 'open nowhere' },
  {
    reason: 'nothing fits where no one else makes objects',
    intent: plain,
    looks: [[], []],
    options: { singleWriter: true },
    verdict: 'free',
  },
  {
    reason: 'but it may still arrive',
    intent: { ...plain, since: OLD + 1 },
    looks: [[], []],
    options: { singleWriter: true },
    verdict: 'open young',
  },
];

test.each(CASES)('$reason', ({ intent, looks, bindings = {}, options = {}, now = NOW, verdict, ids }) => {
  const type = intent.type ?? '';
  const kind = KINDS.get(type);
  if (kind === undefined) throw new Error(`no kind ${type}`);
  const found = judgeIntent({
    intent: {
      seq: 1,
      address: `${type}.a` as Address,
      type,
      spec: {},
      idsBefore: [],
      since: OLD,
      phase: 'sent',
      ...intent,
    },
    kind,
    looks,
    state: { ...emptyState('acme', 'line'), bindings },
    now,
    options: { ...DEFAULT_RECOVERY, ...options },
  });
  expect(told(found)).toBe(verdict);
  if (ids !== undefined) expect(idsOf(found)).toEqual(ids);
});

function told(verdict: Verdict | undefined): string | undefined {
  if (verdict?.status === 'open') return `open ${verdict.why.name}`;
  return verdict?.status === 'made' ? `made ${verdict.proof}` : verdict?.status;
}

function idsOf(verdict: Verdict | undefined): readonly string[] {
  if (verdict?.status === 'made') return [verdict.live.id];
  return verdict?.status === 'open' ? verdict.candidates.map(({ id }) => id) : [];
}
