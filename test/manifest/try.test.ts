import { test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { loadManifest } from '../../src/manifest/loadManifest.ts';
import { memoryFiles } from './memoryFiles.ts';
test('x', async () => {
  const good = `version: 1
account: acme
imunify_keys:
  web-eu:
    product: "360_30"
    limit: 5
    note: EU web pool
    servers: [SSERVER_1]
    remove_stale_servers_after: 90d
kernelcare_keys:
  fleet: { limit: 100, note: fleet, cidrs: [203.0.113.0/24] }
els_keys:
  centos7: { product: ELS_FOR_CENTOS7, limit: 20 }
cloudlinux_keys:
  shared: { product: CL, limit: 10, note: shared hosting }
ip_licenses:
  eu-web:
    products: [cloudlinux, kernelcare]
    ips: [203.0.113.10, 203.0.113.32/28, 203.0.113.60-203.0.113.70]
  fleet:
    products: [imunify360-30]
    ips: { file: fleet.txt }
    els_allowed: true
server_groups:
  production: { description: Production, servers: [SERVER-1, SERVER-2] }
features:
  imunify-email: enabled
backups:
  SSTGZbtLrT99N0Ca: { size_gb: 100, datacenter: EU2 }
exclusive: [ip_licenses]
guards: { max_creates: 50, max_removes: 10, max_change_percent: 30 }
prices: { currency: USD, monthly: { kernelcare: 3.95, "360_30": 25 } }
moved: [{ from: imunify_key.web, to: imunify_key.web-eu }]
`;
  const bad = `version: 1
account: acme
imunify_keys:
  web-eu:
    product: 360_30
    limt: 5
    limit: "5"
    servers: [SSERVER_1, SSERVER_1]
    protect: yes
    remove_stale_servers_after: 3 months
  b: {product: 360_3, limit: 010}
  c: {product: AVP, limit: 5.0}
  d:
ip_license: {}
ip_licenses:
  a:
    products: [cloudlnux]
    ips: 1.2.3.4
  b: {products: [kernelcare], ips: [203.0.113.10, 203.0.113.0/24, 203.0.113.5/24, 127.0.0.1, "::1", 010.1.1.1, 10.0.0.1]}
features:
  x: enable
`;
  for (const t of [good, bad]) {
    const r = await loadManifest('c.yaml', KINDS, { files: memoryFiles({ 'c.yaml': t, 'fleet.txt': '203.0.113.10 # x\n198.51.100.0/30\n' }), env: () => undefined });
    console.log(JSON.stringify(r.manifest, null, 1)?.slice(0, 300), r.manifest?.desired.length);
    for (const d of r.diagnostics) console.log(`${d.severity} ${d.code}: ${d.summary} ${d.source?.file}:${d.source?.line}:${d.source?.column}\n  ${d.excerpt?.join('\n  ')}\n  help: ${d.help}`);
  }
});
test('perf', async () => {
  let keys = 'version: 1\naccount: a\nkernelcare_keys:\n';
  for (let i = 0; i < 10000; i++) keys += `  key-${i}:\n    limit: ${i + 1}\n    note: number ${i}\n`;
  let t = performance.now();
  let r = await loadManifest('c.yaml', KINDS, { files: memoryFiles({ 'c.yaml': keys }), env: () => undefined });
  console.log('keys', performance.now() - t, r.manifest?.desired.length, r.diagnostics.slice(0, 3));
  let ips = '';
  for (let i = 0; i < 100000; i++) ips += `11.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}\n`;
  t = performance.now();
  r = await loadManifest('c.yaml', KINDS, { files: memoryFiles({ 'c.yaml': 'version: 1\naccount: a\nip_licenses: {a: {products: [kernelcare], ips: {file: f}}}', f: ips }), env: () => undefined });
  console.log('ips', performance.now() - t, r.manifest?.desired.length, r.diagnostics.slice(0, 3));
});
