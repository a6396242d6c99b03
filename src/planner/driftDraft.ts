import type { Address } from '../model/address.ts';
import type { DriftField, DriftFinding } from '../model/drift.ts';
import type { SourceRef } from '../model/diagnostic.ts';
import { Draft } from './draft.ts';

/** Everything of a finding but what follows from its address. */
export interface Found {
  readonly answer: DriftFinding['answer'];
  readonly what: DriftFinding['what'];
  readonly id?: string | undefined;
  readonly fields?: readonly DriftField[];
  readonly reason?: string | undefined;
  readonly source?: SourceRef | undefined;
  readonly rebuilt?: boolean | undefined;
}

/** A drift report in the making. The draft of a plan beneath it lets the rules of the planner say what is whose. */
export class DriftDraft extends Draft {
  readonly findings: DriftFinding[] = [];
  inSync = 0;

  tell(address: Address, type: string, { answer, what, id, fields = [], reason, source, rebuilt }: Found): void {
    this.findings.push({
      answer,
      address,
      type,
      name: address.slice(type.length + 1),
      what,
      ...(id === undefined ? {} : { id }),
      fields,
      ...(reason === undefined ? {} : { reason }),
      ...(source === undefined ? {} : { source }),
      ...(rebuilt === true ? { rebuilt } : {}),
    });
  }
}
