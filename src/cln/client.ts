import type { AnswerShape } from '../model/api/answerShape.ts';
import type { Api } from '../model/api/api.ts';
import { Pace } from '../model/pace.ts';
import type { System } from '../model/system.ts';
import { backups } from './backups.ts';
import { cloudlinux } from './cloudlinux.ts';
import type { Credentials } from './credentials.ts';
import { els } from './els.ts';
import { features } from './features.ts';
import { groups } from './groups.ts';
import { imunify } from './imunify.ts';
import { ipLicenses } from './ipLicenses.ts';
import { kernelcare } from './kernelcare.ts';
import { nagios } from './nagios.ts';
import { createReader, READ_LIMITS, type ReadLimits } from './reader.ts';
import { type CallInfo, createSender } from './sender.ts';
import { status } from './status.ts';
import type { Transport } from './transport.ts';
import { createWriter } from './writer.ts';

export interface ClientOptions {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly system: System;
  /** Told about every request, after it, for a debug log. */
  readonly onCall?: (info: CallInfo) => void;
  /** Told the shape of every answer, without anything of its content. */
  readonly onShape?: (shape: AnswerShape) => void;
  /** What differs from `READ_LIMITS`. */
  readonly readLimits?: Partial<ReadLimits>;
  /** Ends reads, and the pauses between their tries. A write under way is never given up: its outcome matters. */
  readonly signal?: AbortSignal;
}

/** The API port over a transport: one CLN account, every endpoint of both texts. */
export function createClient(options: ClientOptions): Api {
  const { transport, credentials, system, onCall, onShape, readLimits, signal } = options;
  const send = createSender(transport, credentials, system, onCall, onShape);
  const pace = new Pace(system, () => signal?.aborted === true);
  const calls = {
    read: createReader(send, credentials, { system, pace, limits: { ...READ_LIMITS, ...readLimits }, signal }),
    write: createWriter(send, credentials, system),
  };
  const families = {
    imunify: imunify(calls),
    kernelcare: kernelcare(calls),
    els: els(calls),
    cloudlinux: cloudlinux(calls),
    ipLicenses: ipLicenses(calls),
    groups: groups(calls),
    features: features(calls),
    backups: backups(calls),
  };
  const monitoring = nagios(calls, credentials);
  return {
    read: {
      ...status(calls),
      imunify: families.imunify.read,
      kernelcare: { ...families.kernelcare.read, ...monitoring.read },
      els: families.els.read,
      cloudlinux: families.cloudlinux.read,
      ipLicenses: families.ipLicenses.read,
      groups: families.groups.read,
      features: families.features.read,
      backups: families.backups.read,
    },
    write: {
      imunify: families.imunify.write,
      kernelcare: { ...families.kernelcare.write, ...monitoring.write },
      els: families.els.write,
      cloudlinux: families.cloudlinux.write,
      ipLicenses: families.ipLicenses.write,
      groups: families.groups.write,
      features: families.features.write,
      backups: families.backups.write,
    },
    readRate: () => pace.rate,
  };
}
