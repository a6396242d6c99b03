// Terraform, which calls no service at all here, beside clnform, which lists over HTTP.
import { join } from 'node:path';
import { writeFileSync, readFileSync } from 'node:fs';
import { LOGIN, SECRET, serve, writeStory } from '../fixtures.mjs';
import { CLNFORM, NODE, isThere, median, ratio, run, sideBySide, startEmulator } from '../support/processes.mjs';
import { terraform, terraformFolder, writeInputs } from '../support/terraform.mjs';

export async function terraformPlans({ rounds, folder, record }) {
  for (const [size, target] of [
    [1_000, '>= 10'],
    [10_000, '>= 45'],
  ]) {
    const what = `Terraform's empty plan / ours, ${size.toLocaleString('en')} resources`;
    if (!(await isThere('terraform', '-version'))) {
      record({ what, target, note: 'no terraform on this machine' });
      continue;
    }
    const theirs = join(folder, `terraform-${size}`);
    await terraformFolder(theirs, size);
    const cwd = join(folder, `beside-${size}`);
    const server = await serve(writeStory(cwd, 'ips', size));
    const variables = { CLN_API_URL: server.url, CLN_LOGIN: LOGIN, CLN_SECRET_KEY: SECRET };
    const samples = await sideBySide(rounds, {
      terraform: () => terraform(theirs, 'plan', '-input=false'),
      ours: () => run([NODE, CLNFORM, 'plan'], { cwd, variables }),
    });
    server.close();
    for (const { stdout } of [...samples.terraform, ...samples.ours])
      if (!/No changes\./u.test(stdout)) throw new Error(`not empty: ${stdout.slice(-500)}`);
    record({ what, target, value: ratio(samples.terraform, samples.ours), times: times(samples) });
  }
}

/** One key in a hundred gets another limit. */
export async function onePercent({ rounds, folder, record }) {
  const size = 10_000;
  const what = "changing 1 % of 10,000: Terraform's apply / ours";
  const target = '>= 100';
  const cwd = join(folder, 'percent');
  const seed = join(folder, 'percent.json');
  const rows = writeStory(cwd, 'keys', size)['im/key/list.json'];
  const imunifyKeys = rows.map(({ key, code, limit, note }) => ({ key, code, limit, note }));
  writeFileSync(seed, JSON.stringify({ imunifyKeys }));
  const emulator = await startEmulator(['--seed', seed]);
  const manifest = readFileSync(join(cwd, 'clnform.yaml'), 'utf8');
  const ours = async (round) => {
    const changed = manifest.replace(/^( {2}pool-\d*00: .*limit: )\d+/gmu, (_, before) => `${before}${500 + round}`);
    writeFileSync(join(cwd, 'clnform.yaml'), changed);
    const sample = await run([NODE, CLNFORM, 'apply', '--auto-approve'], { cwd, variables: emulator.variables });
    if (!/ 9\d updated| 100 updated/u.test(sample.stdout)) throw new Error(sample.stdout.slice(-500));
    return sample;
  };
  if (await isThere('terraform', '-version')) {
    const theirs = join(folder, 'terraform-percent');
    await terraformFolder(theirs, size);
    const samples = await sideBySide(rounds, {
      async terraform(round) {
        writeInputs(theirs, size, round + 1);
        const sample = await terraform(theirs, 'apply', '-input=false', '-auto-approve');
        if (!sample.stdout.includes('100 changed')) throw new Error(sample.stdout.slice(-500));
        return sample;
      },
      ours,
    });
    record({ what, target, value: ratio(samples.terraform, samples.ours), times: times(samples) });
  } else {
    const samples = await sideBySide(rounds, { ours });
    const took = median(samples.ours.map(({ wall }) => wall)).toFixed(0);
    record({ what, target, note: 'no terraform on this machine', times: `- / ${took} ms` });
  }
  emulator.stop();
}

function times({ terraform: theirs, ours }) {
  const of = (samples) => median(samples.map(({ wall }) => wall)).toFixed(0);
  return `${of(theirs)} / ${of(ours)} ms`;
}
