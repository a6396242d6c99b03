import { ApiError } from '../model/apiError.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { splitNote } from '../model/marker.ts';
import type { Intent } from '../model/state.ts';
import { LONGEST_WAIT_MS } from './patiently.ts';
import { pause } from './pause.ts';
import type { Run } from './run.ts';

/**
 * Waits as a 429 asks, and looks before the create may be sent again: nothing stands between the service and us that
 * could not have answered so after the effect. A list that fails proves nothing, so it counts as yes. `waitMs`:
 * milliseconds.
 */
export async function hasAppeared(run: Run, kind: AnyKind, intent: Intent, waitMs: number): Promise<boolean> {
  await pause(run.deps.system, run.stopping, Math.min(waitMs, LONGEST_WAIT_MS));
  const tag = intent.marker === undefined ? undefined : splitNote(intent.marker).tag;
  try {
    const listed = await look(run, kind, intent, tag === undefined);
    const known = run.knownIds.get(kind.type) ?? new Set(intent.idsBefore);
    return listed.some((live: Live) => (tag === undefined ? !known.has(live.id) : live.tag === tag));
  } catch (error) {
    if (error instanceof ApiError) return true;
    throw error;
  }
}

/** A list that starts from now on. Those who ask while it waits for its turn share it: many calls are refused at once. */
function look(run: Run, kind: AnyKind, { spec }: Intent, all: boolean): Promise<readonly Live[]> {
  const name = `${kind.type} ${all ? 'all' : 'some'}`;
  const waiting = run.looks.get(name);
  if (waiting !== undefined) {
    waiting.specs.push(spec);
    return waiting.list;
  }
  const specs = [spec];
  const list: Promise<readonly Live[]> = run.throttle.read(() => {
    run.looks.delete(name);
    return kind.list(run.deps.api.read, { all, specs, names: new Set(), under: [] }) as Promise<readonly Live[]>;
  });
  run.looks.set(name, { specs, list });
  return list;
}
