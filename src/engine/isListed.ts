import { ApiError } from '../model/apiError.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import type { Run } from './run.ts';

/** Whether the list of its kind shows an object. Undefined: the list could not be read. */
export async function isListed(run: Run, kind: AnyKind, live: Live): Promise<boolean | undefined> {
  try {
    const scope = { all: false, specs: [live.spec], names: new Set<string>(), under: [] };
    const listed = await kind.list(run.deps.api.read, scope);
    return listed.some((other: Live) => other.id === live.id);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
