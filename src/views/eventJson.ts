import type { EngineEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import { diagnosticJson } from './diagnosticJson.ts';
import { hideKeys } from './view.ts';
import type { View } from './view.ts';

/** An event as one object of the `--json` stream: write each with `jsonText(event, 0)` and a line end. */
export function eventJson(event: EngineEvent, view: View): JsonObject {
  const hide = (text: string): string => hideKeys(text, view);
  switch (event.type) {
    case 'listing':
      return { type: event.type, kinds: [...event.kinds] };
    case 'listed':
      return { type: event.type, kind: event.kind, count: event.count, ms: event.ms };
    case 'checking':
      return { type: event.type, kind: event.kind, count: event.count };
    case 'settling': {
      const { type, addresses, denied, ms } = event;
      return { type, addresses: addresses.map(hide), ...(denied && { denied: denied.map(hide) }), ms };
    }
    case 'apply_started':
      return { type: event.type, steps: event.steps };
    case 'step_started': {
      const { type, step, op, addresses, action } = event;
      return { type, step: hide(step), op, addresses: addresses.map(hide), action };
    }
    case 'step_done': {
      const { type, step, addresses, action, ms, finished, kept } = event;
      const what = { addresses: addresses.map(hide), action, ms, finished, ...(kept === true && { kept }) };
      return { type, step: hide(step), ...what };
    }
    case 'step_failed': {
      const { type, step, addresses, action, outcome, diagnostic, finished } = event;
      const what = { addresses: addresses.map(hide), action, outcome, diagnostic: diagnosticJson(diagnostic, view) };
      return { type, step: hide(step), ...what, finished };
    }
    case 'step_skipped': {
      const { type, step, addresses, because, finished } = event;
      return { type, step: hide(step), addresses: addresses.map(hide), because: hide(because), finished };
    }
    case 'waiting': {
      const { type, addresses, because, kind, ms } = event;
      return { type, addresses: addresses.map(hide), because, kind, ms };
    }
    case 'diagnostic':
      return { type: event.type, diagnostic: diagnosticJson(event.diagnostic, view) };
    case 'auditing':
      return { type: event.type, kind: event.kind, ms: event.ms };
    case 'apply_finished': {
      const { done, halfReplaced, ...rest } = event.summary;
      return { type: event.type, done: { ...done }, ...rest, half_replaced: halfReplaced };
    }
    default:
      return event satisfies never;
  }
}
