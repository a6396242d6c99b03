import type { Address } from '../model/address.ts';
import type { Change } from '../model/change.ts';
import type { Desired } from '../model/desired.ts';
import type { AnyKind, ChangeFacts } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Binding } from '../model/state.ts';
import { withArticle } from '../model/article.ts';
import type { Draft } from './draft.ts';
import type { World } from './world.ts';

/** Drops the binding and leaves the account alone; `missing`: only once it has stayed away for a while. */
export function letGo(
  world: World,
  draft: Draft,
  address: Address,
  binding: Binding,
  live: Live | undefined,
  reason: string,
  missing: { readonly missing?: true } = {},
): void {
  const movedFrom = world.movedFrom.get(address);
  draft.add({
    ...missing,
    address,
    type: binding.type,
    name: address.slice(binding.type.length + 1),
    action: 'forget',
    reason,
    ...(live === undefined ? {} : { live }),
    fields: [],
    hazards: [],
    ...(movedFrom === undefined ? {} : { movedFrom }),
    bind: false,
  });
}

/** Plans the removal of one live object, unless it is protected, remembered as unremovable, or beyond the API. */
export function remove(
  world: World,
  draft: Draft,
  address: Address,
  kind: AnyKind,
  live: Live,
  reason: string,
  desired?: Desired,
): void {
  const binding = world.bindings.get(address);
  const source = desired === undefined ? {} : { source: desired.source };
  if (binding?.protect === true || desired?.lifecycle.protect === true) {
    draft.error({
      code: 'protected',
      summary: `${address} is protected, and this plan would remove it (${reason}).`,
      help: `Put its block back with \`protect: false\` and apply that first, or let go of it: clnform state rm ${address}`,
      address,
      ...source,
    });
    return;
  }
  if (isUnremovable(world, live) || (kind.remove === undefined && kind.putMany === undefined)) {
    if (binding !== undefined) {
      const why = !isUnremovable(world, live)
        ? `the API cannot remove ${withArticle(kind.title)}`
        : 'the service refuses to remove it';
      letGo(world, draft, address, binding, live, `${reason}; ${why}, so it stays in the account`);
    }
    return;
  }
  if (kind.removalNeeds !== undefined && world.input.options.enabled?.has(kind.removalNeeds) !== true) {
    draft.error({
      code: 'removal-not-enabled',
      summary: `${address} would be removed (${reason}), by a call whose effect no one has proved yet.`,
      help: `Remove it in the web console, or pass --${kind.removalNeeds} if you accept the risk.`,
      address,
      ...source,
    });
    return;
  }
  const facts: ChangeFacts = { action: 'remove', live, fields: [] };
  const movedFrom = world.movedFrom.get(address);
  const change: Change = {
    address,
    type: kind.type,
    name: address.slice(kind.type.length + 1),
    action: 'remove',
    reason: kind.residue === undefined ? reason : `${reason}; ${kind.residue}`,
    live,
    fields: [],
    hazards: kind.hazards?.(facts) ?? [],
    ...(world.input.options.destroy !== true && world.input.manifest.exclusive.has(kind.type) ? { whole: true } : {}),
    ...source,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    bind: false,
  };
  draft.add(change);
}

export function isUnremovable(world: World, live: Live): boolean {
  if (world.input.options.retryRefused === true) return false;
  return world.input.state.unremovable.some((o) => o.type === live.type && o.id === live.id);
}
