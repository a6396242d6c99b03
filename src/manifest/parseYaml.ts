import { Composer, Lexer, Parser } from 'yaml';
import type { CST, Document, YAMLError } from 'yaml';
import type { Code } from './codes.ts';
import type { Problems } from './problems.ts';
import type { SourceText } from './sourceText.ts';
import { MAX_DEPTH } from './tree.ts';

/** Syntax errors that are worth showing: after a few, each only follows from the one before. */
const MAX_SYNTAX_ERRORS = 10;

/**
 * One YAML document with every scalar as text (the failsafe schema): what plain scalars mean is decided by
 * `readPlainScalar`, not by a library's version of YAML. Undefined when the text is refused; the reasons are reported.
 */
export function parseYaml(text: SourceText, problems: Problems): Document.Parsed | undefined {
  const tokens = tokenize(text, problems);
  if (tokens === undefined || !checkDirectives(tokens, text, problems)) return undefined;
  const composer = new Composer({ schema: 'failsafe', version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, text.text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  const [first, second] = documents;
  const errors = documents.flatMap((document) => document.errors);
  reportSyntax(errors, text, problems);
  if (second !== undefined) {
    const start = second.range[0];
    problems.at(
      { text, start, end: start + 3 },
      'multiple-documents',
      'The file holds more than one YAML document.',
      'Remove the `---` line, or put the second document in a file of its own in the same folder.',
    );
    return undefined;
  }
  return errors.length === 0 ? first : undefined;
}

/**
 * The parser below is not recursive, and tells how deep it is; the composer above is, and runs only over what is shallow.
 */
function tokenize(text: SourceText, problems: Problems): CST.Token[] | undefined {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text.text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack also holds the document.
    if (parser.stack.length <= MAX_DEPTH + 1) continue;
    const start = Math.max(0, parser.offset - lexeme.length);
    problems.at(
      { text, start, end: parser.offset },
      'too-deep',
      `Values are nested more than ${MAX_DEPTH} levels deep.`,
      'A manifest needs four levels; look for an unclosed bracket or a run of `-`.',
    );
    return undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function checkDirectives(tokens: readonly CST.Token[], text: SourceText, problems: Problems): boolean {
  const directives = tokens.filter((token) => token.type === 'directive' && !/^%YAML\s+1\.2\b/u.test(token.source));
  for (const directive of directives.slice(0, MAX_SYNTAX_ERRORS)) {
    const end = directive.offset + ('source' in directive ? directive.source.length : 1);
    problems.at(
      { text, start: directive.offset, end },
      'yaml-directive',
      'YAML directives are not allowed here: a manifest is read as YAML 1.2.',
      'Remove the line.',
    );
  }
  return directives.length === 0;
}

/** One error a line: a second one in the same line follows from the first. */
function reportSyntax(errors: readonly YAMLError[], text: SourceText, problems: Problems): void {
  const lines = new Set<number>();
  for (const error of errors) {
    const [start, end] = error.pos;
    const { line } = text.ref(start);
    if (lines.has(line) || lines.size === MAX_SYNTAX_ERRORS) continue;
    lines.add(line);
    const { code, summary, help } = explain(error, text.text, start);
    problems.at({ text, start, end }, code, summary, help);
  }
}

function explain(error: YAMLError, text: string, at: number): { code: Code; summary: string; help: string } {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'tab-indent',
        summary: 'A tab is used as indentation.',
        help: 'Indent with spaces, two for each level.',
      };
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
    case 'BAD_COLLECTION_TYPE':
      return { code: 'yaml-tag', summary: 'Tags (`!name`) are not allowed.', help: 'Write the plain value.' };
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return { code: 'bad-alias', summary: sentence(error.message), help: 'Write the value out instead.' };
    default:
      return {
        code: 'yaml-syntax',
        summary: `This is not YAML: ${lower(sentence(error.message))}`,
        help: syntaxHelp(text, at),
      };
  }
}

function syntaxHelp(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
  if (line.includes('${')) return 'Inside { } or [ ], put a substitution in quotes: "${env:NAME}".';
  if (line.includes('\t')) return 'Indent with spaces, and look for a tab in this line.';
  return 'Check the indentation, the colons and the quotes of this line and of the one above it.';
}

/** Without the text that the library quotes from the file: the excerpt shows it, with keys masked. */
function sentence(message: string): string {
  const line = (message.split(/[\n\r\u2028\u2029]/u, 1)[0] ?? '').replace(/: .*$/u, '').trim();
  return /[.!?]$/u.test(line) ? line : `${line}.`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
