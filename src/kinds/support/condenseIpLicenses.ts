import type { Json } from '../../model/json.ts';
import type { Live } from '../../model/live.ts';
import type { CondensedBlock, CondenseObject, CondenseTools } from '../../model/section.ts';
import { definedFields } from '../../model/section.ts';
import { firstOfName } from './firstOfName.ts';
import { productOfType } from './ipLicenseProduct.ts';
import { nameFromText } from './nameFromText.ts';

interface Licence {
  readonly live: Live;
  readonly type: number;
  readonly elsAllowed: boolean | undefined;
  readonly protect: boolean;
}

/** How many products a name spells out. */
const NAMED = 3;

/** One block for all addresses that have the same products, and the same of everything else that a block says. */
export function condenseIpLicenses(
  objects: readonly CondenseObject[],
  tools: CondenseTools,
): readonly CondensedBlock[] {
  const byIp = new Map<string, Licence[]>();
  const reason = 'the address has another Imunify tier too, and a manifest declares one for an address';
  for (const { live, protect } of firstOfName(objects, tools, reason)) {
    const [ip = '', type] = live.id.split('/');
    if (!tools.isUsable(ip)) {
      tools.leave(live, 'a manifest cannot hold that address');
      continue;
    }
    const { els_allowed: elsAllowed } = live.spec as { readonly els_allowed?: boolean };
    const licences = byIp.get(ip) ?? [];
    byIp.set(ip, licences);
    licences.push({ live, type: Number(type), elsAllowed, protect: protect === true });
  }
  const groups = new Map<string, { readonly ips: string[]; readonly licences: Licence[] }>();
  for (const [ip, licences] of byIp) {
    for (const alike of split(licences)) {
      const key = alike.map(keyOf).join(' ');
      const group = groups.get(key) ?? { ips: [], licences: [] };
      groups.set(key, group);
      group.ips.push(ip);
      group.licences.push(...alike);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { ips, licences }]) => blockOf(ips, licences, tools));
}

/** The licences of one address, apart where a block could not speak for all of them; each part sorted by type. */
function split(licences: readonly Licence[]): readonly (readonly Licence[])[] {
  const parts = new Map<string, Licence[]>();
  for (const licence of licences.toSorted((a, b) => a.type - b.type)) {
    const key = restOf(licence);
    const part = parts.get(key) ?? [];
    parts.set(key, part);
    part.push(licence);
  }
  return [...parts.values()];
}

function blockOf(ips: readonly string[], licences: readonly Licence[], tools: CondenseTools): CondensedBlock {
  const [first] = licences;
  const types = [...new Set(licences.map(({ type }) => type))].sort((a, b) => a - b);
  const names = types.map((type) => productOfType(type).name);
  const more = names.length > NAMED ? `-and-${names.length - NAMED}-more` : '';
  const name = nameFromText(names.slice(0, NAMED).join('-')) + more;
  const products: Json = types.map((type) => (productOfType(type).known ? productOfType(type).name : type));
  const block = definedFields({
    products,
    ips: tools.addresses(name, ips),
    els_allowed: first?.elsAllowed,
    protect: first?.protect === true ? true : undefined,
  });
  return { name, block, covers: licences.map(({ live }) => live) };
}

function keyOf(licence: Licence): string {
  return `${String(licence.type).padStart(10, '0')}/${restOf(licence)}`;
}

function restOf({ elsAllowed, protect }: Licence): string {
  return `${String(elsAllowed)}/${String(protect)}`;
}
