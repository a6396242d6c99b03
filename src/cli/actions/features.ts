import { FEATURE_NAMES } from '../../kinds/feature.ts';
import { featuresReport } from '../../views/featuresReport.ts';
import { openAccount } from '../account.ts';
import type { ReportOptions } from '../commands/reportFormat.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { printReport } from '../printReport.ts';

/** Is handed the reading half of the API alone. */
export async function run(context: Context, { format }: ReportOptions): Promise<ExitCode> {
  const { features } = (await openAccount(context, {})).read;
  const [supported, account] = await Promise.all([features.supported(), features.account()]);
  printReport(context, featuresReport({ supported, account, names: FEATURE_NAMES }), format);
  return EXIT.ok;
}
