import type { Problems, Spot } from './problems.ts';
import { Problems as Collected } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import type { Env } from './substitute.ts';
import type { Tree, TreeTable } from './tree.ts';
import { TreeMaker } from './treeMaker.ts';
import type { KeyAt } from './treeMaker.ts';

/** Far less than YAML allows, and far more than a manifest needs: deeper text is the careful reader's. */
const DEEPEST = 16;

/** Keys longer than any name that a schema takes. */
const LONGEST_KEY = 256;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;
const DASH = 0x2d;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_TABLE = 0x7b;
const CLOSE_TABLE = 0x7d;

/** Characters that mean something to YAML where a value begins; a dash may also begin a number. */
const INDICATORS = new Set(Array.from('?:,[]{}#&*!|>\'"%@`', (c) => c.charCodeAt(0)));

/** A key that needs no quotes anywhere, up to its colon. */
const PLAIN_KEY = /[A-Za-z0-9_][A-Za-z0-9_.@+/-]*(?=:(?:[ \n]|$))/uy;

/** A place in the text from which this reader does not go on. */
class NotPlain extends Error {}

/**
 * Reads a manifest that is written plainly: mappings and lists in block or flow style, scalars on one line, quotes without
 * escapes, comments. A hundred thousand entries take a fraction of the time and memory that a whole YAML parser needs.
 * Undefined for anything else, an error or a mere oddity: then the careful reader decides, and explains. What this reader
 * does return is the very tree that the careful one makes (`test/manifest/readers.test.ts`). `text` has been searched
 * for unsafe characters, and has none.
 */
export function readPlainTree(text: SourceText, env: Env): TreeTable | undefined {
  const problems = new Collected();
  try {
    const tree = new PlainReader(text, env, problems).document();
    return problems.errors === 0 && tree.kind === 'table' ? tree : undefined;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #file: SourceText;
  readonly #text: string;
  readonly #make: TreeMaker;
  readonly #problems: Problems;
  #at = 0;
  /** Where the line begins that `#at` is in. */
  #line = 0;
  #depth = 0;

  constructor(file: SourceText, env: Env, problems: Problems) {
    this.#file = file;
    this.#text = file.text;
    this.#make = new TreeMaker(file, env, problems);
    this.#problems = problems;
  }

  document(): Tree {
    // Tabs and lone carriage returns have rules of their own.
    if (/[\t\r]/u.test(this.#text)) throw new NotPlain();
    if (this.#text.startsWith('---\n')) {
      this.#at = 4;
      this.#line = 4;
    }
    this.#nextContent();
    const tree = this.#block(-1);
    if (this.#at < this.#text.length) throw new NotPlain();
    return tree;
  }

  /** To the first character of the next line that holds anything; its column is what that line is indented by. */
  #nextContent(): void {
    const text = this.#text;
    for (;;) {
      while (text.charCodeAt(this.#at) === SPACE) this.#at += 1;
      const code = text.charCodeAt(this.#at);
      if (code === HASH) {
        const end = text.indexOf('\n', this.#at);
        this.#at = end === -1 ? text.length : end;
      } else if (code !== NEWLINE) {
        break;
      }
      if (this.#at >= text.length) break;
      this.#at += 1;
      this.#line = this.#at;
    }
    if (this.#at > this.#line) return;
    // A line that may end the document, or begin another one.
    if (text.startsWith('---', this.#at) || text.startsWith('...', this.#at)) throw new NotPlain();
  }

  /** Of a block, an end that is good enough to point at: the end of its last line, or beyond. */
  #endOfLast(): number {
    return this.#at >= this.#text.length ? this.#text.length : this.#line - 1;
  }

  get #column(): number {
    return this.#at - this.#line;
  }

  /** The value that begins here, at the start of a line; it belongs to something that is indented by `parent`. */
  #block(parent: number): Tree {
    const indent = this.#column;
    if (this.#at >= this.#text.length || indent <= parent) throw new NotPlain();
    if (this.#isDash()) return this.#blockList(indent);
    if (this.#keyLength() > 0) return this.#blockTable(indent);
    return this.#inline(parent);
  }

  /** On a dash that stands for a list's item. */
  #isDash(): boolean {
    if (this.#text.charCodeAt(this.#at) !== DASH) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === SPACE || next === NEWLINE || Number.isNaN(next);
  }

  #blockList(indent: number): Tree {
    this.#enter();
    const start = this.#at;
    const items: Tree[] = [];
    let end = start;
    while (this.#at < this.#text.length && this.#column === indent && this.#isDash()) {
      this.#at += 1;
      items.push(this.#item(indent));
      end = this.#endOfLast();
    }
    if (this.#at < this.#text.length && this.#column > indent) throw new NotPlain();
    this.#depth -= 1;
    return this.#make.list(items, this.#spot(start, Math.max(end, start + 1)));
  }

  /** What stands behind a dash. */
  #item(indent: number): Tree {
    this.#skipSpaces();
    if (this.#endsLine()) {
      this.#nextContent();
      return this.#block(indent);
    }
    if (this.#isDash()) throw new NotPlain();
    if (this.#keyLength() > 0) return this.#blockTable(this.#column);
    return this.#inline(indent);
  }

  #blockTable(indent: number): Tree {
    this.#enter();
    const start = this.#at;
    const pairs: { key: KeyAt; value: Tree }[] = [];
    let end = start;
    while (this.#at < this.#text.length && this.#column === indent) {
      const key = this.#key();
      this.#skipSpaces();
      pairs.push({ key, value: this.#endsLine() ? this.#below(indent) : this.#inline(indent) });
      end = this.#endOfLast();
    }
    if (this.#at < this.#text.length && this.#column > indent) throw new NotPlain();
    this.#depth -= 1;
    return this.#make.table(pairs, this.#spot(start, Math.max(end, start + 1)));
  }

  /** The value of a key whose line ends behind the colon. A list may stand as far left as the key. */
  #below(indent: number): Tree {
    this.#nextContent();
    if (this.#at < this.#text.length && this.#column === indent && this.#isDash()) return this.#blockList(indent);
    return this.#block(indent);
  }

  /** A key with its colon; what follows is a space or the end of the line. */
  #key(): KeyAt {
    const length = this.#keyLength();
    if (length === 0) throw new NotPlain();
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    const quoted = code === DOUBLE || code === SINGLE;
    const end = start + length;
    const name = quoted ? this.#unquoted(start, end) : this.#text.slice(start, end);
    this.#at = end + 1;
    return this.#make.key(name, quoted, this.#spot(start, end));
  }

  /** How long the key is that begins here, with its quotes; 0 when there is none that this reader takes. */
  #keyLength(): number {
    const code = this.#text.charCodeAt(this.#at);
    if (code === DOUBLE || code === SINGLE) {
      const end = this.#endOfQuoted(this.#at);
      if (this.#text.charCodeAt(end) !== COLON || !this.#separates(end + 1)) return 0;
      if (end - this.#at > LONGEST_KEY) throw new NotPlain();
      return end - this.#at;
    }
    PLAIN_KEY.lastIndex = this.#at;
    const length = PLAIN_KEY.exec(this.#text)?.[0].length ?? 0;
    if (length > LONGEST_KEY) throw new NotPlain();
    return length;
  }

  /** A value that begins and, unless it is in brackets, ends on this line. What could continue it stops what is around it. */
  #inline(parent: number): Tree {
    const code = this.#text.charCodeAt(this.#at);
    const tree =
      code === OPEN_LIST || code === OPEN_TABLE
        ? this.#flow(parent)
        : code === DOUBLE || code === SINGLE
          ? this.#quoted()
          : this.#plain(false);
    this.#skipSpaces();
    if (!this.#endsLine()) throw new NotPlain();
    this.#nextContent();
    return tree;
  }

  #flow(parent: number): Tree {
    switch (this.#text.charCodeAt(this.#at)) {
      case OPEN_LIST:
        return this.#flowList(parent);
      case OPEN_TABLE:
        return this.#flowTable(parent);
      case DOUBLE:
      case SINGLE:
        return this.#quoted();
      default:
        return this.#plain(true);
    }
  }

  #flowList(parent: number): Tree {
    this.#enter();
    const start = this.#at;
    const items: Tree[] = [];
    this.#at += 1;
    this.#skipFlow(parent);
    while (this.#text.charCodeAt(this.#at) !== CLOSE_LIST) {
      items.push(this.#flow(parent));
      this.#comma(CLOSE_LIST, parent);
    }
    this.#at += 1;
    this.#depth -= 1;
    return this.#make.list(items, this.#spot(start, this.#at));
  }

  #flowTable(parent: number): Tree {
    this.#enter();
    const start = this.#at;
    const pairs: { key: KeyAt; value: Tree }[] = [];
    this.#at += 1;
    this.#skipFlow(parent);
    while (this.#text.charCodeAt(this.#at) !== CLOSE_TABLE) {
      const key = this.#flowKey();
      this.#skipFlow(parent);
      pairs.push({ key, value: this.#flow(parent) });
      this.#comma(CLOSE_TABLE, parent);
    }
    this.#at += 1;
    this.#depth -= 1;
    return this.#make.table(pairs, this.#spot(start, this.#at));
  }

  /** As in JSON, nothing need stand between the colon and its value when the key is quoted. */
  #flowKey(): KeyAt {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code !== DOUBLE && code !== SINGLE) return this.#key();
    const end = this.#endOfQuoted(start);
    if (this.#text.charCodeAt(end) !== COLON || end - start > LONGEST_KEY) throw new NotPlain();
    this.#at = end + 1;
    return this.#make.key(this.#unquoted(start, end), true, this.#spot(start, end));
  }

  /** To the next item, or to the bracket that ends them. */
  #comma(close: number, parent: number): void {
    this.#skipFlow(parent);
    const code = this.#text.charCodeAt(this.#at);
    if (code === close) return;
    if (code !== COMMA) throw new NotPlain();
    this.#at += 1;
    this.#skipFlow(parent);
  }

  /** Blanks and line breaks inside brackets. */
  #skipFlow(parent: number): void {
    this.#skipSpaces();
    if (this.#text.charCodeAt(this.#at) !== NEWLINE) return;
    this.#at += 1;
    this.#line = this.#at;
    this.#nextContent();
    if (this.#at >= this.#text.length || this.#column <= parent) throw new NotPlain();
  }

  #quoted(): Tree {
    const start = this.#at;
    const end = this.#endOfQuoted(start);
    this.#at = end;
    return this.#make.scalar(this.#unquoted(start, end), true, this.#spot(start, end));
  }

  /** Behind the closing quote of a text without escapes, on one line. */
  #endOfQuoted(start: number): number {
    const quote = this.#text.charCodeAt(start);
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === NEWLINE || (code === BACKSLASH && quote === DOUBLE)) break;
      if (code !== quote) continue;
      // In single quotes, a doubled one stands for itself.
      if (quote === DOUBLE || this.#text.charCodeAt(at + 1) !== SINGLE) return at + 1;
      at += 1;
    }
    throw new NotPlain();
  }

  /** The text between the quotes, which stand at `start` and before `end`. */
  #unquoted(start: number, end: number): string {
    const inside = this.#text.slice(start + 1, end - 1);
    return this.#text.charCodeAt(start) === SINGLE ? inside.replaceAll("''", "'") : inside;
  }

  #plain(inFlow: boolean): Tree {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (INDICATORS.has(first) || Number.isNaN(first)) throw new NotPlain();
    if (first === DASH && !(text.charCodeAt(start + 1) >= 0x30 && text.charCodeAt(start + 1) <= 0x39))
      throw new NotPlain();
    let end = start;
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) break;
      if (code === SPACE) continue;
      if (code === COLON && this.#separates(at + 1)) throw new NotPlain();
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
      if (inFlow) {
        if (code === COMMA || code === CLOSE_LIST || code === CLOSE_TABLE) break;
        // YAML takes some of these for text; whoever writes one means something else.
        if (code === OPEN_LIST || code === OPEN_TABLE || code === COLON) throw new NotPlain();
      }
      end = at + 1;
    }
    this.#at = end;
    const written = text.slice(start, end);
    const spot = this.#spot(start, end);
    return written.includes('${') ? this.#make.scalar(written, false, spot) : this.#make.plain(written, spot);
  }

  /** A space or the end of a line: what makes a colon the end of a key. */
  #separates(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === SPACE || code === NEWLINE || Number.isNaN(code);
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at += 1;
  }

  /** Nothing but a comment is left on this line. A comment needs a space before it. */
  #endsLine(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    if (code === HASH) return this.#text.charCodeAt(this.#at - 1) === SPACE;
    return code === NEWLINE || Number.isNaN(code);
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST || this.#problems.errors > 0) throw new NotPlain();
  }

  #spot(start: number, end: number): Spot {
    return { text: this.#file, start, end };
  }
}
