import { writeFile } from 'node:fs/promises';
import { baselineText } from '../manifest/baselineText.ts';
import type { DriftFinding, DriftReport } from '../model/drift.ts';
import { BASELINE_WHAT, type BaselineEntry } from '../model/driftBaseline.ts';
import { plain } from '../model/text.ts';
import { hideKeys, type View } from '../views/view.ts';
import { cliError } from './cliError.ts';
import type { Context } from './context.ts';
import { isErrno } from './errno.ts';

export interface NewBaseline {
  readonly file: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
  /** Baselines that what is written stands beside. */
  readonly beside?: readonly string[];
}

/** Writes an entry for each thing that drifted and that no entry covers yet. Never overwrites a file. */
export async function writeBaseline(context: Context, report: DriftReport, wanted: NewBaseline): Promise<void> {
  // The file is for Git: what appeared is addressed by its key there, and a masked key is a pattern that fits it.
  const view = { ...context.view(context.terminal.notePaint), showKeys: false };
  const entries = report.findings.flatMap((finding) => entryOf(finding, wanted, view));
  if (entries.length === 0) {
    context.terminal.note(['Nothing drifted that is not known, so no baseline was written.']);
    return;
  }
  const text = [...baselineText(entries)].map((line) => `${line}\n`).join('');
  try {
    await writeFile(context.path(wanted.file), text, { flag: 'wx' });
  } catch (error) {
    if (!isErrno(error, 'EEXIST', 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EROFS')) throw error;
    throw cliError(
      'baseline-unwritable',
      `${plain(wanted.file)} could not be written.`,
      'Name a new file in a folder of yours.',
    );
  }
  const number = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  const all = [...(wanted.beside ?? []), wanted.file].map((file) => `--baseline ${plain(file)}`).join(' ');
  context.terminal.note([`Wrote ${number} to ${plain(wanted.file)}. From now on: ${all}`]);
}

function entryOf(
  { answer, what, address, fields, known }: DriftFinding,
  { owner, reason, expires }: NewBaseline,
  view: View,
): readonly Omit<BaselineEntry, 'source'>[] {
  const covered = BASELINE_WHAT.find((one) => one === what);
  if (answer !== 'drifted' || known !== undefined || covered === undefined) return [];
  const names = covered === 'changed' ? { fields: fields.map(({ field }) => field) } : {};
  return [{ address: hideKeys(address, view), what: [covered], ...names, owner, reason, expires }];
}
