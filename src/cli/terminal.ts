import { styleText } from 'node:util';
import type { Paint } from '../views/paint.ts';
import { PLAIN_PAINT } from '../views/paint.ts';
import type { Host } from './host.ts';

/** Where a command speaks: the result on stdout and nothing else there, all the rest on stderr. */
export interface Terminal {
  /** For the result. */
  readonly paint: Paint;
  /** For everything else. */
  readonly notePaint: Paint;
  /** Someone watches stderr, so one line of it may be rewritten as things move. */
  readonly live: boolean;
  /** Someone can be asked. */
  readonly interactive: boolean;
  readonly width: number;
  result(lines: Iterable<string>): void;
  note(lines: Iterable<string>): void;
  /** Shows a line in place of the last one shown; undefined takes it away. */
  progress(line: string | undefined): void;
}

const CHUNK = 1 << 16;
const ERASE_LINE = '\r\u001b[2K';

export function createTerminal(host: Host, options: { readonly colour: boolean; readonly ci: boolean }): Terminal {
  const out = writer(host.stdout);
  const err = writer(host.stderr);
  const live = host.stderr.isTTY === true && !options.ci && options.colour;
  let shown = false;
  const progress = (line: string | undefined): void => {
    if (!live || (line === undefined && !shown)) return;
    shown = line !== undefined;
    err(ERASE_LINE + (line ?? ''));
  };
  return {
    paint: options.colour && host.stdout.isTTY === true ? COLOURS : PLAIN_PAINT,
    notePaint: options.colour && host.stderr.isTTY === true ? COLOURS : PLAIN_PAINT,
    live,
    interactive: !options.ci && host.stderr.isTTY === true && host.stdin.isTTY === true,
    // A terminal of no width has not told its size.
    width: host.stderr.columns === undefined || host.stderr.columns < 20 ? 80 : host.stderr.columns,
    result(lines) {
      progress(undefined);
      for (const chunk of chunks(lines)) out(chunk);
    },
    note(lines) {
      progress(undefined);
      for (const chunk of chunks(lines)) err(chunk);
    },
    progress,
  };
}

/** A reader that went away (`| head`) ends the talking, not the work: an apply must not die of it. */
function writer(stream: Host['stdout']): (text: string) => void {
  let open = true;
  stream.on('error', () => {
    open = false;
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

/** Few writes for many lines: a plan of an account can have a hundred thousand. */
function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

const colour =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

const COLOURS: Paint = {
  bold: colour('bold'),
  dim: colour('dim'),
  red: colour('red'),
  green: colour('green'),
  yellow: colour('yellow'),
  cyan: colour('cyan'),
};
