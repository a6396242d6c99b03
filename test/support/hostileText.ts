import { HOSTILE } from './fixturePlans.ts';

/** What each format for reviewers could take for more than text, and 10,000 characters of it. */
export const HOSTILE_MARKUP = [
  HOSTILE,
  '<img src=http://203.0.113.66/x onerror="window.pwned=1"><script>window.pwned=1</script></script></style></textarea>',
  '<!--<a href="javascript:window.pwned=1">x</a>--> ]]> " onmouseover="window.pwned=1" \' &lt;b&gt; <b>bold</b>',
  '[click](http://203.0.113.66/) ![pic](http://203.0.113.66/p.png) [ref]: http://203.0.113.66/ <http://203.0.113.66/>',
  'https://evil.example/ www.evil.example a@evil.example @octocat @org/team #123 org/repo#1 GH-12 :tada: ~~gone~~',
  '| cell | *em* **strong** `code` ``two`` ```three``` ````four```` $x$ </details></summary><details open> - [x] done',
  '%0A::error::x ::set-output name=x::y `` %% classDef "];n0-->n1; \\N #quot; #35; {{ y }} ${{ secrets.TOKEN }}',
  'z'.repeat(10_000),
].join(' ');

/** The same data with other hostile text in it. */
export function withText<T>(data: T, from: string, to: string): T {
  const inner = (text: string): string => JSON.stringify(text).slice(1, -1);
  return JSON.parse(JSON.stringify(data).replaceAll(inner(from), inner(to))) as T;
}
