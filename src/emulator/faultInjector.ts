import type { FaultRule } from './faults.ts';
import type { Random } from './random.ts';
import type { Route } from './route.ts';

interface Armed {
  readonly rule: FaultRule;
  readonly endpoint: RegExp;
  matched: number;
  struck: number;
}

/** Decides, call by call, which fault strikes. Every rule counts every call that it matches, whichever rule wins. */
export class FaultInjector {
  readonly #random: Random;
  #armed: Armed[] = [];

  constructor(random: Random, rules: readonly FaultRule[]) {
    this.#random = random;
    for (const rule of rules) this.add(rule);
  }

  get rules(): readonly FaultRule[] {
    return this.#armed.map(({ rule }) => rule);
  }

  add(rule: FaultRule): void {
    this.#armed.push({ rule, endpoint: globPattern(rule.endpoint), matched: 0, struck: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The first rule that strikes this call, or undefined. */
  strike(endpoint: string, method: string, effect: Route['effect']): FaultRule | undefined {
    let striking: Armed | undefined;
    for (const armed of this.#armed) {
      if (!matches(armed, endpoint, method, effect)) continue;
      armed.matched += 1;
      if (striking === undefined && this.#isDue(armed)) striking = armed;
    }
    if (striking === undefined) return undefined;
    striking.struck += 1;
    return striking.rule;
  }

  #isDue({ rule, matched, struck }: Armed): boolean {
    const count = rule.count ?? (rule.nth === undefined ? Infinity : 1);
    if (matched < (rule.nth ?? 1) || struck >= count) return false;
    return rule.probability === undefined || this.#random() < rule.probability;
  }
}

function matches(
  { rule, endpoint: pattern }: Armed,
  endpoint: string,
  method: string,
  effect: Route['effect'],
): boolean {
  if (rule.do === 'stale' && effect !== 'list') return false;
  if (rule.method !== undefined && rule.method !== method) return false;
  if (rule.calls !== undefined && (rule.calls === 'writes') !== (effect === 'write')) return false;
  return pattern.test(endpoint);
}

function globPattern(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
