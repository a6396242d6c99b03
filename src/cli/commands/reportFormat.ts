import { Option } from 'commander';
import type { ReportFormat } from '../../views/report.ts';

export interface ReportOptions {
  readonly format: ReportFormat;
}

/** `--format text|json|csv`, of every command that only reads. */
export function reportFormat(): Option {
  return new Option('--format <format>', 'how to print it')
    .choices(['text', 'json', 'csv'] satisfies ReportFormat[])
    .default('text');
}
