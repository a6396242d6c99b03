import type { Manifest } from '../../src/model/manifest.ts';

/** What a plan is made from, in an order of its own: neither places nor the order of declaration count. */
export function meaning(manifest: Manifest | undefined): unknown {
  if (manifest === undefined) return undefined;
  const desired = manifest.desired.map(({ source: _source, ...rest }) => rest);
  return { ...manifest, desired: desired.toSorted((a, b) => (a.address < b.address ? -1 : 1)) };
}
