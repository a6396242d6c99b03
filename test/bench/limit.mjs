// The least that any program must do for an empty plan: fetch the lists, read the manifest, join the two, say how many
// differ. It checks nothing, keeps no places and knows no state; no real planner can be faster than this.
//
//   node limit.mjs STORY API_URL   in the folder of the manifest
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import yaml from 'js-yaml';
import { request } from 'undici';

const [story, url] = argv.slice(2);
const list = story === 'keys' ? 'im/key/list.json' : 'ipl/list.json';
const answer = request(`${url}/${list}?token=none`).then(({ body }) => body.text());
const manifest = yaml.load(readFileSync('clnform.yaml', 'utf8'), { schema: yaml.CORE_SCHEMA });
const { data } = JSON.parse(await answer);

let differing = 0;
if (story === 'keys') {
  const byNote = new Map(data.map((key) => [key.note, key]));
  for (const { product, limit, note } of Object.values(manifest.imunify_keys)) {
    const key = byNote.get(note);
    if (key?.code !== product || key.limit !== limit) differing += 1;
  }
} else {
  const { ips } = manifest.ip_licenses.fleet;
  const live = new Map(data.map((licence) => [licence.ip, licence]));
  for (const ip of Array.isArray(ips) ? ips : readFileSync(ips.file, 'utf8').trimEnd().split('\n')) {
    if (live.get(ip)?.type !== 1) differing += 1;
  }
}
stdout.write(`${differing} differ\n`);
process.exit(0);
