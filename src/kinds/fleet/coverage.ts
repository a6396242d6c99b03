import type { FleetFamily } from '../../model/fleet.ts';
import { IMUNIFY_FAMILY } from '../../model/product.ts';
import { productOfType } from '../support/ipLicenseProduct.ts';

/**
 * What each ELS code covers, in the words of the IP licences for the same systems: a host needs one licence for its
 * system, with or without SLA. A code that is not known covers itself.
 */
const ELS_COVERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CELS: 'els-centos6',
    OELS: 'els-oracle6',
    UELS16: 'els-ubuntu16',
    CELS_8: 'els-centos8',
    UELS18: 'els-ubuntu18',
    UELS18_SLA: 'els-ubuntu18',
    PHP_ELS: 'els-php',
    PYTHON_ELS: 'els-python',
    ELS_FOR_CENTOS7: 'els-centos7',
    ELS_FOR_CENTOS7_PLUS_SLA: 'els-centos7',
    ELS_FOR_CENTOS8STREAM: 'els-centos8-stream',
  }),
);

const CLOUDLINUX_TYPES: ReadonlySet<number> = new Set([1, 1002, 4, 5]);
const KERNELCARE_TYPES: ReadonlySet<number> = new Set([16, 17]);

export function elsCoverage(code: string): string {
  return ELS_COVERS.get(code) ?? code;
}

/** The family of an IP licence's type, its product's name, and what it covers. */
export function ipCoverage(type: number): {
  readonly family: FleetFamily;
  readonly product: string;
  readonly covers: string;
} {
  const { name } = productOfType(type);
  if (IMUNIFY_FAMILY.has(type)) return { family: 'imunify', product: name, covers: 'imunify' };
  if (KERNELCARE_TYPES.has(type)) return { family: 'kernelcare', product: name, covers: 'kernelcare' };
  if (CLOUDLINUX_TYPES.has(type)) return { family: 'cloudlinux', product: name, covers: 'cloudlinux' };
  if (name.startsWith('els-')) {
    return { family: 'els', product: name, covers: name.replace(/-(?:sla|complete)$/, '') };
  }
  return { family: 'other', product: name, covers: name };
}
