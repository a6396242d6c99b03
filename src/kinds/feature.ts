import type { Api } from '../model/api/api.ts';
import type { Permission } from '../model/api/rows.ts';
import type { FeatureBlock } from '../model/blocks.gen.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Put, ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Outcome } from '../model/outcome.ts';
import { done, mapOutcome } from '../model/outcome.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { unproven } from './support/unproven.ts';

/** "Feature management on account level": a switch for the whole account. */
export interface FeatureSpec {
  /** `4600`. */
  readonly id: string;
  /** `unset` leaves the decision to keys and servers; it is only ever read. */
  readonly state: 'enabled' | 'disabled' | 'unset';
}

const TYPE = 'feature';

/** The features that the texts name. Others are known by their id alone. */
export const FEATURE_NAMES: ReadonlyMap<string, string> = new Map([['4600', 'imunify-email']]);
const IDS: ReadonlyMap<string, string> = new Map([...FEATURE_NAMES].map(([id, name]) => [name, id]));

const PERMISSIONS = { enabled: 'ENABLED', disabled: 'DISABLED', unset: 'UNSET' } as const satisfies Record<
  FeatureSpec['state'],
  Permission
>;
const STATES = { ENABLED: 'enabled', DISABLED: 'disabled', UNSET: 'unset' } as const satisfies Record<
  Permission,
  FeatureSpec['state']
>;

const section: Section<FeatureBlock> = {
  name: 'features',
  expand(name: string, block: FeatureBlock, tools: ExpandTools): void {
    const id = IDS.get(name) ?? name;
    if (!/^[0-9]+$/.test(id)) {
      tools.report({
        severity: 'error',
        code: 'unknown-feature',
        summary: `"${name}" is no feature that this version knows by name.`,
        help: `Use ${[...IDS.keys()].join(', ')}, or the number that "v2/features" gives, in quotes.`,
        at: [],
      });
      return;
    }
    const state = typeof block === 'string' ? block : block.state;
    tools.declare({
      name: displayName(id),
      spec: state === 'unset' ? { id } : { id, state },
      ...(state === 'unset' ? { absent: true } : {}),
      ...(typeof block === 'string' ? { lifecycle: {} } : {}),
    });
  },
  // One that is unset says nothing, and equals absence.
  condense: (objects) =>
    objects
      .filter(({ live: there }) => there.inert !== true)
      .map(({ live: there, protect }) => {
        const { state = 'unset' } = there.spec as Partial<FeatureSpec>;
        const block = protect === true ? { state, protect } : state;
        return { name: displayName(there.id), exact: true, block, covers: [there] };
      }),
};

/** Every change of a run goes in one PATCH. Unsetting a feature is its removal; a feature itself always exists. */
export const feature: ResourceKind<FeatureSpec> = {
  type: TYPE,
  title: 'account feature',
  identity: 'natural',
  fields: { id: {}, state: {} },
  section,

  async list(read) {
    return Object.entries(await read.features.account()).map(([id, permission]) => live(id, STATES[permission]));
  },

  async putMany(api, puts) {
    const wanted = puts.map(wantedOf);
    return mapOutcome(await patch(api, wanted), () => wanted.map(({ id, state }) => live(id, state)));
  },

  async remove(api, { id }) {
    return patch(api, [{ id, state: 'unset' }]);
  },

  async preflight(read, subjects) {
    const [supported, account] = await Promise.all([read.features.supported(), read.features.account()]);
    const known = new Set([...supported.map(({ featureId }) => featureId), ...Object.keys(account)]);
    return subjects.flatMap(({ address, spec }): Diagnostic[] =>
      known.has(spec.id)
        ? []
        : [
            {
              severity: 'error',
              code: 'unknown-feature',
              summary: `The account has no feature ${spec.id}.`,
              help: `It has ${[...known].sort().join(', ') || 'none'}.`,
              address,
            },
          ],
    );
  },
};

/** What a feature is to be after a put; one without a spec is to be removed. */
function wantedOf({ spec, live: there }: Put<FeatureSpec>): FeatureSpec {
  if (spec !== undefined) return spec;
  if (there !== undefined) return { id: there.id, state: 'unset' };
  throw new Error('A put holds neither a spec nor an object.');
}

/** The answer holds the permissions after the change: one that is not what was asked for proves nothing. */
async function patch({ write }: Api, wanted: readonly FeatureSpec[]): Promise<Outcome<void>> {
  const asked = wanted.map(({ id, state }) => [id, PERMISSIONS[state]] as const);
  const answer = await write.features.patch(Object.fromEntries(asked));
  if (answer.status !== 'done') return answer;
  const missed = asked.filter(([id, permission]) => answer.value[id] !== permission).map(([id]) => displayName(id));
  if (missed.length === 0) return done(undefined);
  return unproven('v2/features/account', `the answer does not show the change of ${missed.join(', ')}`);
}

function live(id: string, state: FeatureSpec['state']): Live<FeatureSpec> {
  return {
    type: TYPE,
    id,
    name: displayName(id),
    spec: { id, state },
    ...(state === 'unset' ? { inert: true } : {}),
  };
}

function displayName(id: string): string {
  return FEATURE_NAMES.get(id) ?? id;
}
