import type { Chance } from '../../simulation/support/chance.ts';

/** What a manifest asks for, in the words of the emulator's ledger. */
export interface Want {
  readonly address: string;
  readonly kind: string;
  /** Of a key: its own in the whole order, so that each create on the wire tells which address it is for. */
  readonly limit?: number;
  /** Of an IP licence: its IP and its type. */
  readonly id?: string;
}

/** A manifest, and what must be there when it is carried out. */
export interface Order {
  readonly text: string;
  readonly wants: readonly Want[];
}

export interface OrderOptions {
  readonly markers?: boolean;
  readonly singleWriter?: boolean;
  /** How many of each. */
  readonly imunify?: number;
  readonly kernelcare?: number;
  readonly els?: number;
  readonly cloudlinux?: number;
  readonly ips?: number;
}

/** Thirty creates: keys with and without a note, and licences that are their own names. */
export const THIRTY = { imunify: 6, kernelcare: 6, els: 5, cloudlinux: 5, ips: 4 } as const;

/** A manifest of this size; IP licences come in two products for each IP. */
export function makeOrder(options: OrderOptions): Order {
  const {
    markers = true,
    singleWriter = false,
    imunify = 0,
    kernelcare = 0,
    els = 0,
    cloudlinux = 0,
    ips = 0,
  } = options;
  const wants: Want[] = [];
  const lines = ['version: 1', 'account: acme'];
  if (!markers) lines.push('markers: off');
  if (singleWriter) lines.push('single_writer: true');
  let limit = 100;
  const keys = (section: string, kind: string, count: number, fields: string): void => {
    if (count > 0) lines.push(`${section}:`);
    for (let number = 1; number <= count; number += 1) {
      limit += 1;
      wants.push({ address: `${kind}.${kind[0] ?? ''}${number}`, kind, limit });
      lines.push(`  ${kind[0] ?? ''}${number}: { ${fields}limit: ${limit} }`);
    }
  };
  keys('imunify_keys', 'imunify_key', imunify, 'product: "360_30", ');
  keys('kernelcare_keys', 'kernelcare_key', kernelcare, 'note: fleet, ');
  keys('els_keys', 'els_key', els, 'product: PHP_ELS, ');
  keys('cloudlinux_keys', 'cloudlinux_key', cloudlinux, 'product: CL, note: shared, ');
  const addresses = Array.from({ length: ips }, (_, index) => `203.0.113.${index + 1}`);
  if (ips > 0) {
    lines.push('ip_licenses:', `  all: { products: [cloudlinux, kernelcare], ips: [${addresses.join(', ')}] }`);
  }
  for (const ip of addresses) {
    wants.push({ address: `ip_license.${ip}/cloudlinux`, kind: 'ip_license', id: `${ip}/1` });
    wants.push({ address: `ip_license.${ip}/kernelcare`, kind: 'ip_license', id: `${ip}/16` });
  }
  return { text: `${lines.join('\n')}\n`, wants };
}

/** Thirty creates, under the rules that the chance picks. */
export function drawOrder(chance: Chance): Order {
  return makeOrder({ ...THIRTY, markers: chance.flip(0.7), singleWriter: chance.flip(0.4) });
}
