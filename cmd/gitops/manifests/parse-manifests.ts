import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Clock } from '#apis/machinery/clock.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';
import type { ManifestDocument } from '#controllers/gitops/repository-source.ts';

export interface ManifestFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface ParsedManifests {
  readonly documents: readonly ManifestDocument[];
  /** As `FILE:LINE: what is wrong`. */
  readonly faults: readonly string[];
}

/** Maps and lists in each other. */
const deepest = 64;
/** Places at which an anchor may be repeated in one document, counted as often as they are repeated themselves. */
const aliasCount = 100;
/** Of one commit. More faults than these help nobody. */
const maximumFaults = 100;
/** Of one commit: more than any GitSync may hold. */
const maximumDocuments = 20_000;

/**
 * Reads the objects of the files of strangers: YAML 1.2 with any number of documents, or JSON. Neither depth, anchors, doubled fields nor bytes that are no
 * text get past; every fault is told with its place. Others get their turn between two files.
 */
export async function parseManifests(files: readonly ManifestFile[], clock: Pick<Clock, 'sleep'>): Promise<ParsedManifests> {
  const documents: ManifestDocument[] = [];
  const faults: string[] = [];
  for (const { path, content } of files) {
    const text = decoded(content);
    if (text === undefined) faults.push(`${path}: it is not text in UTF-8`);
    else if (path.endsWith('.json')) readJSON(path, text, documents, faults);
    else readYAML(path, text, documents, faults);
    if (faults.length >= maximumFaults || documents.length > maximumDocuments) break;
    await clock.sleep(0);
  }
  if (documents.length > maximumDocuments) faults.push(`there are more than ${maximumDocuments} objects`);
  return { documents, faults: faults.slice(0, maximumFaults) };
}

function decoded(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

function readJSON(path: string, text: string, documents: ManifestDocument[], faults: string[]): void {
  try {
    // Its parser knows no depth of its own, but ends in an error and not in a crash.
    take(JSON.parse(text) as unknown, `${path}:1`, documents, faults);
  } catch (error) {
    faults.push(`${path}:1: not JSON: ${firstLine(error)}`);
  }
}

function readYAML(path: string, text: string, documents: ManifestDocument[], faults: string[]): void {
  const lines = new LineCounter();
  const flowDepth = deepestFlow(text);
  if (flowDepth > deepest * 2) {
    faults.push(`${path}:1: lists and maps in each other, deeper than ${deepest}`);
    return;
  }
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: true,
      logLevel: 'silent',
    });
    for (const document of 'empty' in parsed ? [] : parsed) readDocument(path, document, lines, documents, faults);
  } catch (error) {
    faults.push(`${path}:1: not YAML that can be read: ${firstLine(error)}`);
  }
}

function readDocument(path: string, document: Document.Parsed, lines: LineCounter, documents: ManifestDocument[], faults: string[]): void {
  const [error] = document.errors;
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (error !== undefined) {
    faults.push(
      `${path}:${lineAt(error.pos[0])}: not YAML: ${error.code === 'DUPLICATE_KEY' ? 'this field stands here twice' : firstLine(error)}`,
    );
    return;
  }
  const origin = `${path}:${lineAt(document.contents?.range?.[0] ?? document.range?.[0] ?? 0)}`;
  try {
    const value = document.toJS({ maxAliasCount: aliasCount }) as unknown;
    // A document of nothing but comments.
    if (value !== null && value !== undefined) take(value, origin, documents, faults);
  } catch (cause) {
    faults.push(`${origin}: its anchors cannot be used: ${firstLine(cause)}`);
  }
}

function take(value: unknown, origin: string, documents: ManifestDocument[], faults: string[]): void {
  if (!isPlainObject(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') {
    faults.push(
      `${origin}: this is no object with apiVersion, kind and metadata; what is none belongs into another folder, or one whose name begins with a dot`,
    );
    return;
  }
  if (isDeeperThan(value, deepest)) {
    faults.push(`${origin}: lists and maps in each other, deeper than ${deepest}`);
    return;
  }
  const { kind, items } = value;
  if (!kind.endsWith('List') || !Array.isArray(items)) {
    documents.push({ value, origin });
    return;
  }
  for (const item of items) {
    if (isPlainObject(item) && typeof item['kind'] === 'string' && item['kind'].endsWith('List') && 'items' in item)
      faults.push(`${origin}: a List in a List`);
    else take(item, origin, documents, faults);
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeeperThan(each, depth - 1));
}

/** Opening brackets that are not closed, at most; those in texts count too, which is why the bound is generous. */
function deepestFlow(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '[' || character === '{') most = Math.max(most, (depth += 1));
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return most;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
