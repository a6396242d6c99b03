import type { Json } from '../model/json.ts';
import type { Live } from '../model/live.ts';
import type { CondenseTools } from '../model/section.ts';
import { condenseIps } from './condenseIps.ts';
import { parseIpEntry } from './ipEntry.ts';

/** Something that the account holds and the exported manifest does not declare. */
export interface LeftOut {
  readonly live: Live;
  /** Absent: the whole object. */
  readonly field?: string;
  /** A clause, or a sentence without its full stop. */
  readonly reason: string;
}

/** More entries than this go into a file of their own. */
const MAX_INLINE = 24;

/** What a kind is handed to write its objects down. */
export class ExportTools implements CondenseTools {
  readonly left: LeftOut[] = [];
  /** Files of addresses, by path from the manifest's folder. */
  readonly lists = new Map<string, string>();

  addresses(name: string, ips: readonly string[]): Json {
    const entries = condenseIps(ips);
    if (entries.length <= MAX_INLINE) return [...entries];
    let path = `ips/${name}.txt`;
    for (let count = 2; this.lists.has(path); count += 1) path = `ips/${name}-${count}.txt`;
    this.lists.set(path, `${entries.join('\n')}\n`);
    return { file: path };
  }

  isUsable(ip: string): boolean {
    return !/[/-]/u.test(ip) && !('code' in parseIpEntry(ip));
  }

  leave(live: Live, reason: string): void {
    this.left.push({ live, reason });
  }
}
