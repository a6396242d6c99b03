import type { ReadApi } from './readApi.ts';
import type { WriteApi } from './writeApi.ts';

/** The API port: one CLN account. */
export interface Api {
  readonly read: ReadApi;
  readonly write: WriteApi;
}
