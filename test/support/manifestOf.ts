import { KINDS } from '../../src/kinds/index.ts';
import { makeAddress } from '../../src/model/address.ts';
import type { Desired, Lifecycle } from '../../src/model/desired.ts';
import type { Manifest } from '../../src/model/manifest.ts';
import { expandWith } from '../kinds/support/expandWith.ts';

/** Blocks by section and name, as they stand in YAML. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type ManifestExtras = Partial<Omit<Manifest, 'account' | 'desired'>>;

/** A manifest without text: blocks go through the kinds' own `expand`. Throws when a kind reports a problem. */
export function manifestOf(blocks: Blocks, extras: ManifestExtras = {}): Manifest {
  const desired: Desired[] = [];
  for (const kind of KINDS.values()) {
    const section = kind.section?.name;
    for (const [name, block] of Object.entries((section === undefined ? undefined : blocks[section]) ?? {})) {
      const { declarations, problems } = expandWith(kind, name, block);
      const [problem] = problems.filter((p) => p.severity === 'error');
      if (problem !== undefined) throw new Error(`${kind.type}.${name}: ${problem.summary}`);
      for (const declaration of declarations) {
        const type = declaration.type ?? kind.type;
        desired.push({
          address: makeAddress(type, declaration.name),
          type,
          name: declaration.name,
          spec: declaration.spec,
          ...(declaration.absent === true ? { absent: true } : {}),
          lifecycle: declaration.lifecycle ?? lifecycleOf(block),
          source: { file: 'clnform.yaml', line: 1, column: 3 },
        });
      }
    }
  }
  return {
    account: 'acme',
    desired,
    exclusive: new Set(),
    guards: {},
    moved: [],
    markers: true,
    singleWriter: false,
    ...extras,
  };
}

function lifecycleOf(block: unknown): Lifecycle {
  if (typeof block !== 'object' || block === null) return {};
  const { protect, ignore, adopt, forget } = block as Lifecycle;
  return {
    ...(protect === undefined ? {} : { protect }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(adopt === undefined ? {} : { adopt }),
    ...(forget === undefined ? {} : { forget }),
  };
}
