/** How often each fault met each step: a simulation that never struck a step has not tested it. */
export class Coverage {
  readonly #cells = new Map<string, Map<string, number>>();

  count(fault: string, step: string): void {
    const row = this.#cells.get(fault) ?? new Map<string, number>();
    this.#cells.set(fault, row);
    row.set(step, (row.get(step) ?? 0) + 1);
  }

  get faults(): readonly string[] {
    return [...this.#cells.keys()].sort();
  }

  get steps(): readonly string[] {
    return [...new Set([...this.#cells.values()].flatMap((row) => [...row.keys()]))].sort();
  }

  at(fault: string, step: string): number {
    return this.#cells.get(fault)?.get(step) ?? 0;
  }

  /** Faults down, steps across; the steps' names stand beside the numbers that head their columns. */
  table(): string {
    const { faults, steps } = this;
    const width = Math.max(0, ...faults.map((fault) => fault.length));
    const cell = (text: string): string => text.padStart(7);
    const head = `${' '.repeat(width)}${steps.map((_, index) => cell(`[${index + 1}]`)).join('')}`;
    const rows = faults.map((fault) => {
      const counts = steps.map((step) => this.at(fault, step));
      return `${fault.padEnd(width)}${counts.map((count) => cell(count === 0 ? '.' : String(count))).join('')}`;
    });
    return [...steps.map((step, index) => `[${index + 1}] ${step}`), '', head, ...rows].join('\n');
  }
}
