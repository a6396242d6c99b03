import { resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { System } from '../model/system.ts';
import { diagnosticText } from '../views/diagnosticText.ts';
import { readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import type { Host } from './host.ts';
import { nodeSystem } from './nodeSystem.ts';
import { createTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly chdir?: string;
  readonly account?: string;
  readonly apiUrl?: string;
  readonly state?: string;
  readonly debug?: boolean;
}

/** What a command is handed beside its own arguments. */
export interface Context {
  readonly host: Host;
  readonly options: GlobalOptions;
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly system: System;
  /** The folder that relative paths start from, absolute: `--chdir`, or the working folder. */
  readonly folder: string;
  /** A path as the user typed it, made absolute. */
  path(typed: string): string;
  /** Tells diagnostics on stderr. */
  report(diagnostics: readonly Diagnostic[]): void;
}

export function createContext(host: Host, options: GlobalOptions): Context {
  const environment = readEnvironment(host.variables);
  const terminal = createTerminal(host, environment);
  const folder = resolve(host.folder, options.chdir ?? '.');
  return {
    host,
    options,
    environment,
    terminal,
    system: nodeSystem,
    folder,
    path: (typed) => resolve(folder, typed),
    report: (diagnostics) =>
      terminal.note(diagnostics.flatMap((diagnostic) => [...diagnosticText(diagnostic, terminal.notePaint)])),
  };
}
