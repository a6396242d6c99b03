import { resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { System } from '../model/system.ts';
import { KINDS } from '../kinds/index.ts';
import { diagnosticText } from '../views/diagnosticText.ts';
import type { Paint } from '../views/paint.ts';
import { createView } from '../views/view.ts';
import type { View } from '../views/view.ts';
import { foldWarnings } from './foldWarnings.ts';
import { mergeDiagnostics } from './mergeDiagnostics.ts';
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
  /** Files that were read to know what to do, absolute: nothing that is written may replace them. */
  readonly inputs: Set<string>;
  /** Licence keys that this command comes across: from then on masked in whatever it tells. */
  learn(secrets: Iterable<string>): void;
  /** What is told with this paint: it masks all keys that are known by then, unless `--show-keys` was given. */
  view(paint: Paint): View;
  /** Tells diagnostics on stderr, each only once; what many resources have in common in one. */
  report(diagnostics: readonly Diagnostic[]): void;
}

export function createContext(
  host: Host,
  options: GlobalOptions,
  { showKeys = false }: { readonly showKeys?: boolean } = {},
): Context {
  const environment = readEnvironment(host.variables);
  const terminal = createTerminal(host, environment);
  const folder = resolve(host.folder, options.chdir ?? '.');
  const secrets = new Set<string>();
  const told = new Set<string>();
  const view = (paint: Paint): View => createView(KINDS, { paint, showKeys, secrets });
  return {
    host,
    options,
    environment,
    terminal,
    system: nodeSystem,
    folder,
    path: (typed) => resolve(folder, typed),
    inputs: new Set(),
    learn(more) {
      for (const secret of more) secrets.add(secret);
    },
    view,
    report(diagnostics) {
      for (const diagnostic of foldWarnings(mergeDiagnostics(diagnostics))) {
        const lines = [...diagnosticText(diagnostic, view(terminal.notePaint))];
        const text = lines.join('\n');
        if (!told.has(text)) terminal.note(lines);
        told.add(text);
      }
    },
  };
}
