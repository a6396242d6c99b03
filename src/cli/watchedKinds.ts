import { KINDS } from '../kinds/index.ts';
import type { AnyKind, KindRegistry } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Outcome } from '../model/outcome.ts';
import { liveSecrets } from '../views/knownSecrets.ts';
import { hasSecretFields } from '../views/secretField.ts';
import type { Context } from './context.ts';

/** The kinds, with every licence key that a list or a create shows made known before anything can be told about it. */
export function watchedKinds({ learn }: Pick<Context, 'learn'>): KindRegistry {
  return new Map([...KINDS].map(([type, kind]) => [type, watched(kind, learn)]));
}

function watched(kind: AnyKind, learn: Context['learn']): AnyKind {
  const { create } = kind;
  const secret = kind.secretId === true || hasSecretFields(KINDS, kind.type);
  return {
    ...kind,
    async list(read, scope) {
      const objects = (await kind.list(read, scope)) as readonly Live[];
      if (secret) learn(objectSecrets(objects));
      return objects;
    },
    ...(create === undefined
      ? {}
      : {
          async create(api, spec, marker) {
            const outcome: Outcome<Live> = await create(api, spec, marker);
            if (outcome.status === 'done') learn(liveSecrets(outcome.value, KINDS));
            return outcome;
          },
        }),
  };
}

function* objectSecrets(objects: readonly Live[]): Generator<string> {
  for (const live of objects) yield* liveSecrets(live, KINDS);
}
