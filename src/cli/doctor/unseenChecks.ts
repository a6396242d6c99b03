import type { Check } from '../../model/doctorReport.ts';

/** What only a write could show. doctor never writes, so it says how clnform gets along without knowing. */
const UNSEEN: readonly Omit<Check, 'status'>[] = [
  {
    id: 'unseen.lag',
    title: 'how soon a list shows a write',
    detail: 'lost creates are judged by two lists a settling time apart',
    help: 'If creates are reported that show up late, give apply a longer --settle.',
  },
  {
    id: 'unseen.token-lifetime',
    title: 'how long a token is good',
    detail: 'every call carries a fresh one',
  },
  {
    id: 'unseen.rate-limit',
    title: 'the rate limit',
    detail: 'reads wait as Retry-After says, and writes are not repeated',
  },
  {
    id: 'unseen.default-keys',
    title: 'which keys are default keys',
    detail: 'no list marks them; one that refuses to go is remembered as such',
  },
  {
    id: 'unseen.els-removal',
    title: 'the path that removes an ELS server',
    detail: 'not used without --enable-els-server-removal',
  },
  {
    id: 'unseen.write-only',
    title: 'networks of KernelCare keys, els_allowed of licences',
    detail: 'no list shows them: plans count them as unverified',
  },
];

export function unseenChecks(): readonly Check[] {
  return UNSEEN.map((check) => ({ ...check, status: 'unknown' }));
}
