import ts from 'typescript';

/** A source file under `src`, with its path relative to the project. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

const MIDDLE = ['manifest', 'kinds', 'planner', 'cln', 'state', 'views', 'emulator'];

/** What each folder may import beside itself (ARCHITECTURE.md, "Folders"). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(MIDDLE.map((folder) => [folder, ['model']])),
  engine: ['model', 'planner'],
  cli: ['model', ...MIDDLE, 'engine'],
};

/** One package, one home. */
export const PACKAGE_HOME: Readonly<Record<string, string>> = {
  yaml: 'manifest',
  'ipaddr.js': 'manifest',
  'fastest-levenshtein': 'manifest',
  'fast-deep-equal': 'planner',
  undici: 'cln',
  hono: 'emulator',
  '@hono/node-server': 'emulator',
  commander: 'cli',
  '@clack/prompts': 'cli',
};

/** The folders that touch the world; the others get time, chance and files as arguments. */
const IMPURE = new Set(['cln', 'state', 'emulator', 'cli']);
const WORLD = new Set([
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'crypto',
  'fetch',
  'globalThis',
  'require',
]);

/** The folders in which no kind may be named: everything about a kind is in its own file. */
const GENERIC = new Set(['model', 'planner', 'engine', 'views', 'state']);

/** Every breach of the architecture in the files, one line each, empty when there is none. */
export function layerViolations(files: readonly SourceText[], kindTypes: readonly string[]): readonly string[] {
  return files.flatMap((file) => fileViolations(file, kindTypes));
}

function fileViolations({ path, text }: SourceText, kindTypes: readonly string[]): readonly string[] {
  const folder = path.split('/')[1] ?? '';
  const allowed = MAY_IMPORT[folder];
  if (allowed === undefined) return [`${path}: no such folder in the architecture: ${folder}`];
  const generated = path.endsWith('.gen.ts');
  const kindName = kindNames(kindTypes);
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];

  const complain = (node: ts.Node, what: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${path}:${String(line + 1)}: ${what}`);
  };

  const checkImport = (node: ts.Node, target: string): void => {
    if (target.startsWith('.')) {
      const to = resolve(path, target).split('/')[1] ?? '';
      if (to !== folder && !allowed.includes(to)) complain(node, `${folder} imports ${to}`);
    } else if (target.startsWith('node:')) {
      if (!IMPURE.has(folder)) complain(node, `${folder} imports ${target}`);
    } else {
      const home = PACKAGE_HOME[packageName(target)];
      if (home === undefined) complain(node, `package without a home: ${target}`);
      else if (home !== folder) complain(node, `${target} has its home in ${home}`);
    }
  };

  const visit = (node: ts.Node): void => {
    const target = importedFrom(node);
    if (target !== undefined) checkImport(node, target);
    if (!IMPURE.has(folder)) {
      const world = worldly(node);
      if (world !== undefined) complain(node, `${folder} uses ${world}`);
    }
    if (GENERIC.has(folder) && !generated && isText(node) && target === undefined && kindName.test(node.text))
      complain(node, `${folder} names a kind: ${node.text}`);
    ts.forEachChild(node, (child) => {
      // A module specifier is no mention of a kind.
      if (!(target !== undefined && ts.isStringLiteral(child))) visit(child);
    });
  };
  visit(file);
  return found;
}

function importedFrom(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
    return node.argument.literal.text;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    // An import that cannot be read off the source is refused like a package that nobody owns.
    return argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : 'computed import';
  }
  return undefined;
}

function worldly(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const access = `${node.expression.getText()}.${node.name.text}`;
    return access === 'Date.now' || access === 'Math.random' ? access : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (ts.isIdentifier(node) && WORLD.has(node.text) && !isName(node)) return node.text;
  return undefined;
}

/** True where the identifier only names a member or a property, and refers to nothing. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
    parent.name === node
  );
}

/**
 * A kind whose name is two words is named wherever they stand; one that is a word of plain English (`backup`), where it
 * is the whole text or the first part of an address.
 */
function kindNames(kindTypes: readonly string[]): RegExp {
  const [compound, word] = [true, false].map((wanted) =>
    kindTypes.filter((type) => type.includes('_') === wanted).join('|'),
  );
  return new RegExp(`(?<![\\w-])(?:${compound ?? ''})(?![\\w-])|^(?:${word ?? ''})(?:\\.|$)`, 'u');
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
  );
}

function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function resolve(from: string, target: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
