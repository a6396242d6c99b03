import type { Api } from '../model/api/api.ts';
import type { Permission } from '../model/api/rows.ts';
import type { Calls, Family } from './calls.ts';
import { count, type Decoder, dictionary, id, list, Malformed, named, object } from './decode.ts';
import { v2Call } from './endpoint.ts';

const permission: Decoder<Permission> = (value, path) => {
  if (value === 'ENABLED' || value === 'DISABLED' || value === 'UNSET') return value;
  throw new Malformed(path, 'is not ENABLED, DISABLED or UNSET');
};

const supported = object({
  featureId: named('feature_id', id),
  productIds: named('applicable_product_ids', list(count)),
});

/** "Feature management on account level". */
export function features({ read, write }: Calls): Family<Api['read']['features'], Api['write']['features']> {
  return {
    read: {
      supported: () => read(v2Call('GET', 'v2/features'), list(supported)),
      account: () => read(v2Call('GET', 'v2/features/account'), dictionary(permission)),
    },
    write: {
      patch: (permissions) =>
        write({ ...v2Call('PATCH', 'v2/features/account'), body: permissions }, dictionary(permission)),
    },
  };
}
