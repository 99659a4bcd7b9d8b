import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CommandOutcome } from './kubectl.ts';

/** One command with what came of it at a real kube-apiserver 1.32, normalised. */
export interface Transcript {
  /** Its place in the recording: what a command shows depends on those before it. */
  readonly number: number;
  readonly command: string;
  /** As {@link formatOutcome} makes it. */
  readonly outcome: string;
}

/** The recording, in order. */
export async function readTranscripts(): Promise<readonly Transcript[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(
    names.map(async (name) => {
      const [first = '', ...rest] = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
      return { number: Number.parseInt(name, 10), command: first.replace(/^\$ /, ''), outcome: comparable(rest.join('\n')) };
    }),
  );
}

const folder = fileURLToPath(new URL('transcripts/', import.meta.url));

/** What came of a command, without what differs from one run to the next: ids, times, revisions, addresses. */
export function formatOutcome(
  { exitCode, stdout, stderr }: CommandOutcome,
  context: { readonly url: string; readonly folder: string },
): string {
  const lines = [`exit ${exitCode}`];
  if (stdout !== '') lines.push('--- stdout', normalised(stdout, context));
  if (stderr !== '') lines.push('--- stderr', normalised(stderr, context));
  return comparable(lines.join('\n'));
}

function normalised(text: string, { url, folder: workFolder }: { readonly url: string; readonly folder: string }): string {
  return text
    .trimEnd()
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'TIME')
    .replaceAll(/(resourceVersion"?: ?)"\d+"/g, '$1"RV"')
    .replaceAll(url, 'SERVER')
    .replaceAll(`${workFolder}/`, '')
    .replaceAll(/\b(?:LIVE|MERGED)-\d+/g, (name) => name.replace(/-\d+/, ''))
    .replaceAll(/\b\d+(?:m\d+)?s\b/g, 'AGE')
    .replaceAll(/\d{4}-\d{2}-\d{2} [\d:.]+ \+0000/g, 'TIME');
}

/**
 * The form in which two outcomes are compared. Tables are padded to the width of what was there, ages included, so the number of spaces says nothing; and
 * faults of one object come in no particular order. Nor do managers of fields that wrote within one second.
 */
function comparable(text: string): string {
  const lines = text
    .trimEnd()
    .replaceAll(/\n+(?=--- )/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, '  ').trimEnd());
  return sortedRuns(lines).join('\n');
}

function sortedRuns(lines: readonly string[]): readonly string[] {
  const sorted: string[] = [];
  let run: string[] = [];
  for (const line of [...lines, '']) {
    if (line.startsWith('* ') || /^\S+ (?:Apply|Update)(?: status)?$/.test(line)) {
      run.push(line);
      continue;
    }
    sorted.push(...run.sort(), line);
    run = [];
  }
  return sorted.slice(0, -1);
}
