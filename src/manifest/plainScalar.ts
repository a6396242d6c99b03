/** What a scalar without quotes means, or why it is refused. */
export type PlainScalar =
  | { readonly value: string | number | boolean | null }
  | { readonly code: 'ambiguous-scalar' | 'number-too-large'; readonly why: string; readonly write: string };

const NULL = /^(?:~|null|Null|NULL)?$/u;
const TRUE = /^(?:true|True|TRUE)$/u;
const FALSE = /^(?:false|False|FALSE)$/u;
const INTEGER = /^-?(?:0|[1-9][0-9]*)$/u;
const DECIMAL = /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/u;

/**
 * Forms that YAML 1.1 and 1.2 read differently, or that some parser somewhere takes for a number or a date: they are
 * refused unquoted, whatever field they stand in, so that no two tools read one manifest in two ways.
 */
const SURPRISES: readonly {
  readonly form: RegExp;
  readonly why: (text: string) => string;
  readonly write?: (text: string) => string | undefined;
}[] = [
  {
    form: /^[-+]?0[0-9_]+$/u,
    why: (text) => (/[89]/u.test(text) ? 'has a leading zero' : 'is octal in YAML 1.1 and decimal in YAML 1.2'),
    write: (text) => safeNumber(text.replaceAll('_', '')),
  },
  { form: /^[-+]?0[xX][0-9a-fA-F_]+$/u, why: () => 'is a hexadecimal number', write: radix },
  { form: /^[-+]?0o[0-7_]+$/u, why: () => 'is an octal number in YAML 1.2 and text in YAML 1.1', write: radix },
  { form: /^[-+]?0b[01_]+$/u, why: () => 'is a binary number in YAML 1.1 and text in YAML 1.2', write: radix },
  {
    form: /^[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?$/u,
    why: (text) => `is the number ${text.replaceAll('_', '')} in YAML 1.1 and text in YAML 1.2`,
    write: (text) => safeNumber(text.replaceAll('_', '')),
  },
  {
    form: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/u,
    why: () => 'is a number in exponent notation',
    write: (text) => safeNumber(text),
  },
  { form: /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/u, why: () => 'is infinity or not a number' },
  {
    form: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/u,
    why: () => 'is a number to base sixty in YAML 1.1 and text in YAML 1.2',
  },
  {
    form: /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?$/u,
    why: () => 'is a date in YAML 1.1 and text in YAML 1.2',
  },
  { form: /^\+(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u, why: () => 'has a plus sign', write: (text) => text.slice(1) },
  {
    form: /^[-+]?(?:\.[0-9]+|[0-9]+\.|0[0-9]+\.[0-9]+)$/u,
    why: () => 'is a number that lacks a digit before or after the point, or has one too many',
    write: (text) => safeNumber(text),
  },
];

/** Reads a plain scalar by the core schema of YAML 1.2, and refuses what is not written plainly. */
export function readPlainScalar(text: string): PlainScalar {
  // Addresses, of which a manifest may hold a hundred thousand: two points are in no number and in no date.
  if (/^[0-9]+\.[0-9]+\./u.test(text)) return { value: text };
  // Nor does a word become anything else, unless it begins like null, true or false.
  if (/^[A-EG-MO-SU-Za-eg-mo-su-z]/u.test(text)) return { value: text };
  if (NULL.test(text)) return { value: null };
  if (TRUE.test(text)) return { value: true };
  if (FALSE.test(text)) return { value: false };
  if (INTEGER.test(text) || DECIMAL.test(text)) return exactNumber(text);
  // Only what starts like a number can surprise; nothing that long is one.
  if (!/^[-+.0-9]/u.test(text) || text.length > 400) return { value: text };
  for (const { form, why, write } of SURPRISES) {
    if (!form.test(text)) continue;
    const number = write?.(text);
    const quoted = `For text, quote it: "${text}"`;
    return {
      code: 'ambiguous-scalar',
      why: why(text),
      write: number === undefined ? `${quoted}.` : `${quoted}; for a number, write ${number}.`,
    };
  }
  return { value: text };
}

function exactNumber(text: string): PlainScalar {
  const value = Number(text);
  const digits = text.replace(/^-/u, '').replace('.', '').replace(/^0+/u, '').length;
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER && digits <= 16) {
    return { value: value === 0 ? 0 : value };
  }
  return {
    code: 'number-too-large',
    why: 'has more digits than a number can hold exactly',
    write: 'For text (an id), put it in quotes; no number in a manifest is that large.',
  };
}

function safeNumber(text: string): string | undefined {
  const value = Number(text);
  return Number.isSafeInteger(value) || (Number.isFinite(value) && Math.abs(value) < 1e15)
    ? plainDigits(value)
    : undefined;
}

function plainDigits(value: number): string | undefined {
  const text = String(value === 0 ? 0 : value);
  return text.includes('e') ? undefined : text;
}

function radix(text: string): string | undefined {
  const negative = text.startsWith('-');
  const number = safeNumber(text.replace(/^[-+]/u, '').replaceAll('_', '').toLowerCase());
  return number === undefined ? undefined : negative ? `-${number}` : number;
}
