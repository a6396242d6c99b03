/** CLN's products as the API texts number and name them. */
export interface IpProduct {
  /** Type number of `/ipl` (2024 text, "IP license product types"). */
  readonly type: number;
  /** The name in manifests and addresses. */
  readonly name: string;
  readonly title: string;
}

export const IP_PRODUCTS: readonly IpProduct[] = [
  { type: 1, name: 'cloudlinux', title: 'CloudLinux OS Shared' },
  { type: 1002, name: 'cloudlinux-pro', title: 'CloudLinux OS Shared PRO' },
  { type: 4, name: 'cloudlinux-solo', title: 'CloudLinux OS Solo' },
  { type: 5, name: 'cloudlinux-admin', title: 'CloudLinux OS Admin' },
  { type: 16, name: 'kernelcare', title: 'KernelCare' },
  { type: 17, name: 'kernelcare-plus', title: 'KernelCare Plus' },
  { type: 40, name: 'imunifyav-plus', title: 'Imunify AV Plus' },
  { type: 41, name: 'imunify360-1', title: 'Imunify for single user' },
  { type: 44, name: 'imunify360-5', title: 'Imunify for 5 users' },
  { type: 42, name: 'imunify360-30', title: 'Imunify for 30 users' },
  { type: 43, name: 'imunify360-250', title: 'Imunify for 250 users' },
  { type: 49, name: 'imunify360-unlimited', title: 'Imunify Unlimited' },
  { type: 3, name: 'els-centos6', title: 'ELS for CentOS 6' },
  { type: 5011, name: 'els-centos6-sla', title: 'ELS for CentOS 6 + SLA' },
  { type: 5017, name: 'els-centos7', title: 'ELS for CentOS 7 Standard' },
  { type: 5018, name: 'els-centos7-complete', title: 'ELS for CentOS 7 Complete' },
  { type: 5005, name: 'els-centos8', title: 'ELS for CentOS 8' },
  { type: 5012, name: 'els-centos8-sla', title: 'ELS for CentOS 8 + SLA' },
  { type: 5034, name: 'els-centos8-stream', title: 'ELS for CentOS 8 Stream' },
  { type: 5035, name: 'els-centos8-stream-sla', title: 'ELS for CentOS 8 Stream + SLA' },
  { type: 5003, name: 'els-oracle6', title: 'ELS for Oracle Linux 6' },
  { type: 5013, name: 'els-oracle6-sla', title: 'ELS for Oracle Linux 6 + SLA' },
  { type: 5004, name: 'els-ubuntu16', title: 'ELS for Ubuntu 16' },
  { type: 5014, name: 'els-ubuntu16-sla', title: 'ELS for Ubuntu 16 + SLA' },
  { type: 5019, name: 'els-ubuntu18', title: 'ELS for Ubuntu 18' },
  { type: 5020, name: 'els-ubuntu18-sla', title: 'ELS for Ubuntu 18 + SLA' },
  { type: 7215, name: 'extended-security-updates', title: 'Extended Security Updates' },
];

/** Types that `/ipl/convert.json` moves between; the target must not be `imunifyav-plus` (40). */
export const IMUNIFY_FAMILY: ReadonlySet<number> = new Set([40, 41, 42, 43, 44, 49]);

/** Codes of Imunify keys (2024 text, "Imunify product codes"; 360_5 is newer). */
export const IMUNIFY_CODES = ['AVP', '360_1', '360_5', '360_30', '360_250', '360_UN'] as const;

/** Codes of CloudLinux keys (2024 text, "CloudLinux products API"). */
export const CLOUDLINUX_CODES = ['CL', 'CLP', 'CLS', 'CLADMIN'] as const;

/** Types of ELS keys (2024 text, "ELS product codes"). */
export const ELS_CODES = [
  'CELS',
  'OELS',
  'UELS16',
  'CELS_8',
  'UELS18',
  'PHP_ELS',
  'PYTHON_ELS',
  'UELS18_SLA',
  'ELS_FOR_CENTOS7',
  'ELS_FOR_CENTOS7_PLUS_SLA',
  'ELS_FOR_CENTOS8STREAM',
] as const;

/** Products of "AccelerateWP Billing Information". */
export const AWP_PRODUCTS = ['AWP_PREMIUM', 'AWP_CDN'] as const;
