import { HAZARDS } from '../../model/hazard.ts';
import type { HazardName } from '../../model/hazard.ts';

/** What each hazard means, in a few words. */
const MEANING: Readonly<Record<HazardName, string>> = {
  'removes-servers': 'servers are removed along with a key, or cut off from it',
  vanished: 'something bound is gone: buying it again takes --recreate ADDRESS',
  alike: 'the account holds one just like what is to be bought: perhaps it was',
  'replaces-key': 'hosts must be registered again with a new key',
  'data-loss': 'stored backups are lost (also --allow-data-loss)',
  'bills-full-month': 'another full month is billed',
  unlimited: 'a key without a limit: its cost has none either',
  'over-guard': 'more changes than the manifest’s guards let through',
  unreadable: 'a value that cannot be read back is overwritten',
};

/** The table of hazards at the end of a command's help. */
export const HAZARD_HELP = `\n\nHazards, refused until they are allowed:\n${HAZARDS.map(
  (name) => `  ${name.padEnd(17)} ${MEANING[name]}`,
).join('\n')}`;
