/** Product codes and licence types that the service knows, from the tables of the 2024 API text and FACTS.md. */

/** Imunify key code → IP licence type of the same tier. `360_5` is not in the texts' list; type 44 exists. */
export const IMUNIFY_CODES: ReadonlyMap<string, number> = new Map([
  ['AVP', 40],
  ['360_1', 41],
  ['360_5', 44],
  ['360_30', 42],
  ['360_250', 43],
  ['360_UN', 49],
]);

/** ImunifyAV+: in the Imunify family, but never the target of a conversion. */
export const IMUNIFY_AV_PLUS = 40;

/** Licence types between which `ipl/convert` moves. */
export const IMUNIFY_FAMILY: ReadonlySet<number> = new Set(IMUNIFY_CODES.values());

/** KernelCare and KernelCare Plus: what a monitoring key needs on the caller's IP. */
export const KERNELCARE_TYPES: readonly number[] = [16, 17];

/** "IP license product types" of the 2024 text. */
export const IP_LICENSE_TYPES: ReadonlySet<number> = new Set([
  1, 1002, 4, 5, 3, 16, 17, 40, 41, 44, 42, 43, 49, 5017, 5018, 5005, 5003, 5004, 5019, 5020, 5034, 5011, 5012, 5013,
  5014, 7215, 5035,
]);

/** UELS is the 2023 text's; the others stand in the 2024 text. */
export const ELS_PRODUCTS: ReadonlySet<string> = new Set([
  'CELS',
  'OELS',
  'UELS',
  'UELS16',
  'CELS_8',
  'UELS18',
  'PHP_ELS',
  'PYTHON_ELS',
  'UELS18_SLA',
  'ELS_FOR_CENTOS7',
  'ELS_FOR_CENTOS7_PLUS_SLA',
  'ELS_FOR_CENTOS8STREAM',
]);

/** "CloudLinux products API", the codes of a key. */
export const CLOUDLINUX_PRODUCTS: ReadonlySet<string> = new Set(['CL', 'CLP', 'CLS', 'CLADMIN']);

/** "AccelerateWP Billing Information", `products`. */
export const AWP_PRODUCTS: ReadonlySet<string> = new Set(['AWP_PREMIUM', 'AWP_CDN']);

/** Feature id → products that it applies to. 4600 is Imunify Email; the other two have no name in the texts. */
export const FEATURES: ReadonlyMap<string, readonly number[]> = new Map([
  ['1101', [40]],
  ['1102', [41, 44, 42]],
  ['4600', [41, 44, 42, 43, 49]],
]);

/** "/v2/features/account": what a feature can be set to. */
export const PERMISSIONS: ReadonlySet<string> = new Set(['ENABLED', 'DISABLED', 'UNSET']);
