// How long a command takes that does next to nothing, beside the start of Node itself.
import { fileURLToPath } from 'node:url';
import { CLNFORM, NODE, median, ratio, run, sideBySide } from '../support/processes.mjs';

const EXAMPLE = fileURLToPath(new URL('../../../examples/first-plan', import.meta.url));

export async function start({ rounds, record }) {
  const { node, version, help, validate } = await sideBySide(Math.max(rounds, 15), {
    node: () => run([NODE, '-e', '0'], {}),
    version: () => run([NODE, CLNFORM, '--version'], {}),
    help: () => run([NODE, CLNFORM, 'plan', '--help'], {}),
    validate: () => run([NODE, CLNFORM, 'validate'], { cwd: EXAMPLE }),
  });
  const times = (samples) => `${ms(samples)} / ${ms(node)} ms`;
  record({
    what: 'clnform --version / node -e 0',
    target: '<= 1.5',
    value: ratio(version, node),
    times: times(version),
  });
  record({ what: 'clnform plan --help / node -e 0', value: ratio(help, node), times: times(help) });
  record({
    what: 'clnform validate (first-plan) / node -e 0',
    target: '<= 2.5',
    value: ratio(validate, node),
    times: times(validate),
  });
}

const ms = (samples) => median(samples.map(({ wall }) => wall)).toFixed(0);
