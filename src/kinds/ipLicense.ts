import type { Api } from '../model/api/api.ts';
import type { IpLicenseRow } from '../model/api/rows.ts';
import type { IpLicenseBlock } from '../model/blocks.gen.ts';
import type { ResourceKind } from '../model/kind.ts';
import { joined } from '../model/joined.ts';
import type { Live } from '../model/live.ts';
import type { Outcome } from '../model/outcome.ts';
import { done, mapOutcome } from '../model/outcome.ts';
import { IMUNIFY_FAMILY } from '../model/product.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { condenseIpLicenses } from './support/condenseIpLicenses.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { ipLicensePreflight } from './support/ipLicensePreflight.ts';
import { productOfName, productOfType } from './support/ipLicenseProduct.ts';
import { ipLicenseProducts } from './support/ipLicenseProducts.ts';
import { refused } from './support/refused.ts';
import { saidToBeNone } from './support/saidToBeNone.ts';
import { uniqueById } from './support/uniqueById.ts';

/** A licence of "IP-based licenses API": one product on one IPv4 address. */
export interface IpLicenseSpec {
  readonly ip: string;
  /** Product name, or `type-9999`. Changes only within the Imunify family: any other is a licence of its own. */
  readonly product: string;
  /** No call shows it. */
  readonly els_allowed?: boolean;
}

const TYPE = 'ip_license';
/** Imunify AV Plus: `ipl/convert` leads away from it, never to it. */
const AV_PLUS = 40;

const section: Section<IpLicenseBlock> = {
  name: 'ip_licenses',
  expand(_name: string, { products, els_allowed, suspended }: IpLicenseBlock, tools: ExpandTools): void {
    const addresses = tools.addresses(['ips']);
    for (const { name, slot } of ipLicenseProducts(products, tools)) {
      for (const { ip, source } of addresses) {
        const spec: IpLicenseSpec =
          els_allowed === undefined ? { ip, product: name } : { ip, product: name, els_allowed };
        tools.declare({ name: joined(ip, '/', slot), spec, absent: suspended === true, source });
      }
    }
  },
  condense: condenseIpLicenses,
};

/** Addressed by IP and product, with one place for all Imunify tiers, so that a change of tier is a change in place. */
export const ipLicense: ResourceKind<IpLicenseSpec> = {
  type: TYPE,
  title: 'IP licence',
  identity: 'natural',
  fields: { ip: {}, product: {}, els_allowed: { writeOnly: true } },
  replacement: 'create-first',
  // A server that gets another address needs its licence there before it loses the one on the old address.
  successors: ({ product }) => productSlot(product),
  section,

  async list(read) {
    return uniqueById('ipl/list', (await read.ipLicenses.list()).map(live));
  },

  mustReplace(there, target) {
    const from = typeOf(there.id);
    const to = typeNamed(target.product);
    return from !== to && !(IMUNIFY_FAMILY.has(from) && IMUNIFY_FAMILY.has(to) && to !== AV_PLUS);
  },

  async create({ write }, { ip, product, els_allowed: elsAllowed }) {
    const answer = await write.ipLicenses.register({
      ip,
      type: typeNamed(product),
      ...(elsAllowed === undefined ? {} : { elsAllowed }),
    });
    return mapOutcome(answer, live);
  },

  async update(api, there, next, fields) {
    const converted = fields.includes('product') ? await convert(api, there, next.product) : done(there);
    if (converted.status !== 'done' || !fields.includes('els_allowed') || next.els_allowed === undefined) {
      return converted;
    }
    const license = converted.value;
    const type = typeOf(license.id);
    const answer = await api.write.ipLicenses.update({ ip: ipOf(license.id), type, elsAllowed: next.els_allowed });
    if (answer.status !== 'done' || answer.value) return mapOutcome(answer, () => license);
    return refused('ipl/update', 'the service found no such licence in this account');
  },

  async remove({ read, write }, { id }) {
    // The type always goes with it: without one the service removes every licence of the IP.
    const license = { ip: ipOf(id), type: typeOf(id) };
    return doneIfGone(saidToBeNone('ipl/remove', await write.ipLicenses.remove(license)), async () =>
      (await read.ipLicenses.list()).some(({ ip, type }) => ip === license.ip && type === license.type),
    );
  },

  preflight: ipLicensePreflight,

  hazards({ action, live: there, target }) {
    if (action === 'remove' && there?.occupants === 1) {
      return [
        {
          name: 'removes-servers',
          detail: 'A server is registered with this licence and loses it.',
        },
      ];
    }
    if (action !== 'replace') return [];
    const from = there?.spec.product ?? 'this licence';
    return [
      {
        name: 'bills-full-month',
        detail: `The service cannot convert ${from} to ${target?.product ?? 'another product'}: the new licence is registered anew and may bill a full month, and the old one is removed.`,
      },
    ];
  },
  billing: ({ product }) => ({ product, units: 1 }),
};

async function convert({ write }: Api, { id }: Live, product: string): Promise<Outcome<Live<IpLicenseSpec>>> {
  const ip = ipOf(id);
  const typeTo = typeNamed(product);
  const answer = await write.ipLicenses.convert({ ip, type: typeOf(id), typeTo });
  if (answer.status !== 'done' || answer.value) return mapOutcome(answer, () => live({ ip, type: typeTo }));
  return refused('ipl/convert', 'the licence is gone, not owned by this account, or cannot be converted');
}

/** `registered` is documented as "CLN licenses only": of any other, `false` does not say that no server uses it. */
function live({ ip, type, registered }: Pick<IpLicenseRow, 'ip' | 'type' | 'registered'>): Live<IpLicenseSpec> {
  const { name, slot } = productOfType(type);
  const occupants = registered === true ? { occupants: 1 } : {};
  const id = joined(ip, '/', String(type));
  return { type: TYPE, id, name: joined(ip, '/', slot), spec: { ip, product: name }, ...occupants };
}

function ipOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function typeOf(id: string): number {
  return Number(id.slice(id.indexOf('/') + 1));
}

function productSlot(product: string): string {
  return productOfType(typeNamed(product)).slot;
}

/** Only names that `expand` or `list` made come here. */
function typeNamed(product: string): number {
  const found = productOfName(product);
  if (found === undefined) throw new Error(`No IP licence product is called ${product}.`);
  return found.type;
}
