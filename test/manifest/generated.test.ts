import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { blockSchema, ROOT, SECTIONS } from '../../src/manifest/schemas.ts';
import { CLOUDLINUX_CODES, ELS_CODES, IMUNIFY_CODES, IP_PRODUCTS } from '../../src/model/product.ts';

const root = join(import.meta.dirname, '../..');

const readJson = async (path: string) =>
  JSON.parse(await readFile(join(root, path), 'utf8')) as Record<string, unknown>;

describe('what is generated from the schemas', () => {
  it('is what a new run would write', async () => {
    const { generated } = (await import(join(root, '.build/generate.mjs'))) as {
      generated: () => Promise<Map<string, string>>;
    };
    for (const [path, text] of await generated()) {
      expect(await readFile(join(root, path), 'utf8'), `run \`npm run generate\`: ${path}`).toBe(text);
    }
  });
});

describe('the schemas', async () => {
  const files = (await readdir(join(root, 'schemas'))).filter((name) => name.endsWith('.json'));

  it.each(files)('%s is a valid schema whose examples it accepts', async (name) => {
    const schema = await readJson(`schemas/${name}`);
    const ajv = new Ajv2020({ strict: true, logger: false, validateFormats: false });
    ajv.addVocabulary(['x-type', 'x-section', 'x-names', 'x-prices', 'x-order']);
    const validate = ajv.compile(name === 'manifest.json' ? await readJson('schemas/clnform.schema.json') : schema);
    const examples = schema.examples as readonly unknown[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      validate(example);
      expect(validate.errors).toBeNull();
    }
  });

  it('know every kind with a section, and no other', () => {
    const kinds = [...KINDS.values()].flatMap(({ section, type }) =>
      section === undefined ? [] : [[section.name, type] as const],
    );
    expect(new Map(kinds.toSorted())).toEqual(new Map([...SECTIONS].toSorted()));
  });

  it('describe every field, with an example', () => {
    const undescribed = [...SECTIONS.values()].flatMap((type) => {
      const schema = blockSchema(type);
      const properties = [schema, ...(schema.anyOf ?? [])].flatMap((way) => Object.entries(way.properties ?? {}));
      return properties
        .filter(([, field]) => field.description === undefined || field.examples === undefined)
        .map(([field]) => `${type}.${field}`);
    });
    expect(undescribed).toEqual([]);
    expect(Object.values(ROOT.properties ?? {}).filter(({ description }) => description === undefined)).toEqual([]);
  });

  it.each([
    { reason: 'Imunify codes', type: 'imunify_key', codes: IMUNIFY_CODES },
    { reason: 'ELS codes', type: 'els_key', codes: ELS_CODES },
    { reason: 'CloudLinux codes', type: 'cloudlinux_key', codes: CLOUDLINUX_CODES },
  ])('list the $reason of the model', ({ type, codes }) => {
    expect(blockSchema(type).properties?.product?.enum).toEqual(codes);
  });

  it('list the IP products of the model', () => {
    const names = blockSchema('ip_license').properties?.products?.items?.anyOf?.[0]?.enum;
    expect(names).toEqual(IP_PRODUCTS.map(({ name }) => name));
  });

  it('let only fields be ignored that the kind has', () => {
    for (const [, type] of SECTIONS) {
      const schema = blockSchema(type);
      const ways = [schema, ...(schema.anyOf ?? [])].find((way) => way.properties !== undefined);
      for (const field of ways?.properties?.ignore?.items?.enum ?? []) {
        expect(Object.keys(KINDS.get(type)?.fields ?? {}), type).toContain(field);
      }
    }
  });
});
