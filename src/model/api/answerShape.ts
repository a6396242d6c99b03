/** What kind of value stood somewhere, and nothing of the value itself. */
export type ValueShape =
  | 'number'
  /** A whole number written as a text: `"12"`. */
  | 'decimal-string'
  /** A date with its offset: `date-0400`, `date+0000`, `dateZ`. */
  | `date${string}`
  /** A date that names no zone. */
  | 'date-without-zone'
  | 'text'
  | 'empty-text'
  | 'null'
  | 'boolean'
  | 'list'
  | 'object'
  | 'absent';

/** How often each kind of value stood in one field, over all rows of an answer. */
export type FieldShape = Readonly<Partial<Record<ValueShape, number>>>;

/**
 * One answer of the service by its shape alone: which form it had, which fields, of which types. Fit to be shown to
 * anyone: it holds no value of the answer, and of names that no text documents only those that are plainly words.
 */
export interface AnswerShape {
  /** As in messages: `im/key/list`. */
  readonly endpoint: string;
  /** HTTP status. */
  readonly status: number;
  /** `wrapped`: the documented envelope; `bare`: JSON without it; `text`: neither. */
  readonly form: 'wrapped' | 'bare' | 'text';
  /** The documents print this endpoint's answer bare. */
  readonly documentedBare: boolean;
  /** What the envelope says; undefined where there is none. */
  readonly success?: boolean;
  /** By how much this machine's clock is ahead of the answer's `Date`, in milliseconds; undefined without that header. */
  readonly aheadMs?: number;
  /** How far off `aheadMs` may be: half the time that the answer took, and the half second that the header leaves out. */
  readonly uncertainMs?: number;
  /** The number of rows, of a list. */
  readonly rows?: number;
  /** Documented fields (those that never stood there are `absent` in every row), and undocumented ones by their names. */
  readonly fields: Readonly<Record<string, FieldShape>>;
  /** Names in `fields` that no text documents. */
  readonly undocumented: readonly string[];
  /** Undocumented fields whose names are not repeated, for they may be keys or addresses. */
  readonly withheld: number;
}
