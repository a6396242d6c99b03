import type { ReadApi } from '../../model/api/readApi.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { PreflightSubject } from '../../model/kind.ts';
import { productOfName } from './ipLicenseProduct.ts';
import { parallelMap } from './parallelMap.ts';

/** `/availability.json` takes one IP, so a large plan makes many of these calls. */
const CONCURRENCY = 16;

/** One `ip-taken` for every licence whose type is neither free on its IP nor owned there already. */
export async function ipLicensePreflight(
  read: ReadApi,
  subjects: readonly PreflightSubject<{ readonly ip: string; readonly product: string }>[],
): Promise<readonly Diagnostic[]> {
  const ips = [...new Set(subjects.map(({ spec }) => spec.ip))];
  const rows = await parallelMap(ips, CONCURRENCY, async (ip) => {
    const { available, owned } = await read.ipLicenses.availability(ip);
    return [ip, new Set([...available, ...owned])] as const;
  });
  const possible = new Map(rows);
  return subjects.flatMap(({ address, spec: { ip, product } }): Diagnostic[] => {
    const type = productOfName(product)?.type;
    if (type !== undefined && possible.get(ip)?.has(type) === true) return [];
    return [
      {
        severity: 'error',
        code: 'ip-taken',
        summary: `${product} cannot be registered on ${ip}: it is neither free there nor owned by this account.`,
        help: 'Another account probably holds it. Have it released there, or take the address out of the manifest.',
        address,
      },
    ];
  });
}
