import type { Story } from './story.ts';

/**
 * What can be left out of a story, by name: `a1` the second actor, `l0.2` the third life of the first, `f0.1` the fate
 * that meets a life, `s3` a strike, `v0` a visit, `z0` a freeze, `lag` that lists lag, `m.backups` a section of every manifest.
 */
export function partsOf(story: Story): readonly string[] {
  return [
    ...story.actors.map((_, index) => `a${index}`),
    ...story.actors.flatMap((actor, index) => actor.map((_, life) => `l${index}.${life}`)),
    ...story.strikes.map((_, index) => `s${index}`),
    ...story.visits.map((_, index) => `v${index}`),
    ...story.freezes.map((_, index) => `z${index}`),
    ...story.actors.flatMap((actor, index) =>
      actor.flatMap(({ fate }, life) => (fate === undefined ? [] : [`f${index}.${life}`])),
    ),
    ...(story.shape.lag === undefined || story.shape.lag.ms === 0 ? [] : ['lag']),
    ...new Set(story.versions.flatMap((blocks) => Object.keys(blocks).map((section) => `m.${section}`))),
  ];
}

/** The story with these parts left out, the names being those of the whole story. */
export function without(story: Story, parts: ReadonlySet<string>): Story {
  const [first, ...rest] = story.versions.map((blocks) =>
    Object.fromEntries(Object.entries(blocks).filter(([section]) => !parts.has(`m.${section}`))),
  );
  return {
    ...story,
    shape: parts.has('lag') ? { ...story.shape, lag: { ms: 0, calls: 0 } } : story.shape,
    versions: [first ?? {}, ...rest],
    actors: story.actors
      .map((actor, index) =>
        actor
          .map(({ fate, ...life }, number) =>
            fate === undefined || parts.has(`f${index}.${number}`) ? life : { ...life, fate },
          )
          .filter((_, number) => !parts.has(`l${index}.${number}`)),
      )
      .filter((_, index) => !parts.has(`a${index}`)),
    strikes: story.strikes.filter((_, index) => !parts.has(`s${index}`)),
    visits: story.visits.filter((_, index) => !parts.has(`v${index}`)),
    freezes: story.freezes.filter((_, index) => !parts.has(`z${index}`)),
  };
}
