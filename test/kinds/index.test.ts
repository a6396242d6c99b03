import { describe, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { KINDS } from '../../src/kinds/index.ts';

describe('KINDS', () => {
  it('holds every kind that has a file', () => {
    const files = readdirSync(new URL('../../src/kinds/', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'index.ts')
      .map(({ name }) => name.replace(/\.ts$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect([...KINDS.keys()].sort()).toEqual(files.sort());
  });

  it('gives every section one kind, and every child a parent that is listed before it', () => {
    const sections = [...KINDS.values()].flatMap(({ section }) => (section === undefined ? [] : [section.name]));
    expect(new Set(sections).size).toBe(sections.length);
    const types = [...KINDS.keys()];
    for (const { type, parent } of KINDS.values()) {
      if (parent !== undefined) expect(types.indexOf(type)).toBeGreaterThan(types.indexOf(parent.type));
    }
  });
});
