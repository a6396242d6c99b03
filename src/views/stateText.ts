import type { Address } from '../model/address.ts';
import { openIntents } from '../model/state.ts';
import type { Binding, State } from '../model/state.ts';
import { intentLines } from './intentLines.ts';
import { stateSecrets } from './knownSecrets.ts';
import { isSecretField } from './secretField.ts';
import { table } from './table.ts';
import { valueText } from './valueText.ts';
import { show, showId, titleOf, withSecrets } from './view.ts';
import type { View } from './view.ts';
import { maskKey } from '../model/text.ts';
import { withoutKeys } from './withoutKeys.ts';

/**
 * `state list`: one line a binding, sorted by address, then the creates whose outcome is not known. `file`: where the
 * state was looked for.
 */
export function* stateListText(state: State, outer: View, file?: string): Generator<string> {
  const view = withSecrets(outer, stateSecrets(state, outer.kinds));
  const rows = boundAddresses(state).map(([address, { type, id, protect, missingSince }]) => [
    show(address, view),
    showId(type, id, view),
    protect === true ? 'protected' : missingSince === undefined ? '' : 'gone from the account',
  ]);
  const nowhere = file === undefined || state.serial > 0 ? '' : ` There is no state at ${show(file, view)}.`;
  if (rows.length === 0) yield `Nothing is bound.${nowhere}`;
  yield* table(rows);
  const open = openIntents(state);
  if (open.length > 0) yield* intentLines(open, view);
}

/** `state show ADDRESS`: the binding with what was last written. Undefined: nothing is bound there. */
export function stateShowText(state: State, address: Address, outer: View): Iterable<string> | undefined {
  const binding = Object.hasOwn(state.bindings, address) ? state.bindings[address] : undefined;
  if (binding === undefined) return undefined;
  return bindingLines(address, binding, withSecrets(outer, stateSecrets(state, outer.kinds)));
}

function* bindingLines(address: Address, binding: Binding, view: View) {
  const { type, id, applied, protect, replacedBy, missingSince, doubted = [] } = binding;
  yield view.paint.bold(show(address, view));
  const rows = [
    ['kind', titleOf(type, view)],
    ['id', showId(type, id, view)],
  ];
  if (protect === true) rows.push(['protected', 'yes']);
  if (replacedBy !== undefined) rows.push(['replaced by', `${show(replacedBy, view)}, and still to be removed`]);
  if (missingSince !== undefined) {
    rows.push(['missing', `since ${new Date(missingSince).toISOString()}, and let go of if it stays away`]);
  }
  if (doubted.length > 0) rows.push(['in doubt', show(doubted.join(', '), view)]);
  yield* table(rows, '  ');
  const fields = Object.entries(applied);
  yield fields.length === 0 ? '  nothing is known of what was last written' : '  last written or seen:';
  yield* table(
    fields.map(([field, value]) => {
      const secret = !view.showKeys && isSecretField(view.kinds, type, field) && typeof value === 'string';
      return [
        show(field, view),
        secret ? show(maskKey(value), view) : valueText(withoutKeys(type, field, value, view), view),
      ];
    }),
    '    ',
  );
}

/** Bindings in the order of their addresses. */
export function boundAddresses(state: State): readonly (readonly [Address, Binding])[] {
  const entries = Object.entries(state.bindings) as [Address, Binding][];
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
