import type { Check } from '../../model/doctorReport.ts';

/** What package.json asks for under `engines`. */
const NEEDED = [20, 18] as const;

export interface Machine {
  /** Of Node.js: `22.3.0`. */
  readonly node: string;
  /** `linux x64`. */
  readonly platform: string;
  /** Minutes that local time is ahead of UTC. */
  readonly zoneMinutes: number;
}

/** What clnform runs on. */
export function machineChecks({ node, platform, zoneMinutes }: Machine): readonly Check[] {
  return [
    nodeCheck(node),
    { id: 'platform', title: 'platform', status: 'ok', detail: platform, data: { platform } },
    {
      id: 'time-zone',
      title: 'time zone',
      status: 'ok',
      detail: `${zoneText(zoneMinutes)}; it makes no difference: tokens carry seconds since 1970 UTC`,
      data: { offset_minutes: zoneMinutes },
    },
  ];
}

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
  const common = { id: 'node', title: 'Node.js', data: { version } } as const;
  const wanted = NEEDED.join('.');
  if (enough) return { ...common, status: 'ok', detail: `${version} (needed: ${wanted} or newer)` };
  return {
    ...common,
    status: 'fail',
    detail: `${version} is too old`,
    help: `Install Node.js ${wanted} or newer; what clnform does on an older one is not tested.`,
  };
}

function zoneText(minutes: number): string {
  const size = Math.abs(minutes);
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `UTC${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}
