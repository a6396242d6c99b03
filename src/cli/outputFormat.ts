import type { ReportFormat } from '../views/reportFormat.ts';

/** How a plan, or what became of it, can be printed. */
export type OutputFormat = 'text' | 'json' | ReportFormat;

export const OUTPUT_FORMATS: readonly OutputFormat[] = ['text', 'json', 'markdown', 'html', 'junit', 'github'];
