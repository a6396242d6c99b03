/**
 * What became of one change of a plan. `kept`: a removal that the service refused for good, so that the object was left
 * in place. `skipped`: not sent. `failed`: told to have changed nothing, in whole or for the last of its steps.
 * `unknown`: sent, and no clear answer came.
 */
export type ChangeOutcome = 'done' | 'kept' | 'skipped' | 'failed' | 'unknown';
