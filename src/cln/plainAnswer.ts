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

const FIRST = /^\s*success[ \t]*:[ \t]*(true|false)\b[ \t]*,?/;
const PAIR = /^\s*([A-Za-z_][\w.-]*)\s*:\s*(.*?)\s*$/;
const TAIL = /\s*,?\s*(?:(?<=[\s,])\/\/.*)?$/;

function lines(text: string): [name: string, value: string][] {
  return text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = PAIR.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return [[name, name === 'message' ? value : value.replace(TAIL, '')]];
  });
}
