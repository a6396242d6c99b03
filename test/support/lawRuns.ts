/** Runs of each law: `LAW_RUNS` for long rounds, else enough to find what matters in seconds. */
export function lawRuns(): number {
  return Number(process.env.LAW_RUNS ?? 1000);
}
