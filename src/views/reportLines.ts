import { reportHtml } from './html/reportHtml.ts';
import { reportMarkdown } from './markdown/reportMarkdown.ts';
import type { Report } from './report/report.ts';
import type { ReportFormat } from './reportFormat.ts';
import { reportGithub } from './reportGithub.ts';
import { reportJunit } from './reportJunit.ts';

/** A report in one of its formats, line by line, without line ends. */
export function reportLines(report: Report, format: ReportFormat): Iterable<string> {
  switch (format) {
    case 'markdown':
      return reportMarkdown(report);
    case 'html':
      return reportHtml(report);
    case 'junit':
      return reportJunit(report);
    case 'github':
      return reportGithub(report);
    default:
      return format satisfies never;
  }
}
