/** List calls that one kind keeps in flight: the service documents no limit, so this stays modest. */
export const READ_CONCURRENCY = 8;
