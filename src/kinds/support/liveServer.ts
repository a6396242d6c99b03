import type { Live } from '../../model/live.ts';

/** A server as the list of its key shows it. Its id is its name: the host chose it by registering. */
export function liveServer<Spec extends object>(
  type: string,
  id: string,
  spec: Spec,
  lastCheckin?: number,
): Live<Spec> {
  return { type, id, name: id, spec, ...(lastCheckin === undefined ? {} : { lastCheckin }) };
}
