import type { Blocks } from './manifestOf.ts';

/** A change of a manifest that has been applied, and the answer of a drift report to it: address → what, and fields. */
export interface Edit {
  readonly reason: string;
  readonly blocks: Blocks;
  readonly expected: Readonly<
    Record<string, { readonly what: 'changed' | 'new' | 'left'; readonly fields?: string[] }>
  >;
}

const SECTIONS = {
  imunify_keys: 'imunify_key',
  kernelcare_keys: 'kernelcare_key',
  els_keys: 'els_key',
  cloudlinux_keys: 'cloudlinux_key',
} as const;

interface KeyBlock {
  readonly limit: number;
  readonly cidrs?: readonly string[];
  readonly servers?: readonly string[];
}

/** Every edit of one thing that is known here. `bound`: whether the address is bound, so that there is something to leave. */
export function possibleEdits(blocks: Blocks, bound: (address: string) => boolean): readonly Edit[] {
  const edits: Edit[] = [];
  const withSection = (section: string, content: object): Blocks => ({ ...blocks, [section]: content }) as Blocks;
  for (const [section, type] of Object.entries(SECTIONS)) {
    const there = blocks[section] ?? {};
    for (const [name, value] of Object.entries(there)) {
      const block = value as KeyBlock;
      const address = `${type}.${name}`;
      const put = (more: object): Blocks => withSection(section, { ...there, [name]: { ...block, ...more } });
      edits.push({
        reason: `limit of ${address}`,
        blocks: put({ limit: block.limit + 3 }),
        expected: { [address]: { what: 'changed', fields: ['limit'] } },
      });
      if (block.cidrs !== undefined) {
        edits.push({
          reason: `networks of ${address}`,
          blocks: put({ cidrs: [...block.cidrs, '198.51.100.0/24'] }),
          expected: { [address]: { what: 'changed', fields: ['cidrs'] } },
        });
      }
      const gone = [address, ...(block.servers ?? []).map((id) => `imunify_server.${id}`)].filter(bound);
      edits.push({
        reason: `removal of ${address}`,
        blocks: withSection(section, Object.fromEntries(Object.entries(there).filter(([other]) => other !== name))),
        expected: Object.fromEntries(gone.map((one) => [one, { what: 'left' as const }])),
      });
    }
    const product = { imunify_keys: '360_30', els_keys: 'CELS', cloudlinux_keys: 'CL' }[section];
    const added = { limit: 4, ...(product === undefined ? {} : { product }) };
    edits.push({
      reason: `a new ${type}`,
      blocks: withSection(section, { ...there, added }),
      expected: { [`${type}.added`]: { what: 'new' } },
    });
  }
  return edits;
}
