import { AWP_PRODUCTS } from '../../model/product.ts';
import { usageReport } from '../../views/usageReport.ts';
import { openAccount } from '../account.ts';
import type { UsageCommandOptions } from '../commands/usage.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { printReport } from '../printReport.ts';

/** Is handed the reading half of the API alone. */
export async function run(context: Context, { format, month, product }: UsageCommandOptions): Promise<ExitCode> {
  const { read } = await openAccount(context, {});
  const asked = month ?? new Date(context.system.now()).toISOString().slice(0, 7);
  const products = product === undefined ? AWP_PRODUCTS : [product];
  printReport(context, usageReport(await read.cloudlinux.awp(products, asked), { month: asked, products }), format);
  return EXIT.ok;
}
