/** The formats of a drift report. Each has its view in `renderDrift`. */
export const DRIFT_FORMATS = ['text', 'json', 'markdown', 'html', 'junit', 'github'] as const;

export type DriftFormat = (typeof DRIFT_FORMATS)[number];
