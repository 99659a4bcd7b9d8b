/**
 * Prints what the code measures beside what it is to measure (CONTRIBUTING.md, "What is measured"), and fails on the hard stops: a file or function too
 * long, too few tests beside the loops and drivers, a chain of imports too long, a cycle.
 *
 * Usage: node hack/measure.ts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cyclesOf, importGraph, longestChainOf, type ImportGraph } from './measure/import-graph.ts';
import { measureSourceFile, type SourceFile } from './measure/source-file.ts';
import { styleTable } from './measure/style-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((path) => /^(apis|cmd|controllers|drivers|proto|test)\//.test(path) && !/(^|\/)generated\/|^apis\/openapi\//.test(path))
    .filter((path) => existsSync(join(root, path)))
    .map((path) => measureSourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** A folder and the folders inside it may use each other: the outer one is the face of the inner ones. Neighbours may not. */
function areNested(left: string, right: string): boolean {
  return left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}

type Edge = readonly [from: string, to: string];

function edgesBy(importsOf: (file: SourceFile) => readonly string[]): Edge[] {
  return production.flatMap((file) => importsOf(file).map((imported) => [file.path, imported] as const));
}

function folderGraph(fileEdges: readonly Edge[]): ImportGraph {
  return importGraph(fileEdges.map(([from, to]) => [dirname(from), dirname(to)] as const).filter(([from, to]) => !areNested(from, to)));
}

const files = sourceFiles();
const production = files.filter((file) => file.kind === 'Production');
const edges = edgesBy((file) => file.imports);
const fileCycles = cyclesOf(importGraph(edges));
const folderCycles = cyclesOf(folderGraph(edges));
// A chain is of what runs; types are gone by then.
const folderChain = longestChainOf(folderGraph(edgesBy((file) => file.runtimeImports)));

const rows = styleTable({ files, fileCycles, folderCycles, folderChain });
const width = Math.max(...rows.map((row) => row.measure.length));
for (const row of rows) {
  console.log(`${row.measure.padEnd(width)}  ${row.value.padEnd(18)}  target ${row.target.padEnd(18)}  ${row.verdict}`);
}
for (const cycle of [...fileCycles, ...folderCycles]) {
  console.log(`cycle: ${cycle.join(' <-> ')}`);
}
console.log(`longest folder chain: ${folderChain.join(' > ')}`);
process.exitCode = rows.some((row) => row.verdict === 'STOP') ? 1 : 0;
