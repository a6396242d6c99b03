import { makeAddress } from '../model/address.ts';
import type { Desired, Lifecycle } from '../model/desired.ts';
import type { SourceRef } from '../model/diagnostic.ts';
import type { AnyKind, KindRegistry } from '../model/kind.ts';
import type { BlockPath, Declaration, ExpandProblem, ExpandTools, Section } from '../model/section.ts';
import { checkLifecycle } from './checkLifecycle.ts';
import type { Duplicates } from './duplicates.ts';
import { entriesOf, NO_ENTRIES } from './ipEntries.ts';
import { parseNetwork } from './ipEntry.ts';
import type { IpFiles } from './ipFiles.ts';
import { expandIpList, reportRefusal } from './ipList.ts';
import type { AddressBudget, ListedAddress } from './ipList.ts';
import type { Block } from './mergeFiles.ts';
import type { Problems, Spot } from './problems.ts';
import { child, treeAt } from './tree.ts';
import type { Tree } from './tree.ts';

/** What the blocks of one manifest share while they are expanded. */
export interface ExpandContext {
  readonly kinds: KindRegistry;
  readonly markers: boolean;
  readonly ipFiles: IpFiles;
  readonly budget: AddressBudget;
  readonly duplicates: Duplicates;
  readonly problems: Problems;
  readonly desired: Desired[];
}

/** Has the block's kind turn it into resources, which are added to `context.desired`. */
export function expandBlock(block: Block, value: unknown, kind: AnyKind, context: ExpandContext): void {
  const tools = new BlockTools(block, value, kind, context);
  // Each kind is handed only blocks that its own schema has accepted.
  (kind.section as Section<unknown>).expand(block.name, value, tools);
  checkLifecycle(block, tools.blockLifecycle, tools.declaresAbsent, context.problems);
}

class BlockTools implements ExpandTools {
  readonly markers: boolean;
  readonly blockLifecycle: Lifecycle;
  declaresAbsent = false;
  readonly #block: Block;
  readonly #kind: AnyKind;
  readonly #context: ExpandContext;
  readonly #source: SourceRef;

  constructor(block: Block, value: unknown, kind: AnyKind, context: ExpandContext) {
    this.markers = context.markers;
    this.blockLifecycle = lifecycleOf(value);
    this.#block = block;
    this.#kind = kind;
    this.#context = context;
    this.#source = block.key.text.ref(block.key.start);
  }

  declare(declaration: Declaration): void {
    const { spec, name, absent } = declaration;
    const type = declaration.type ?? this.#kind.type;
    const address = makeAddress(type, name);
    const source =
      declaration.source ?? (declaration.at === undefined ? this.#source : refOf(this.#at(declaration.at)));
    if (absent === true) this.declaresAbsent = true;
    if (!this.#context.duplicates.add(address, this.#block, source)) return;
    this.#warnUnlimited(type, spec, absent);
    const lifecycle = declaration.lifecycle ?? this.blockLifecycle;
    const resource: Desired = { address, type, name, spec, lifecycle, source };
    this.#context.desired.push(absent === true ? { ...resource, absent } : resource);
  }

  addresses(path: BlockPath): readonly ListedAddress[] {
    const tree = this.#at(path);
    const entries = tree.kind === 'list' ? entriesOf(tree.items) : this.#context.ipFiles.entries(tree);
    return expandIpList(entries, this.#context.budget, this.#context.problems);
  }

  networks(path: BlockPath): readonly string[] {
    const tree = this.#at(path);
    const found = new Map<string, Spot>();
    const entries = tree.kind === 'list' ? entriesOf(tree.items) : NO_ENTRIES;
    for (let index = 0; index < entries.count; index += 1) {
      const parsed = parseNetwork(entries.value(index));
      if ('code' in parsed) {
        reportRefusal(entries, index, parsed, this.#context.problems);
        continue;
      }
      const entry = entries.spot(index);
      const first = found.get(parsed.network);
      if (first === undefined) {
        found.set(parsed.network, entry);
        continue;
      }
      const summary = `The network ${parsed.network} stands in this list twice.`;
      this.#context.problems.at(entry, 'duplicate-entry', summary, 'Remove one of them.', {
        related: [{ at: first, note: 'the first one' }],
      });
    }
    return [...found.keys()];
  }

  report({ severity, code, summary, help, at }: ExpandProblem): void {
    const spot = at.length === 0 ? this.#block.key : this.#at(at);
    this.#context.problems.custom(spot, code, summary, help, { severity });
  }

  #at(path: BlockPath): Tree {
    return treeAt(this.#block.tree, path);
  }

  /** An unlimited key is legal, and the service's default: it is said, not refused. */
  #warnUnlimited(type: string, spec: object, absent: boolean | undefined): void {
    const seats = this.#context.kinds.get(type)?.seats;
    if (seats === undefined || absent === true || (spec as Record<string, unknown>)[seats.field] !== 0) return;
    const at = child(this.#block.tree, seats.field) ?? this.#block.key;
    const summary = `\`${this.#block.label}\` has no limit: any number of servers may register with it, and each is billed.`;
    this.#context.problems.at(at, 'unlimited-key', summary, 'Give the number of servers that you mean to pay for.', {
      severity: 'warning',
    });
  }
}

function refOf(tree: Tree): SourceRef {
  return tree.text.ref(tree.start);
}

function lifecycleOf(value: unknown): Lifecycle {
  if (typeof value !== 'object' || value === null) return {};
  const { protect, ignore, adopt, forget } = value as Lifecycle;
  return {
    ...(protect === undefined ? {} : { protect }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(adopt === undefined ? {} : { adopt }),
    ...(forget === undefined ? {} : { forget }),
  };
}
