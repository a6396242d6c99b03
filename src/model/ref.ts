import type { Address } from './address.ts';

/** A field that holds another resource: its id is known only once that resource has been put. */
export interface Ref {
  readonly ref: Address;
}

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && typeof (value as { ref?: unknown }).ref === 'string';
}

/** The spec with every `Ref` replaced by the id of what it names. */
export type Resolved<Spec> = { readonly [F in keyof Spec]: Exclude<Spec[F], Ref> };
