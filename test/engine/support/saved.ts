import { expect } from 'vitest';
import { refreshPlan, type RefreshedPlan } from '../../../src/engine/refreshPlan.ts';
import { savePlan } from '../../../src/engine/savePlan.ts';
import { KINDS } from '../../../src/kinds/index.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { SavedPlan } from '../../../src/model/savedPlan.ts';
import type { State } from '../../../src/model/state.ts';
import { checkPlan } from '../../../src/planner/checkPlan.ts';
import { decodeSavedPlan, digest, encodeSavedPlan } from '../../../src/state/savedPlanText.ts';
import { TEST_NOW } from '../../support/inProcess.ts';
import type { Arena } from '../../support/arena.ts';
import { depsOf } from './carryOutWith.ts';

export const ABOUT = { id: '0123456789abcdef', made: TEST_NOW, madeBy: '0.0.0', singleWriter: false, warnings: [] };

/** The plan as it comes back from its file. */
export function throughFile(plan: Plan, state: State, id: string = ABOUT.id): SavedPlan {
  const decoded = decodeSavedPlan(encodeSavedPlan(savePlan(plan, state, KINDS, digest, { ...ABOUT, id })));
  if (decoded.status !== 'ok') throw new Error(JSON.stringify(decoded));
  expect(checkPlan(decoded.saved.plan, KINDS)).toBeUndefined();
  return decoded.saved;
}

export function refresh(arena: Arena, saved: SavedPlan): Promise<RefreshedPlan> {
  return refreshPlan(depsOf(arena), saved, arena.store.state, digest);
}
