import type { KindRegistry } from '../model/kind.ts';
import { maskKey } from '../model/text.ts';
import { PLAIN_PAINT } from './paint.ts';
import type { Paint } from './paint.ts';
import { safeText } from './safeText.ts';
import { SecretIndex } from './secretIndex.ts';

/** What every view is told beside its data. */
export interface View {
  /** Titles, and which ids and fields are secret. */
  readonly kinds: KindRegistry;
  readonly paint: Paint;
  /** `--show-keys`: nothing is masked. */
  readonly showKeys: boolean;
  /** Licence keys that are known to this view: masked in any text that they turn up in. */
  readonly secrets: ReadonlySet<string>;
}

export interface ViewOptions {
  readonly paint?: Paint;
  readonly showKeys?: boolean;
  /** A set is kept as it is: keys that come into it later are masked as well. */
  readonly secrets?: Iterable<string>;
}

export function createView(kinds: KindRegistry, { paint, showKeys, secrets }: ViewOptions = {}): View {
  return {
    kinds,
    paint: paint ?? PLAIN_PAINT,
    showKeys: showKeys === true,
    secrets: secrets instanceof Set ? (secrets as ReadonlySet<string>) : new Set(secrets),
  };
}

export function withSecrets(view: View, secrets: Iterable<string>): View {
  return { ...view, secrets: new Set([...view.secrets, ...secrets]) };
}

const INDEXES = new WeakMap<ReadonlySet<string>, SecretIndex>();

/** Sets of secrets only ever grow, so that each has one index, which grows with it. */
function indexOf(secrets: ReadonlySet<string>): SecretIndex {
  const known = INDEXES.get(secrets);
  if (known !== undefined) return known;
  const index = new SecretIndex(secrets);
  INDEXES.set(secrets, index);
  return index;
}

/** The text with every known key in it masked. For JSON, which escapes the rest by itself. */
export function hideKeys(text: string, view: View): string {
  if (view.showKeys || view.secrets.size === 0) return text;
  return indexOf(view.secrets).mask(text);
}

/** Any text for a line of output: keys masked, control characters made visible. */
export function show(text: string, view: View): string {
  return safeText(hideKeys(text, view));
}

/** An object's id as it may be shown. */
export function showId(type: string, id: string, view: View): string {
  return safeText(maskId(type, id, view));
}

/** The id, masked if it is a credential. Of a kind that is not known, every id is taken for one. */
export function maskId(type: string, id: string, view: View): string {
  const kind = view.kinds.get(type);
  const secret = kind === undefined || kind.secretId === true;
  return secret && !view.showKeys ? maskKey(id) : hideKeys(id, view);
}

/** CLN's name for the kind: `Imunify key`. */
export function titleOf(type: string, view: View): string {
  return view.kinds.get(type)?.title ?? safeText(type);
}
