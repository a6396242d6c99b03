import { test } from 'vitest';
import { formatManifest } from '../../src/manifest/formatManifest.ts';
test('x', async () => {
  for (const t of [`# head

account: acme   # who
# the version
version: 1
ip_licenses:
    # a block
    eu:   {products: [ kernelcare,cloudlinux ], ips: ["1.2.3.4"],   nested: [{a: 1}, {b: [1,2]}]}


    us:
        products:
        - kernelcare   # x
        - cloudlinux
        ips:
        - 1.2.3.4

imunify_keys:
  # trailing
  w: { limit: "5", note: 'it''s', product: "360_30", adopt: "\${env:KEY}" }
  x:
    limit: 1.50
    note:
  # end comment
# file end
`, 'version: 1\naccount: ${env:A:-x}\nserver_groups:\n  a: &x { servers: [a] }\n  b: *x\n']) {
    const r = formatManifest(t);
    console.log(r.text + '=====', r.diagnostics, formatManifest(r.text).text === r.text);
  }
});
