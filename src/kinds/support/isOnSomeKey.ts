import { parallelMap } from './parallelMap.ts';
import { READ_CONCURRENCY } from './readConcurrency.ts';

/**
 * Whether one of these keys has the server, for services that list the servers of one key at a time. Its own key is
 * looked at first: only when it is not there, every other key has to be looked through.
 */
export async function isOnSomeKey(
  keys: readonly string[],
  ownKey: unknown,
  isOn: (key: string) => Promise<boolean>,
): Promise<boolean> {
  for (const key of keys) if (key === ownKey && (await isOn(key))) return true;
  const others = keys.filter((key) => key !== ownKey);
  return (await parallelMap(others, READ_CONCURRENCY, isOn)).includes(true);
}
