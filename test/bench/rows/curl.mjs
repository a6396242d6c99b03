// What people do without clnform: a loop of curls, and curl's own parallel mode. They check nothing and remember nothing.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CLNFORM, NODE, isThere, median, ratio, run, sideBySide, startEmulator } from '../support/processes.mjs';

const COUNT = 1_000;
const LATENCY = '5';

export async function curl({ rounds, folder, record }) {
  if (!(await isThere('curl', '--version'))) {
    record({ what: `${COUNT} creates at 5 ms: curl / ours`, note: 'no curl on this machine' });
    return;
  }
  const cwd = join(folder, 'curl');
  const fresh = async (work) => {
    mkdirSync(cwd, { recursive: true });
    const emulator = await startEmulator(['--empty', '--latency', LATENCY]);
    try {
      return await work(emulator);
    } finally {
      emulator.stop();
      rmSync(cwd, { recursive: true });
    }
  };
  const samples = await sideBySide(rounds, {
    loop: () =>
      fresh(({ url }) => {
        const script = 'while read -r url; do curl -sS -o /dev/null "$url"; done < urls';
        writeFileSync(join(cwd, 'urls'), `${creates(url).join('\n')}\n`);
        return run(['bash', '-c', script], { cwd });
      }),
    parallel: () =>
      fresh(({ url }) => {
        writeFileSync(
          join(cwd, 'urls'),
          creates(url)
            .map((one) => `url = "${one}"\noutput = "/dev/null"\n`)
            .join(''),
        );
        return run(['curl', '-sS', '--parallel', '--parallel-max', '32', '--config', 'urls'], { cwd });
      }),
    ours: () =>
      fresh(({ variables }) => {
        const ips = addresses().map((ip) => `      - ${ip}\n`);
        const head = 'version: 1\naccount: acme\nip_licenses:\n  fleet:\n    products: [cloudlinux]\n    ips:\n';
        writeFileSync(join(cwd, 'clnform.yaml'), head + ips.join(''));
        return run([NODE, CLNFORM, 'apply', '--auto-approve', '--parallelism', '32'], { cwd, variables });
      }),
  });
  const wall = (name) => median(samples[name].map((sample) => sample.wall)).toFixed(0);
  for (const [name, what] of [
    ['loop', 'a loop of curls'],
    ['parallel', 'curl --parallel --parallel-max 32'],
  ])
    record({
      what: `1,000 creates at 5 ms: ${what} / ours`,
      value: ratio(samples[name], samples.ours),
      times: `${wall(name)} / ${wall('ours')} ms`,
    });
}

const addresses = () => Array.from({ length: COUNT }, (_, n) => `20.0.${n >> 8}.${n & 255}`);

/** As the service documents its token: login, time, and SHA-1 over secret key and time. */
function creates(url) {
  const time = Math.floor(Date.now() / 1_000);
  const token = `acme|${time}|${createHash('sha1').update(`bench${time}`).digest('hex')}`;
  return addresses().map((ip) => `${url}/ipl/register.json?ip=${ip}&type=1&token=${encodeURIComponent(token)}`);
}
