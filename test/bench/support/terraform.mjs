import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';

/** Terraform asks no one whether there is a newer one, and finds its (absent) settings in its own folder. */
const variables = (cwd) => ({
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
  HOME: cwd,
  TF_CLI_CONFIG_FILE: join(cwd, 'rc'),
});

/**
 * A folder with `size` builtin `terraform_data` resources as separate blocks, Terraform's best case, and a state that
 * agrees: to have Terraform make one of 10,000 takes it the better part of an hour.
 */
export async function terraformFolder(folder, size) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rc'), '');
  writeInputs(folder, size, 0);
  const resources = Array.from({ length: size }, (_, n) => ({
    mode: 'managed',
    type: 'terraform_data',
    name: `r${n}`,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [{ schema_version: 0, attributes: attributes(n), sensitive_attributes: [] }],
  }));
  const lineage = '3f3c0ab6-2f0d-4b83-9a4e-2d8a8a6a8c11';
  const state = {
    version: 4,
    terraform_version: '1.5.0',
    serial: 1,
    lineage,
    outputs: {},
    resources,
    check_results: null,
  };
  writeFileSync(join(folder, 'terraform.tfstate'), JSON.stringify(state));
  await run(['terraform', 'init', '-no-color'], { cwd: folder, variables: variables(folder) });
}

/** Writes the blocks; with a `round`, one in a hundred differs from those of other rounds. */
export function writeInputs(folder, size, round) {
  const blocks = Array.from({ length: size }, (_, n) => {
    const input = n % 100 === 0 && round > 0 ? `pool ${n} round ${round}` : `pool ${n}`;
    return `resource "terraform_data" "r${n}" {\n  input = "${input}"\n}\n`;
  });
  writeFileSync(join(folder, 'main.tf'), blocks.join(''));
}

function attributes(n) {
  const value = { value: `pool ${n}`, type: 'string' };
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return { id, input: value, output: value, triggers_replace: null };
}

/** Runs terraform in the folder. */
export function terraform(folder, ...args) {
  return run(['terraform', ...args, '-no-color'], { cwd: folder, variables: variables(folder) });
}
