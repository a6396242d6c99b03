/** Plays all of it, two at a time, as there are processors; the answers in the order of the questions. */
export async function inPairs<T, R>(items: readonly T[], play: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers = new Map<T, R>();
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) answers.set(item, await play(item));
  };
  await Promise.all([worker(), worker()]);
  return items.flatMap((item) => {
    const answer = answers.get(item);
    return answer === undefined ? [] : [answer];
  });
}
