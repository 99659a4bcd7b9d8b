import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type YAMLMap } from 'yaml';
import type { AnyObject } from '../api/any-object.ts';
import type { Manifest, ManifestFault, ManifestFiles } from './manifest.ts';

/**
 * Reads the objects of one file: YAML with any number of documents, or JSON. A `List` counts as its items. Faults of one document keep nobody from
 * using the others.
 */
export function parseManifests(file: string, content: string): ManifestFiles {
  const lines = new LineCounter();
  // `merge` because people use `<<: *base`; the rest is YAML 1.2, in which a MAC address or `no` is text.
  const documents = parseAllDocuments(content, { lineCounter: lines, merge: true, prettyErrors: false, stringKeys: true });
  const manifests: Manifest[] = [];
  const faults: ManifestFault[] = [];
  for (const document of 'empty' in documents ? [] : documents) {
    const reader = new DocumentReader(file, document, lines);
    const fault = reader.syntaxFault();
    if (fault !== undefined) faults.push(fault);
    else if (document.contents !== null && !isEmptyScalar(document.contents)) reader.collect(manifests, faults);
  }
  return { manifests, faults };
}

/** A document with nothing but comments. */
function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

class DocumentReader {
  readonly #file: string;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  constructor(file: string, document: Document.Parsed, lines: LineCounter) {
    this.#file = file;
    this.#document = document;
    this.#lines = lines;
  }

  syntaxFault(): ManifestFault | undefined {
    const [error] = this.#document.errors;
    if (error === undefined) return undefined;
    const advice = error.code === 'TAB_AS_INDENT' ? ' (indent with spaces)' : '';
    const words = error.code === 'DUPLICATE_KEY' ? 'this field stands here twice' : (error.message.split('\n')[0] ?? '');
    return this.#fault(error.pos[0], `not YAML: ${words}${advice}`);
  }

  collect(manifests: Manifest[], faults: ManifestFault[]): void {
    const { contents } = this.#document;
    const value = this.#document.toJS({ maxAliasCount: 1000 }) as unknown;
    if (!isMap(contents) || typeof value !== 'object' || value === null) {
      faults.push(this.#fault(contents?.range?.[0] ?? 0, 'this is no object with apiVersion, kind and metadata; is it YAML at all?'));
      return;
    }
    const { kind, items } = value as { readonly kind?: unknown; readonly items?: unknown };
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
      items.forEach((item, index) => this.#take(item, ['items', index], manifests, faults));
    } else {
      this.#take(value, [], manifests, faults);
    }
  }

  #take(value: unknown, prefix: readonly (string | number)[], manifests: Manifest[], faults: ManifestFault[]): void {
    const missing = missingField(value);
    if (missing === undefined) {
      manifests.push({
        object: value as AnyObject,
        origin: { file: this.#file, lineOf: (path) => this.#lineAt(this.#offsetOf([...prefix, ...splitPath(path)])) },
      });
    } else {
      faults.push(this.#fault(this.#offsetOf([...prefix, ...splitPath(missing.field)]), missing.message));
    }
  }

  #fault(offset: number, message: string): ManifestFault {
    return { message: `${this.#file}:${this.#lineAt(offset)}: ${message}` };
  }

  #lineAt(offset: number): number {
    return this.#lines.linePos(offset).line;
  }

  /** Where the field is, or the closest one around it. */
  #offsetOf(path: readonly (string | number)[]): number {
    let node: unknown = this.#document.contents;
    let offset = this.#document.contents?.range?.[0] ?? 0;
    for (let index = 0; index < path.length;) {
      const step = descend(node, path, index);
      if (step === undefined) break;
      offset = step.offset ?? offset;
      node = step.value;
      index += step.taken;
    }
    return offset;
  }
}

interface Descent {
  readonly offset: number | undefined;
  readonly value: unknown;
  /** How many parts of the path this step was: a key may hold dots. */
  readonly taken: number;
}

function descend(node: unknown, path: readonly (string | number)[], index: number): Descent | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(path[index])] as Node | undefined;
    return item === undefined ? undefined : { offset: item.range?.[0], value: item, taken: 1 };
  }
  return isMap(node) ? descendByKey(node, path, index) : undefined;
}

function descendByKey(map: YAMLMap, path: readonly (string | number)[], index: number): Descent | undefined {
  for (let taken = path.length - index; taken > 0; taken -= 1) {
    const name = path.slice(index, index + taken).join('.');
    const pair = map.items.find((each) => isScalar(each.key) && String(each.key.value) === name);
    if (pair !== undefined) return { offset: (pair.key as Node).range?.[0], value: pair.value, taken };
  }
  return undefined;
}

/** `spec.volumes[0].size` and `metadata.labels[a.b/c]` in parts. */
function splitPath(path: string): readonly (string | number)[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

function missingField(value: unknown): { readonly field: string; readonly message: string } | undefined {
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  for (const field of ['apiVersion', 'kind'] as const) {
    if (typeof object[field] !== 'string' || object[field] === '') {
      return {
        field,
        message: `${field} is missing${field === 'apiVersion' ? ': write apiVersion: compute.tycho.dev/v1alpha1 for our own kinds' : ''}`,
      };
    }
  }
  const metadata = object['metadata'];
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
    return { field: 'metadata', message: 'metadata with a name is missing' };
  const { name, generateName, namespace } = metadata as Record<string, unknown>;
  if (generateName === undefined && name === undefined) return { field: 'metadata', message: 'metadata.name is missing' };
  if (name !== undefined && typeof name !== 'string')
    return { field: 'metadata.name', message: `metadata.name must be text: put it in quotes, "${JSON.stringify(name)}"` };
  if (namespace !== undefined && typeof namespace !== 'string')
    return { field: 'metadata.namespace', message: 'metadata.namespace must be text: put it in quotes' };
  return undefined;
}
