import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { createTerminal } from '../../src/cli/terminal.ts';

function hostWith(stdout: Writable, stderr: Writable, isTTY = false): Host {
  return {
    args: [],
    variables: {},
    folder: '/',
    stdin: Object.assign(new PassThrough(), { isTTY }),
    stdout: Object.assign(stdout, { isTTY }),
    stderr: Object.assign(stderr, { isTTY, columns: 40 }),
    hostname: 'host',
    pid: 1,
    onInterrupt: () => () => undefined,
    exit: () => {
      throw new Error('exit');
    },
  };
}

function next(stream: PassThrough): Buffer | null {
  return stream.read() as Buffer | null;
}

/** All that is there: how much one read gives depends on the version of Node. */
function text(stream: PassThrough): string {
  let all = '';
  for (let chunk = next(stream); chunk !== null; chunk = next(stream)) all += chunk.toString();
  return all;
}

describe('the terminal', () => {
  it('puts the result on stdout and the rest on stderr, plain where no one watches', () => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const terminal = createTerminal(hostWith(out, err), { colour: true, ci: false });
    terminal.progress('halfway');
    terminal.result([terminal.paint.red('a'), 'b']);
    terminal.note(['c']);
    expect([text(out), text(err)]).toEqual(['a\nb\n', 'c\n']);
    expect(terminal).toMatchObject({ live: false, interactive: false });
  });

  it('colours and rewrites its line where someone watches', () => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const terminal = createTerminal(hostWith(out, err, true), { colour: true, ci: false });
    terminal.progress('halfway');
    terminal.result([terminal.paint.red('a')]);
    expect(text(err)).toBe('\r\u001b[2Khalfway\r\u001b[2K');
    expect(text(out)).toBe('\u001b[31ma\u001b[39m\n');
    expect(terminal).toMatchObject({ live: true, interactive: true, width: 40 });
  });

  it.each([
    { reason: 'NO_COLOR', options: { colour: false, ci: false }, interactive: true },
    { reason: 'CI', options: { colour: true, ci: true }, interactive: false },
  ])('rewrites no line and asks no one in CI: $reason', ({ options, interactive }) => {
    const terminal = createTerminal(hostWith(new PassThrough(), new PassThrough(), true), options);
    expect(terminal).toMatchObject({ live: false, interactive });
  });

  it('outlives a reader that went away', async () => {
    let writes = 0;
    const broken = new Writable({
      write(_chunk, _encoding, done) {
        writes += 1;
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const err = new PassThrough();
    const terminal = createTerminal(hostWith(broken, err), { colour: false, ci: false });
    terminal.result(['one']);
    await new Promise(setImmediate);
    terminal.result(['two']);
    terminal.note(['still here']);
    expect([writes, text(err)]).toEqual([1, 'still here\n']);
  });

  it('writes many lines in few pieces, all of them', () => {
    const pieces: string[] = [];
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        pieces.push(chunk.toString());
        done();
      },
    });
    const lines = Array.from({ length: 50_000 }, (_, i) => `line ${i}`);
    createTerminal(hostWith(out, new PassThrough()), { colour: false, ci: false }).result(lines);
    expect(pieces.join('')).toBe(`${lines.join('\n')}\n`);
    expect(pieces.length).toBeLessThan(20);
  });
});
