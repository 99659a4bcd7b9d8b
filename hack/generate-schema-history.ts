/**
 * Appends to apis/schema-history.txt what was added to the kinds and to the agents' wire. Fails when something that a release may have stored
 * or sent has changed its meaning or is gone, or when the file has lost lines that the newest release had.
 *
 * Usage: node hack/generate-schema-history.ts [RELEASE], where RELEASE freezes everything that is there now, as a release must.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog } from '#apis/catalog.ts';
import { apiVersionOf, groupResourceOf } from '#apis/machinery/kind.ts';
import { protoLines } from './schema-history/proto-lines.ts';
import { frozenLine, SchemaHistory } from './schema-history/schema-history.ts';
import { schemaLines, type HistoryLine, type SchemaNode } from './schema-history/schema-lines.ts';

const historyPath = 'apis/schema-history.txt';
const root = new URL('../', import.meta.url);
const heading = `# Everything that was ever promised to be stored or sent. Written by hack/generate-schema-history.ts; what a release froze stays.
# To give something up, after a release that warned of it, add a line "retired SUBJECT".
`;

/** Kubernetes' own kinds are Kubernetes' to promise. */
function presentLines(): HistoryLine[] {
  const own = catalog.filter((kind) => kind.group.endsWith('.tycho.dev'));
  const kinds = own.flatMap((kind) =>
    schemaLines(kind.fields as unknown as SchemaNode, `${groupResourceOf(kind)} ${apiVersionOf(kind).split('/').at(-1)}`),
  );
  return [...kinds, ...protoLines(readFileSync(new URL('proto/nodeagent/v1/nodeagent.proto', root), 'utf8'))];
}

/** The file as the newest release had it; empty where there is none, or no git. */
function releasedHistory(): string {
  const cwd = fileURLToPath(root);
  try {
    const git = (...words: string[]): string => execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v*').trim();
    return git('show', `${tag}:${historyPath}`);
  } catch {
    return '';
  }
}

const path = new URL(historyPath, root);
const history = new SchemaHistory(existsSync(path) ? readFileSync(path, 'utf8') : heading);
const present = presentLines();
const complaints = [
  ...history.complaintsAbout(present),
  ...history.linesLostSince(releasedHistory()).map((line) => `"${line}" stood in the newest release's ${historyPath} and is gone from it`),
];
for (const complaint of complaints) {
  console.error(complaint);
}
if (complaints.length === 0) {
  const release = process.argv[2];
  writeFileSync(path, history.extendedBy(present) + (release === undefined ? '' : `${frozenLine(release)}\n`));
}
process.exitCode = complaints.length === 0 ? 0 : 1;
