import type { Address } from '../../model/address.ts';
import type { Desired } from '../../model/desired.ts';
import { isRef } from '../../model/ref.ts';
import { clip } from '../report/clip.ts';
import { show, titleOf } from '../view.ts';
import type { View } from '../view.ts';
import type { GraphData } from './graphData.ts';

const LONGEST_LABEL = 120;

/** What a manifest declares, and which of it needs what else of it to be there first. */
export function manifestGraph(desired: readonly Desired[], view: View): GraphData {
  const known = new Set<Address>(desired.map(({ address }) => address));
  return {
    nodes: desired.map(({ address, type }) => ({
      id: address,
      label: clip(show(address, view), LONGEST_LABEL),
      title: clip(titleOf(type, view), LONGEST_LABEL),
      group: type,
      sign: '',
      count: 1,
    })),
    edges: desired.flatMap(({ address, spec }) =>
      [...new Set(references(spec))].filter((ref) => known.has(ref)).map((ref) => ({ from: ref, to: address })),
    ),
    notes: [],
  };
}

function* references(value: unknown): Generator<Address> {
  if (typeof value !== 'object' || value === null) return;
  if (isRef(value)) yield value.ref;
  else for (const member of Object.values(value)) yield* references(member);
}
