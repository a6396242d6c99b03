import { KINDS } from '../kinds/index.ts';
import { loadManifest } from '../manifest/loadManifest.ts';
import type { LoadedManifest } from '../manifest/loadManifest.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import { manifestSecrets } from '../views/knownSecrets.ts';
import { CliError } from './cliError.ts';
import type { Context } from './context.ts';
import { findManifest } from './findManifest.ts';
import { nodeFiles } from './nodeFiles.ts';

/** Reads the manifest that was typed, or the one in the working folder, and tells nothing yet. */
export async function loadDeclared(context: Context, typed: string | undefined): Promise<LoadedManifest> {
  const path = findManifest(context, typed);
  const loaded = await loadManifest(path, KINDS, {
    files: nodeFiles(context.folder, context.inputs),
    env: (name) => context.environment.variable(name),
  });
  if (loaded.manifest !== undefined) context.learn(manifestSecrets(loaded.manifest, KINDS));
  return loaded;
}

/** The manifest, its warnings told. Throws `CliError` with all of its problems when it has errors. */
export async function requireDeclared(context: Context, typed: string | undefined): Promise<Manifest> {
  const { manifest, diagnostics } = await loadDeclared(context, typed);
  if (manifest === undefined || hasErrors(diagnostics)) throw new CliError(diagnostics);
  context.report(diagnostics);
  return manifest;
}
