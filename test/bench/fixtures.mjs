// Accounts of a given size that agree with their manifest and state: an empty plan, whatever it costs to find that out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

export const LOGIN = 'acme';
export const SECRET = 'a-secret-for-the-bench';

/** How an account of each name is written: addresses in the YAML, keys in one mapping, addresses in a file of their own. */
export const STORIES = {
  ips: (count) => licences(count, (ips) => ({ yaml: ['    ips:', ...ips.map((ip) => `      - ${ip}`)] })),
  file: (count) =>
    licences(count, (ips) => ({
      yaml: ['    ips: { file: fleet.txt }'],
      files: { 'fleet.txt': `${ips.join('\n')}\n` },
    })),
  keys,
};

/** Writes manifest and state into the folder, and gives the answers of the list endpoints. */
export function writeStory(folder, story, count) {
  const { manifest, files = {}, bindings, answers } = STORIES[story](count);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'clnform.yaml'), manifest);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const state = {
    version: 1,
    lineage: 'b6c6a2cc-6c5d-4c39-9e0e-0d6d9a0c2f11',
    serial: 1,
    account: LOGIN,
    seq: 0,
    bindings: {},
    intents: [],
    unremovable: [],
  };
  // As clnform writes it: a line for each binding.
  const lines = Object.entries(bindings)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, binding]) => `\n    ${JSON.stringify(address)}: ${JSON.stringify(binding)}`);
  const text = `${JSON.stringify(state, null, 2)}\n`.replace('"bindings": {}', `"bindings": {${lines.join(',')}\n  }`);
  writeFileSync(join(folder, 'clnform.state.json'), text, { mode: 0o600 });
  return answers;
}

/**
 * Serves the answers from memory and counts the calls: what an account costs to keep is not what is measured. `answers`
 * maps a path below `/api/` to the data of its answer.
 */
export async function serve(answers) {
  const bodies = new Map(
    Object.entries(answers).map(([path, data]) => [path, Buffer.from(JSON.stringify({ success: true, data }))]),
  );
  const calls = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname.slice('/api/'.length);
    calls.push(path);
    const body = bodies.get(path) ?? Buffer.from('{"success":true,"data":[]}');
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/api`,
    calls,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

const HEAD = ['version: 1', `account: ${LOGIN}`, ''];

function licences(count, write) {
  const ips = Array.from({ length: count }, (_, n) => {
    // Spread out, and in no order.
    const at = (n * 7919) % count;
    return `${20 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}.${1 + (at % 200)}`;
  });
  const { yaml, files } = write(ips);
  return {
    manifest: [...HEAD, 'ip_licenses:', '  fleet:', '    products: [cloudlinux]', ...yaml, ''].join('\n'),
    files,
    bindings: Object.fromEntries(
      ips.map((ip) => [
        `ip_license.${ip}/cloudlinux`,
        { type: 'ip_license', id: `${ip}/1`, applied: { ip, product: 'cloudlinux' } },
      ]),
    ),
    answers: {
      'ipl/list.json': ips
        .toReversed()
        .map((ip) => ({ ip, type: 1, registered: true, created: '2024-04-30T11:26-0400' })),
    },
  };
}

function keys(count) {
  const all = Array.from({ length: count }, (_, n) => {
    const code = ['AVP', '360_1', '360_5', '360_30'][n % 4];
    return {
      name: `pool-${n}`,
      key: `IMUNIFY${String(n).padStart(8, '0')}X`,
      code,
      limit: 1 + (n % 40),
      note: `pool ${n}`,
    };
  });
  return {
    manifest: [
      ...HEAD,
      'imunify_keys:',
      ...all.map(({ name, code, limit, note }) => `  ${name}: { product: '${code}', limit: ${limit}, note: ${note} }`),
      '',
    ].join('\n'),
    bindings: Object.fromEntries(
      all.map(({ name, key, code, limit, note }) => [
        `imunify_key.${name}`,
        { type: 'imunify_key', id: key, applied: { limit, note, product: code }, made: true },
      ]),
    ),
    answers: {
      'im/key/list.json': all
        .toReversed()
        .map(({ key, code, limit, note }) => ({ key, code, limit, servers: 0, note, type: 'IMUNIFY' })),
    },
  };
}
