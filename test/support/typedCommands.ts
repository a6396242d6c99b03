import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/program.ts';

/** The program as it is defined, without anything being run; `first` is the first word that was typed. */
export function definedProgram(first?: string): Command {
  const stream = new PassThrough();
  const host = { args: [], variables: {}, folder: '/', stdin: stream, stdout: stream, stderr: stream };
  const rest = { hostname: 'host', pid: 1, onInterrupt: () => () => undefined, exit: undefined as never };
  return createProgram({ ...host, ...rest }, () => Promise.resolve(), first);
}

/** Every `clnform …` in a script, as words; quotes are taken away, redirections and what follows them left out. */
export function typedCommands(script: string): readonly (readonly string[])[] {
  return [...script.matchAll(/(?:^|[\s;&|$(])clnform((?:[ \t]+(?![>|&;#])[^\s>|&;#)]+)+)/gmu)].map(([, words = '']) =>
    words
      .trim()
      .split(/\s+/u)
      .map((word) => word.replaceAll(/["'`]/gu, '')),
  );
}

/** What a document in Markdown tells one to type: lines of consoles, and code within a sentence. */
export function typedInMarkdown(text: string): string {
  const consoles = [...text.matchAll(/^```console\n([^]*?)^```/gmu)].map(([, block = '']) =>
    block.replaceAll(/^\$ /gmu, ''),
  );
  const spans = [...text.replaceAll(/^```[^]*?^```/gmu, '').matchAll(/`(clnform [^`\n]+)`/gu)].map(
    ([, span = '']) => span,
  );
  return [...consoles, ...spans].join('\n');
}

/** What of a typed command the program does not know: `drift`, `plan --out`, `plan --format=junit`. */
export function unknownParts(program: Command, words: readonly string[]): readonly string[] {
  const missing: string[] = [];
  let command = program;
  let path = '';
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('-')) {
      const sub = command.commands.find((one) => one.name() === word);
      // The first plain word names a command; so does the next where there are subcommands. The others are arguments.
      if (sub !== undefined) [command, path] = [sub, `${path} ${word}`.trim()];
      else if (command === program) return [word];
      continue;
    }
    const [flag = '', value] = word.split('=', 2);
    const option = [...command.options, ...program.options].find(({ long, short }) => long === flag || short === flag);
    const chosen = value ?? (option?.required === true ? words[(i += 1)] : undefined);
    if (option === undefined) missing.push(`${path} ${flag}`.trim());
    else if (option.argChoices?.includes(chosen ?? '') === false)
      missing.push(`${path} ${flag}=${chosen ?? ''}`.trim());
  }
  return missing;
}
