/** The exit codes of monitoring plugins. They are not those of the other commands: 1 would be a warning here. */
export const PLUGIN_EXIT = { ok: 0, critical: 2, unknown: 3 } as const;
