/** What `init` writes: every kind by example, all of it commented out, so that a first plan changes nothing. */
export function starterManifest(account: string): string {
  return `# yaml-language-server: $schema=./clnform.schema.json
#
# What the account is to hold. \`clnform plan\` shows the difference, \`clnform apply\` makes it so, and what is in the
# account but not in here is left alone. Take the # away from what you want.
version: 1
account: ${JSON.stringify(account)} # the CLN login that this is for

# A plan that does more than this needs --allow over-guard.
guards: { max_creates: 50, max_removes: 10 }

# imunify_keys:
#   web-eu:
#     product: "360_30" # AVP 360_1 360_5 360_30 360_250 360_UN
#     limit: 5 # servers on this key; 0 would be unlimited
#     note: EU web pool
#     # adopt: IMXXXXXXXXXXXXXXXX   # bind a key that exists already, in place of buying one
#     # servers: [SSERVER_1]        # these servers sit on this key
#     # remove_stale_servers_after: 90d

# kernelcare_keys:
#   fleet: { limit: 100, note: fleet }

# els_keys:
#   centos7: { product: ELS_FOR_CENTOS7, limit: 20 }

# cloudlinux_keys:
#   shared: { product: CL, limit: 10, note: shared hosting }

# ip_licenses:
#   web:
#     products: [cloudlinux, kernelcare]
#     ips: [203.0.113.10, 203.0.113.32/28, 203.0.113.60-203.0.113.70]

# server_groups:
#   production: { description: Production, servers: [SSERVER_1] }

# features:
#   imunify-email: enabled # enabled | disabled | unset

# backups:
#   SSERVER_1: { size_gb: 100, datacenter: EU2 }
`;
}
