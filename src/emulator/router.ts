import { awpRoutes } from './awp.ts';
import { backupRoutes } from './backups.ts';
import { cloudlinuxRoutes } from './cloudlinux.ts';
import { elsRoutes } from './els.ts';
import { featureRoutes } from './features.ts';
import { groupRoutes } from './groups.ts';
import { imunifyRoutes } from './imunify.ts';
import { ipLicenseRoutes } from './ipLicenses.ts';
import { kernelcareRoutes } from './kernelcare.ts';
import { nagiosRoutes } from './nagios.ts';
import type { Route } from './route.ts';
import { statusRoutes } from './status.ts';

/** The path under which the API stands. */
export const API_ROOT = '/api/';

/** Where a request leads. `parameters` are the path's own arguments, such as the key of `kcare/nagios/{key}`. */
export type Found =
  | { readonly status: 'found'; readonly route: Route; readonly parameters: readonly (readonly [string, string])[] }
  | { readonly status: 'wrong-method' }
  | { readonly status: 'nowhere' };

const ROUTES: readonly Route[] = [
  ...imunifyRoutes,
  ...kernelcareRoutes,
  ...nagiosRoutes,
  ...elsRoutes,
  ...cloudlinuxRoutes,
  ...ipLicenseRoutes,
  ...groupRoutes,
  ...featureRoutes,
  ...backupRoutes,
  ...awpRoutes,
  ...statusRoutes,
];

const EXACT = new Map<string, Route[]>();
const PATTERNS: { readonly segments: readonly string[]; readonly route: Route }[] = [];
for (const route of ROUTES) {
  if (route.path.includes(':')) PATTERNS.push({ segments: route.path.split('/'), route });
  else EXACT.set(route.path, [...(EXACT.get(route.path) ?? []), route]);
}

/** Finds the endpoint of a percent-encoded path, root included. */
export function findRoute(method: string, path: string): Found {
  if (!path.startsWith(API_ROOT)) return { status: 'nowhere' };
  const below = path.slice(API_ROOT.length);
  const exact = EXACT.get(below);
  if (exact !== undefined) return byMethod(exact, method, []);
  const given = below.split('/');
  for (const { segments, route } of PATTERNS) {
    const parameters = matchSegments(segments, given);
    if (parameters !== undefined) return byMethod([route], method, parameters);
  }
  return { status: 'nowhere' };
}

/** The name under which faults and the ledger know a route: `im/key/create`, `v2/cl/keys`, `kcare/nagios`. */
export function endpointOf(route: Route): string {
  return route.path.replace(/\.json$/, '').replace(/\/:.*$/, '');
}

function byMethod(routes: readonly Route[], method: string, parameters: readonly (readonly [string, string])[]): Found {
  const route = routes.find((candidate) => candidate.methods.includes(method));
  return route === undefined ? { status: 'wrong-method' } : { status: 'found', route, parameters };
}

function matchSegments(segments: readonly string[], given: readonly string[]): [string, string][] | undefined {
  if (segments.length !== given.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [i, segment] of segments.entries()) {
    const text = given[i] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== text) return undefined;
    } else {
      const decoded = decode(text);
      if (decoded === undefined || decoded === '') return undefined;
      parameters.push([segment.slice(1), decoded]);
    }
  }
  return parameters;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
