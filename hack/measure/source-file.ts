import { posix } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';
import { importTarget } from '../lint/import-target.ts';

/** What one TypeScript file measures. */
export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly kind: 'Production' | 'Test';
  readonly lineCount: number;
  readonly codeLineCount: number;
  readonly commentLineCount: number;
  /** Lines of every function, method and arrow function with a body, in the order of the file. */
  readonly functionLineCounts: readonly number[];
  /** Files of this repository that it imports, type imports included; from the root. */
  readonly imports: readonly string[];
  /** Those of {@link imports} that are still there when the types are stripped. */
  readonly runtimeImports: readonly string[];
}

export function measureSourceFile(path: string, text: string): SourceFile {
  const { program, comments, module } = parseSync(path, text, { lang: 'ts' });
  const lineOf = lineFinder(text);
  const functionLineCounts: number[] = [];
  const note = (node: { readonly start: number; readonly end: number }): void => {
    functionLineCounts.push(lineOf(node.end) - lineOf(node.start) + 1);
  };
  new Visitor({
    FunctionDeclaration: note,
    FunctionExpression: note,
    ArrowFunctionExpression: (node) => {
      if (!node.expression) {
        note(node);
      }
    },
  }).visit(program);

  const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
  const blankLineCount = lines.filter((line) => line.trim() === '').length;
  const commentLineCount = countCommentLines(comments, lines, lineOf);
  const found = [
    ...module.staticImports.map((each) => ({ specifier: each.moduleRequest.value, isType: isAllTypes(each.entries) })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isType }])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
      isType: false,
    })),
  ];
  const filesOf = (specifiers: readonly { readonly specifier: string }[]): string[] => [
    ...new Set(specifiers.flatMap(({ specifier }) => fileImported(specifier, path))),
  ];
  return {
    path,
    kind: isTest(path) ? 'Test' : 'Production',
    lineCount: lines.length,
    codeLineCount: lines.length - blankLineCount - commentLineCount,
    commentLineCount,
    functionLineCounts,
    imports: filesOf(found),
    runtimeImports: filesOf(found.filter(({ isType }) => !isType)),
  };
}

/** An import without names is for its effect, and stays. */
function isAllTypes(entries: readonly { readonly isType: boolean }[]): boolean {
  return entries.length > 0 && entries.every((entry) => entry.isType);
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('test/');
}

function fileImported(specifier: string, importer: string): string[] {
  const target = importTarget(specifier, importer);
  return target.kind === 'File' && posix.extname(target.path) === '.ts' ? [target.path] : [];
}

/** Lines on which nothing but a comment stands. */
function countCommentLines(
  comments: readonly { readonly start: number; readonly end: number }[],
  lines: readonly string[],
  lineOf: (offset: number) => number,
): number {
  const commented = new Set<number>();
  for (const { start, end } of comments) {
    const first = lineOf(start);
    const startsLine = /^\s*(\/\/|\/\*)/.test(lines[first] ?? '');
    for (let line = startsLine ? first : first + 1; line <= lineOf(end); line += 1) {
      if ((lines[line] ?? '').trim() !== '') {
        commented.add(line);
      }
    }
  }
  return commented.size;
}

/** Finds the line of an offset, counted from 0. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  };
}
