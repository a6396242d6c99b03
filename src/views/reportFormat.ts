/** The formats for reviewers, beside text and JSON: each shows the same `Report`. */
export const REPORT_FORMATS = ['markdown', 'html', 'junit', 'github'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];
