import type { AnyKind, KindRegistry } from '../model/kind.ts';
import { backup } from './backup.ts';
import { cloudlinuxKey } from './cloudlinuxKey.ts';
import { cloudlinuxServer } from './cloudlinuxServer.ts';
import { elsKey } from './elsKey.ts';
import { elsServer } from './elsServer.ts';
import { feature } from './feature.ts';
import { imunifyKey } from './imunifyKey.ts';
import { imunifyServer } from './imunifyServer.ts';
import { ipLicense } from './ipLicense.ts';
import { kernelcareKey } from './kernelcareKey.ts';
import { kernelcareServer } from './kernelcareServer.ts';
import { serverGroup } from './serverGroup.ts';

const ALL: readonly AnyKind[] = [
  imunifyKey,
  imunifyServer,
  kernelcareKey,
  kernelcareServer,
  elsKey,
  elsServer,
  cloudlinuxKey,
  cloudlinuxServer,
  ipLicense,
  serverGroup,
  feature,
  backup,
];

/** Every kind that clnform knows, by type, in the order in which the manifest's sections are written. */
export const KINDS: KindRegistry = new Map(ALL.map((kind) => [kind.type, kind]));
