import type { ReportTable } from '../report/report.ts';

/** One way to narrow the table down, with how many rows each choice has. */
export interface Facet {
  /** `group`, `type`, `state`, `hazard`: what page.js compares. */
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly { readonly value: string; readonly count: number }[];
}

/** More choices than this help no one to choose. */
const MOST_CHOICES = 30;

/** The filters that are of use: those with more than one choice, and hazards as soon as there is one. */
export function facetsOf(table: ReportTable): readonly Facet[] {
  const counts = { group: counter(), type: counter(), state: counter(), hazard: counter() };
  for (const { group, type, state, hazards } of table.rows()) {
    counts.group.add(group);
    counts.type.add(type);
    if (state !== undefined) counts.state.add(state);
    for (const name of new Set(hazards.map((hazard) => hazard.name))) counts.hazard.add(name);
  }
  const facets: readonly Facet[] = [
    { name: 'group', legend: table.groupTitle, choices: counts.group.choices() },
    { name: 'state', legend: table.stateTitle ?? '', choices: counts.state.choices() },
    { name: 'type', legend: 'Kind', choices: counts.type.choices() },
    { name: 'hazard', legend: 'Hazard', choices: counts.hazard.choices() },
  ];
  return facets.filter(({ name, choices }) => choices.length > (name === 'hazard' ? 0 : 1));
}

function counter() {
  const counts = new Map<string, number>();
  return {
    add: (value: string) => void counts.set(value, (counts.get(value) ?? 0) + 1),
    choices: (): Facet['choices'] =>
      [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count)
        .slice(0, MOST_CHOICES),
  };
}
