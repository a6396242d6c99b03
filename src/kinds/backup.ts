import type { BackupRow } from '../model/api/rows.ts';
import type { BackupBlock } from '../model/blocks.gen.ts';
import type { Hazard } from '../model/hazard.ts';
import type { ResourceKind } from '../model/kind.ts';
import type { Live } from '../model/live.ts';
import { done, mapOutcome } from '../model/outcome.ts';
import type { ExpandTools, Section } from '../model/section.ts';
import { definedFields } from '../model/section.ts';
import { doneIfGone } from './support/doneIfGone.ts';
import { firstOfName } from './support/firstOfName.ts';
import { readBeforeSending } from './support/readBeforeSending.ts';
import { refused } from './support/refused.ts';
import { uniqueById } from './support/uniqueById.ts';
import { unproven } from './support/unproven.ts';

/** "CloudLinux Backups" of the 2023 text: storage for one Imunify360 server. */
export interface BackupSpec {
  readonly server_id: string;
  /** GB, a multiple of ten. */
  readonly size_gb: number;
  /** Alias of the datacenter that stores it. */
  readonly datacenter: string;
}

const TYPE = 'backup';

const section: Section<BackupBlock> = {
  name: 'backups',
  expand(name: string, { size_gb, datacenter }: BackupBlock, tools: ExpandTools): void {
    tools.declare({ name, spec: { server_id: name, size_gb, datacenter } satisfies BackupSpec });
  },
  condense: (objects, tools) =>
    firstOfName(objects, tools, 'the server has another backup, and a manifest declares one').map(
      ({ live: there, protect }) => {
        const { server_id, size_gb, datacenter } = there.spec as BackupSpec;
        const block = definedFields({ size_gb, datacenter, protect });
        return { name: server_id, exact: true, block, covers: [there] };
      },
    ),
};

/** A server has one backup; it is known by that server, and addressed in calls by an id of its own. */
export const backup: ResourceKind<BackupSpec> = {
  type: TYPE,
  title: 'backup',
  identity: 'natural',
  fields: { server_id: {}, size_gb: { delta: true }, datacenter: { immutable: true } },
  replacement: 'delete-first',
  section,

  async list(read) {
    return uniqueById('ab/list', (await read.backups.list()).map(live));
  },

  async create({ write }, { server_id, size_gb, datacenter }) {
    return mapOutcome(await write.backups.create({ serverId: server_id, size: size_gb, datacenter }), live);
  },

  async update({ read, write }, { id, spec: { size_gb: planned } }, { size_gb: wanted }) {
    // `ab/resize` takes a difference: sent to a size other than the planned one it would end somewhere else.
    const look = await readBeforeSending(() => read.backups.list());
    if (look.status !== 'done') return look;
    const now = look.value.find(({ backupId }) => backupId === id);
    if (now === undefined) return refused('ab/resize', 'nothing was sent: the backup is gone from the account');
    if (now.size === wanted) return done(live(now));
    if (now.size !== planned) {
      return refused(
        'ab/resize',
        `nothing was sent: the backup has ${now.size} GB now, no longer the ${planned ?? 'unknown number of'} GB that the plan saw`,
      );
    }
    const answer = await write.backups.resize({ backupId: id, delta: wanted - now.size });
    if (answer.status !== 'done' || answer.value.size === wanted) return mapOutcome(answer, live);
    return unproven('ab/resize', `the answer shows ${answer.value.size} GB where ${wanted} GB were asked for`);
  },

  async remove({ read, write }, { id }) {
    return doneIfGone(await write.backups.remove(id), async () =>
      (await read.backups.list()).some(({ backupId }) => backupId === id),
    );
  },

  hazards({ action, live: there }): readonly Hazard[] {
    if (action !== 'replace' && action !== 'remove') return [];
    const size = there?.spec.size_gb === undefined ? 'it' : `its ${there.spec.size_gb} GB`;
    return [
      {
        name: 'data-loss',
        detail:
          action === 'replace'
            ? `A backup cannot be moved to another datacenter: what is stored in ${size} is lost.`
            : `What is stored in ${size} is lost.`,
      },
    ];
  },
  billing: ({ size_gb }) => ({ product: TYPE, units: size_gb }),
};

function live({ backupId, serverId, size, datacenter }: BackupRow): Live<BackupSpec> {
  return { type: TYPE, id: backupId, name: serverId, spec: { server_id: serverId, size_gb: size, datacenter } };
}
