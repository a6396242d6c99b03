import type { ReadApi } from './readApi.ts';
import type { WriteApi } from './writeApi.ts';

/** The API port: one CLN account. */
export interface Api {
  readonly read: ReadApi;
  readonly write: WriteApi;
  /** Calls a second that the service turned out to take, when reads came faster; undefined: none was refused for that. */
  readonly readRate?: () => number | undefined;
}
