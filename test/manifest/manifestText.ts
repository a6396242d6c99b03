import { fc } from '../support/fc.ts';

/** A section of a manifest: block names with their YAML in flow style. */
type SectionText = readonly [section: string, blocks: Readonly<Record<string, string>>];

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/u).filter((text) => !['constructor', 'prototype'].includes(text));
const limit = fc.integer({ min: 1, max: 500 });
const note = fc.constantFrom('x', '"two words"', "'it''s'", '"# no comment"', '"${env:X:-y}"');

/** Sections without addresses that two blocks could share. */
export function sections(): fc.Arbitrary<readonly SectionText[]> {
  const blocks = (fields: fc.Arbitrary<string>) => fc.dictionary(name, fields, { maxKeys: 4 });
  const imunify = fc.tuple(fc.constantFrom('AVP', '"360_30"'), limit, note);
  return fc
    .record({
      imunify_keys: blocks(
        imunify.map(([product, seats, text]) => `{ product: ${product}, limit: ${seats}, note: ${text} }`),
      ),
      kernelcare_keys: blocks(limit.map((seats) => `{limit: ${seats},   cidrs: [ 203.0.113.0/24 ]}`)),
      server_groups: blocks(fc.constantFrom('{}', '{ servers: [S1, S2] }', '{ description: "d" }')),
      backups: blocks(
        fc.constantFrom('{ size_gb: 10, datacenter: EU }', '{ datacenter: US, size_gb: 200, protect: true }'),
      ),
    })
    .map((all) => Object.entries(all));
}

/** A manifest in any layout: any order of sections, flow or block style, indentation, comments, blank lines. */
export function manifestText(): fc.Arbitrary<string> {
  const layout = fc.record({
    indent: fc.integer({ min: 1, max: 6 }),
    style: fc.infiniteStream(fc.boolean()),
    blank: fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
  });
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  return fc.tuple(sections(), layout, order).map(([all, { indent, style, blank }, permutation]) => {
    let comments = 0;
    const comment = (): string => `# c${(comments += 1)}`;
    const gap = (): string => '\n'.repeat(draw(blank, 0));
    const flag = (): boolean => draw(style, false);
    const parts = [
      ...all.map((section) => sectionText(section, indent, comment, gap, flag)),
      `version: 1 ${comment()}\naccount: acme\n`,
    ];
    return permutation.map((index) => parts[index] ?? '').join('');
  });
}

function sectionText(
  [section, blocks]: SectionText,
  indent: number,
  comment: () => string,
  gap: () => string,
  flag: () => boolean,
): string {
  const entries = Object.entries(blocks);
  if (entries.length === 0) return `${section}: {}\n`;
  const pad = ' '.repeat(indent);
  const lines = entries.map(([key, fields]) => {
    const above = flag() ? `${gap()}${pad}${comment()}\n` : gap();
    return `${above}${pad}${flag() ? `"${key}"` : key}: ${fields}${flag() ? ` ${comment()}` : ''}\n`;
  });
  return `${flag() ? `${comment()}\n` : ''}${section}:\n${lines.join('')}`;
}

function draw<T>(stream: fc.Stream<T>, otherwise: T): T {
  for (const value of stream.take(1)) return value;
  return otherwise;
}
