import type { Check } from '../../model/doctorReport.ts';
import { CLOUDLINUX_CODES, ELS_CODES, IMUNIFY_CODES, IP_PRODUCTS } from '../../model/product.ts';

/** Imunify Email; the other two stand in the examples without a name. */
const FEATURES = ['4600', '1101', '1102'];

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'im/key/list': IMUNIFY_CODES,
  'els/key/list': ELS_CODES,
  'v2/cl/keys': CLOUDLINUX_CODES,
  'ipl/list': IP_PRODUCTS.map(({ type }) => String(type)),
  'v2/features': FEATURES,
};

/** Codes that this version has no name for. One that might be something else than a code is counted alone. */
export function unknownCodes(codes: ReadonlyMap<string, ReadonlySet<string>>): Check {
  const common = { id: 'shape.codes', title: 'unknown product codes' } as const;
  if ([...codes.values()].every((found) => found.size === 0))
    return { ...common, status: 'unknown', detail: 'no product was seen' };
  const strange = [...codes].flatMap(([where, found]) =>
    [...found].filter((code) => !(KNOWN[where] ?? []).includes(code)).map((code) => ({ where, code })),
  );
  if (strange.length === 0) return { ...common, status: 'ok', detail: 'none' };
  const told = strange
    .filter(({ code }) => isCode(code))
    .map(({ where, code }) => `${where} ${code}`)
    .sort();
  const withheld = strange.length - told.length;
  return {
    ...common,
    status: 'warn',
    detail: [...told, ...(withheld > 0 ? [`${withheld} withheld, for they may be ids`] : [])].join(', '),
    help: 'Such objects are left alone, and no manifest can declare them yet. Tell the authors of clnform.',
    data: { codes: told, withheld },
  };
}

/** Short numbers and words in capitals, with underscores between them: no key and no id looks like that. */
function isCode(text: string): boolean {
  return text.length <= 32 && text.split('_').every((part) => /^(\d{1,6}|[A-Z]{1,14}\d{0,4}[A-Z]{0,10})$/.test(part));
}
