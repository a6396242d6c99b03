import type { Format } from './format.ts';

/**
 * `.plain` answers ("TEXT API"): the first line is `success:true` or `success:false`, a `message:` line may stand
 * anywhere, all others are `name:value`. As printed in the texts, `success:true code:0` may share a line and a value
 * may trail a comma and a `//` comment. The data is a record of the other lines' texts.
 */
export const plainAnswer: Format = {
  suffix: '',
  read: (answer) => {
    const status = String(answer.status);
    if (answer.body.length > LONGEST)
      return { kind: 'unreadable', reason: `HTTP ${status} with more than a short text` };
    const first = FIRST.exec(answer.body);
    if (first === null) return { kind: 'unreadable', reason: `HTTP ${status} without a "success" line` };
    const [whole, success] = first;
    const fields = new Map(lines(answer.body.slice(whole.length)));
    const message = fields.get('message') ?? '';
    fields.delete('message');
    if (success !== 'true') return { kind: 'refusal', message };
    if (answer.status < 200 || answer.status > 299) return { kind: 'unreadable', reason: `HTTP ${status}` };
    return { kind: 'success', data: Object.fromEntries(fields), message, root: 'body' };
  },
};

/** In characters. The longest that the texts print has some hundred. */
const LONGEST = 64 * 1024;

const FIRST = /^\s*success[ \t]*:[ \t]*(true|false)\b[ \t]*,?/;
const NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * Cut by hand: what seeks an end behind white space with a pattern tries every blank of a run, and a line of some
 * thousand blanks would hold the process for minutes, beyond the reach of every time limit.
 */
function lines(text: string): [name: string, value: string][] {
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (!NAME.test(name)) return [];
    const value = line.slice(colon + 1).trim();
    return [[name, name === 'message' ? value : withoutTail(value)]];
  });
}

/** The value without a comment, which stands behind a blank or a comma, and without the comma that ends it. */
function withoutTail(value: string): string {
  let comment = value.indexOf('//');
  while (comment > 0 && !/[\s,]/.test(value.charAt(comment - 1))) comment = value.indexOf('//', comment + 1);
  const bare = (comment > 0 ? value.slice(0, comment) : value).trimEnd();
  return bare.endsWith(',') ? bare.slice(0, -1).trimEnd() : bare;
}
