import { expect, test } from 'vitest';
import type { FaultAction, FaultRule } from '../../src/emulator/faults.ts';
import { recoverIntents } from '../../src/engine/recoverIntents.ts';
import { DEFAULT_RECOVERY } from '../../src/engine/recovery.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { Arena } from '../support/arena.ts';
import { expectGolden } from '../support/golden.ts';
import { TEST_NOW } from '../support/inProcess.ts';
import { manifestOf, type Blocks } from '../support/manifestOf.ts';
import { carryOutWith, depsOf } from './support/carryOutWith.ts';

/** Every kind that is created, with the call that does it and where the account keeps what it makes. */
const KINDS_MADE: readonly { readonly kind: string; readonly endpoint: string; readonly blocks: Blocks }[] = [
  {
    kind: 'imunify_key',
    endpoint: 'im/key/create',
    blocks: { imunify_keys: { web: { product: '360_30', limit: 5, note: 'web' } } },
  },
  { kind: 'kernelcare_key', endpoint: 'kcare/key/create', blocks: { kernelcare_keys: { a: { limit: 5, note: 'a' } } } },
  { kind: 'els_key', endpoint: 'els/key/create', blocks: { els_keys: { a: { product: 'CELS', limit: 5 } } } },
  {
    kind: 'cloudlinux_key',
    endpoint: 'v2/cl/keys',
    blocks: { cloudlinux_keys: { a: { product: 'CL', limit: 5, note: 'a' } } },
  },
  {
    kind: 'ip_license',
    endpoint: 'ipl/register',
    blocks: { ip_licenses: { web: { products: ['kernelcare'], ips: ['203.0.113.1'] } } },
  },
  {
    kind: 'server_group',
    endpoint: 'group/create',
    blocks: { server_groups: { production: { description: 'Production', servers: ['S1'] } } },
  },
  { kind: 'backup', endpoint: 'ab/im/create', blocks: { backups: { S1: { size_gb: 10, datacenter: 'EU1' } } } },
];

const LOST: readonly FaultAction[] = ['500', '502', 'reset', 'hang', 'truncate', 'html'];
const WHENS = ['before', 'after'] as const;
const MINUTE = 60_000;

interface Case {
  readonly kind: string;
  readonly endpoint: string;
  readonly blocks: Blocks;
  readonly fault: Pick<FaultRule, 'do' | 'when'>;
  readonly markers: boolean;
  readonly singleWriter: boolean;
}

function* cases(): Generator<Case> {
  for (const subject of KINDS_MADE) {
    for (const action of LOST) {
      for (const when of WHENS) {
        if (action === 'truncate' && when === 'before') continue;
        const fault = { do: action, when };
        yield { ...subject, fault, markers: true, singleWriter: false };
        yield { ...subject, fault, markers: false, singleWriter: false };
        yield { ...subject, fault, markers: false, singleWriter: true };
      }
    }
  }
}

/** How it ended, and the objects of its kind that there are in the end. */
interface Ending {
  readonly how: 'in the same run' | 'by the next apply' | 'after ten minutes' | 'asks';
  readonly made: number;
  readonly asked?: Diagnostic;
}

async function play({ kind, endpoint, blocks, fault, markers, singleWriter }: Case): Promise<Ending> {
  const arena = new Arena({
    contents: {
      imunifyKeys: [{ key: 'IMOLD', code: 'AVP', limit: 5, note: '' }],
      imunifyServers: [{ id: 'S1', key: 'IMOLD', ip: '203.0.113.7', lastCheckin: TEST_NOW }],
    },
  });
  const { emulator, system } = arena.account;
  const manifest = manifestOf(blocks, { markers, singleWriter });
  const recovery = { ...DEFAULT_RECOVERY, singleWriter };
  let asked: Diagnostic | undefined;
  const apply = async (): Promise<boolean> => {
    const declared = new Set(manifest.desired.map(({ address }) => address));
    const recovered = await recoverIntents(depsOf(arena), arena.store.state, { ...recovery, declared });
    asked = recovered.diagnostics.find(({ severity }) => severity === 'error');
    const { summary, diagnostics } = await carryOutWith(arena, await arena.plan(manifest), { recovery });
    asked = diagnostics.find(({ code }) => code === 'outcome-unknown') ?? asked;
    const left = (await arena.plan(manifest)).changes;
    return summary.unknown === 0 && left.length === 0;
  };
  const made = (): number =>
    emulator.ledger.objects.filter((object) => object.kind === kind && typeof object.madeBy === 'number').length;
  emulator.faults.add({ endpoint, calls: 'writes', ...fault, nth: 1 });
  const converged = await apply();
  const struck = emulator.ledger.calls.filter((call) => call.fault !== undefined);
  expect(struck, `${kind}: the fault must have met its create`).toHaveLength(1);
  if (converged) return { how: 'in the same run', made: made() };
  emulator.faults.clear();
  if (await apply()) return { how: 'by the next apply', made: made() };
  await system.sleep(11 * MINUTE);
  if (await apply()) return { how: 'after ten minutes', made: made() };
  return { how: 'asks', made: made(), ...(asked === undefined ? {} : { asked }) };
}

test('no lost answer of any create buys twice; each ends as the table says', async () => {
  const rows = new Map<string, Map<string, number>>();
  const texts = new Map<string, string>();
  const doubled: string[] = [];
  let count = 0;
  for (const one of cases()) {
    count += 1;
    const { how, made, asked } = await play(one);
    const told = `${one.kind} ${one.fault.do} ${one.fault.when} markers ${String(one.markers)} ${how}`;
    const wanted = how === 'asks' ? one.fault.when === 'after' : true;
    if (made !== (wanted ? 1 : 0)) doubled.push(`${told}: ${made} made`);
    const settings = one.markers ? 'markers' : one.singleWriter ? 'no markers, single_writer' : 'no markers';
    const row = `${one.kind}, ${settings}, lost ${one.fault.when} the effect`;
    const ends = rows.get(row) ?? new Map<string, number>();
    rows.set(row, ends.set(how, (ends.get(how) ?? 0) + 1));
    if (asked !== undefined) texts.set(asked.summary.replace(/\([^()]*(?:\([^()]*\))?[^()]*\)/, '(…)'), asked.help);
  }
  expect(doubled).toEqual([]);
  const table = [...rows].map(([row, ends]) => `${row}: ${[...ends].map(([how, n]) => `${how} ${n}`).join(', ')}`);
  const asks = [...texts].flatMap(([summary, help]) => ['', summary, ...help.split('\n').map((line) => `  ${line}`)]);
  expectGolden('lostAnswers/table.txt', [`${count} lost answers`, '', ...table, ...asks].join('\n') + '\n');
}, 60_000);
