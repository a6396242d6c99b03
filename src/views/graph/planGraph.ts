import type { Address } from '../../model/address.ts';
import type { Change } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { signOf } from '../actionWords.ts';
import { clip } from '../report/clip.ts';
import { show, titleOf } from '../view.ts';
import type { View } from '../view.ts';
import type { GraphData, GraphNode } from './graphData.ts';

const LONGEST_LABEL = 120;

/** The steps of a plan and what each of them waits for: the order in which apply goes. */
export function planGraph({ changes, steps }: Pick<Plan, 'changes' | 'steps'>, view: View): GraphData {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const known = new Set(steps.map(({ id }) => id));
  return {
    nodes: steps.map((step) => stepNode(step, byAddress, view)),
    edges: steps.flatMap(({ id, after }) =>
      after.filter((first) => known.has(first)).map((first) => ({ from: first, to: id })),
    ),
    notes: [],
  };
}

function stepNode({ id, op, type, addresses }: Step, changes: ReadonlyMap<Address, Change>, view: View): GraphNode {
  const [first] = addresses;
  const title = clip(titleOf(type, view), LONGEST_LABEL);
  const change = first === undefined ? undefined : changes.get(first);
  const sign = signOfStep(op, change);
  const alone = addresses.length === 1 && first !== undefined;
  const label = alone ? clip(show(first, view), LONGEST_LABEL) : `${addresses.length} in one call`;
  const half = change?.action !== 'replace' ? '' : op === 'remove' ? ' (the old one)' : ' (the new one)';
  return { id, label: label + half, title, group: `${sign} ${type}`, sign, count: Math.max(1, addresses.length) };
}

/** A replacement has two steps, one that makes and one that removes. */
function signOfStep(op: Step['op'], change: Change | undefined): string {
  if (op === 'remove') return '-';
  if (change === undefined) return op === 'forget' ? '.' : '';
  return change.action === 'replace' ? '+' : signOf(change);
}
