import type { Api } from '../model/api/api.ts';
import { mapOutcome } from '../model/outcome.ts';
import type { Calls, Family } from './calls.ts';
import { about, count, type Decoder, freeText, id, list, named, note, object, optional, word } from './decode.ts';
import { v2Call } from './endpoint.ts';

/** Printed in lower case where upper case was sent. */
const productCode: Decoder<string> = (value, path) => word(value, path).toUpperCase();

const key = object({
  key: word,
  productType: named('product_type', productCode),
  limit: named('usage_limit', count),
  description: note,
});

const removedKey = object({ key: word });

const server = object({ id, key: word, ip: optional(freeText), hostname: optional(freeText) });

const subAccountServer = object({
  login: named('sub_account_login', id),
  email: named('sub_account_email', optional(freeText)),
  serverId: named('server_id', id),
  serverKey: named('server_key', word),
  version: optional(count),
  ip: optional(freeText),
});

const awpUsage = object({
  product: word,
  primaryDomain: named('primary_domain', word),
  username: optional(freeText),
  cdnLimitType: named('cdn_limit_type', optional(freeText)),
});

/** "CloudLinux products API" (v2) and "AccelerateWP Billing Information". */
export function cloudlinux({ read, write }: Calls): Family<Api['read']['cloudlinux'], Api['write']['cloudlinux']> {
  return {
    read: {
      keys: (productType) => read(v2Call('GET', 'v2/cl/keys', { productType }), list(key)),
      servers: (productType) => read(v2Call('GET', 'v2/cl/servers', { productType }), list(server)),
      subAccountServers: () => read(v2Call('GET', 'v2/cl/sub-account/servers'), list(subAccountServer)),
      awp: (products, yearMonth) =>
        read(v2Call('GET', 'cl/awp', { products: products.join(','), yearMonth }), list(awpUsage)),
    },
    write: {
      createKey: ({ productType, limit, note: text }) =>
        write(v2Call('POST', 'v2/cl/keys', { productType, limit, note: text }), key),
      updateKey: ({ key: ofKey, limit, note: text }) =>
        write(v2Call('PATCH', 'v2/cl/keys', { key: ofKey, limit, note: text }), about(key, 'key', ofKey)),
      removeKey: async (ofKey) => {
        const removed = await write(v2Call('DELETE', 'v2/cl/keys', { key: ofKey }), about(removedKey, 'key', ofKey));
        return mapOutcome(removed, () => undefined);
      },
      removeServer: (serverId) =>
        write(v2Call('DELETE', 'v2/cl/servers', { id: serverId }), about(server, 'id', serverId)),
    },
  };
}
