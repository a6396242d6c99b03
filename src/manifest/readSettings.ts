import type { KindRegistry } from '../model/kind.ts';
import type { Guards, Manifest, Prices } from '../model/manifest.ts';
import type { MergedFiles } from './mergeFiles.ts';

/** What holds for the whole manifest. Meaningful only when nothing was wrong with it: nothing is checked here. */
export function readSettings(merged: MergedFiles, kinds: KindRegistry): Omit<Manifest, 'desired' | 'moved'> {
  const value = (name: string): unknown => merged.settings.get(name)?.value;
  const exclusive = (merged.lists.get('exclusive') ?? []).flatMap((setting) => setting.value);
  const prices = value('prices');
  return {
    account: String(value('account')),
    exclusive: new Set(
      [...kinds.values()].filter((kind) => exclusive.includes(kind.section?.name)).map((kind) => kind.type),
    ),
    guards: readGuards(value('guards')),
    ...(prices === undefined ? {} : { prices: prices as Prices }),
    markers: value('markers') !== 'off',
    singleWriter: value('single_writer') === true,
  };
}

interface WrittenGuards {
  readonly max_creates?: number;
  readonly max_removes?: number;
  readonly max_change_percent?: number;
  readonly max_monthly_increase?: number;
}

function readGuards(value: unknown): Guards {
  const guards = (value ?? {}) as WrittenGuards;
  return {
    ...(guards.max_creates === undefined ? {} : { maxCreates: guards.max_creates }),
    ...(guards.max_removes === undefined ? {} : { maxRemoves: guards.max_removes }),
    ...(guards.max_change_percent === undefined ? {} : { maxChangePercent: guards.max_change_percent }),
    ...(guards.max_monthly_increase === undefined ? {} : { maxMonthlyIncrease: guards.max_monthly_increase }),
  };
}
