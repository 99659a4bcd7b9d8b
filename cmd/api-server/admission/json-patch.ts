import { RequestEntityTooLargeError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { clonePlain, isPlainObject, samePlain } from '#apis/machinery/plain-value.ts';
import { invalid, undecodable } from './rejection.ts';
import { shown } from './schema-causes.ts';

/** One step of an RFC 6902 patch, its pointers taken apart. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Pointer; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Pointer }
  | { readonly op: 'move' | 'copy'; readonly path: Pointer; readonly from: Pointer };

type Pointer = readonly string[];

/**
 * Reads a JSON patch. Throws {@link BadRequestError} for what is no list, {@link RequestEntityTooLargeError} past {@link mostOperations}, and
 * {@link InvalidError} for a step that is none.
 */
export function readJsonPatch(kind: KindDefinition, name: string, patch: unknown): readonly PatchOperation[] {
  if (!Array.isArray(patch)) throw undecodable(kind, 'a JSON patch is a list of operations');
  if (patch.length > mostOperations)
    throw new RequestEntityTooLargeError(`The allowed maximum operations in a JSON patch is ${mostOperations}, got ${patch.length}`);
  return inWords(kind, name, patch, (operation) => readOperation(operation));
}

/** `document` after the patch, which is taken as a whole or not at all: shares nothing with either. Throws {@link InvalidError} for a step that cannot be done. */
export function jsonPatched(kind: KindDefinition, name: string, document: unknown, operations: readonly PatchOperation[]): unknown {
  const patching = new Patching(clonePlain(document));
  inWords(kind, name, operations, (operation) => patching.apply(operation));
  return inWords(kind, name, [undefined], () => patching.result())[0];
}

/** Kubernetes' own limit. */
const mostOperations = 10_000;

/** A step that cannot be done; the message says why. */
class PatchFault extends Error {
  override readonly name = 'PatchFault';
}

function inWords<Operation, Result>(
  kind: KindDefinition,
  name: string,
  operations: readonly Operation[],
  act: (operation: Operation) => Result,
): readonly Result[] {
  return operations.map((operation, position) => {
    try {
      return act(operation);
    } catch (error) {
      if (!(error instanceof PatchFault)) throw error;
      const field = operation === undefined ? 'patch' : `patch[${position}]`;
      throw invalid(kind, name, [{ reason: 'FieldValueInvalid', message: `Invalid value: ${error.message}`, field }]);
    }
  });
}

function readOperation(operation: unknown): PatchOperation {
  if (!isPlainObject(operation)) throw new PatchFault(`${shown(operation)}: is no operation`);
  const { op, value } = operation;
  const path = readPointer(operation['path'], 'path');
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      if (!Object.hasOwn(operation, 'value')) throw new PatchFault(`${shown(operation)}: has no "value"`);
      return { op, path, value };
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      return { op, path, from: readPointer(operation['from'], 'from') };
    default:
      throw new PatchFault(`${shown(op)}: "op" is one of add, remove, replace, move, copy, test`);
  }
}

/** RFC 6901. */
function readPointer(text: unknown, field: string): Pointer {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/')) || /~(?![01])/.test(text))
    throw new PatchFault(`${shown(text)}: "${field}" is no JSON pointer`);
  const steps = text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (steps.includes('__proto__')) throw new PatchFault(`${shown(text)}: there is no field "__proto__"`);
  if (steps.length > deepestNesting) throw new PatchFault(`${shown(text)}: leads deeper than ${deepestNesting} levels`);
  return steps;
}

/** One document, while it is patched in place. */
class Patching {
  #document: unknown;
  /** What may still be copied, and looked at: a few lines could otherwise ask for a billion. */
  #copyable = mostCopied;
  #steps = mostSteps;

  constructor(document: unknown) {
    this.#document = document;
  }

  result(): unknown {
    sizeOf(this.#document, Number.POSITIVE_INFINITY);
    return this.#document;
  }

  apply(operation: PatchOperation): void {
    const { path } = operation;
    switch (operation.op) {
      case 'add':
        this.#add(path, clonePlain(operation.value));
        return;
      case 'remove':
        this.#remove(path);
        return;
      case 'replace':
        this.#replace(path, clonePlain(operation.value));
        return;
      case 'test':
        this.#test(path, operation.value);
        return;
      case 'copy':
        this.#add(path, this.#copied(operation.from));
        return;
      case 'move':
        this.#move(operation.from, path);
    }
  }

  #copied(from: Pointer): unknown {
    const value = this.#find(from);
    this.#copyable -= sizeOf(value, this.#copyable);
    if (this.#copyable < 0) throw new PatchFault('the operations: copy too much');
    return clonePlain(value);
  }

  #move(from: Pointer, path: Pointer): void {
    if (from.length < path.length && from.every((step, position) => step === path[position]))
      throw new PatchFault(`${pointerText(path)}: lies within ${pointerText(from)}, which is to be moved there`);
    const value = this.#find(from);
    if (from.length === path.length && from.every((step, position) => step === path[position])) return;
    this.#remove(from);
    this.#add(path, value);
  }

  #test(path: Pointer, expected: unknown): void {
    const found = this.#find(path);
    this.#spend(sizeOf(found, this.#steps));
    if (!samePlain(found, expected)) throw new PatchFault(`${pointerText(path)}: is ${shown(found)} and not ${shown(expected)}`);
  }

  #add(path: Pointer, value: unknown): void {
    const { parent, step } = this.#parentOf(path);
    if (parent === undefined) this.#document = value;
    else if (Array.isArray(parent)) {
      this.#spend(parent.length);
      parent.splice(step === '-' ? parent.length : positionIn(parent.length, step, path), 0, value);
    } else parent[step] = value;
  }

  #replace(path: Pointer, value: unknown): void {
    this.#find(path);
    const { parent, step } = this.#parentOf(path);
    if (parent === undefined) this.#document = value;
    else if (Array.isArray(parent)) parent[Number(step)] = value;
    else parent[step] = value;
  }

  #remove(path: Pointer): void {
    this.#find(path);
    const { parent, step } = this.#parentOf(path);
    if (parent === undefined) throw new PatchFault(`${pointerText(path)}: the whole object cannot be removed`);
    if (Array.isArray(parent)) {
      this.#spend(parent.length);
      parent.splice(Number(step), 1);
    } else delete parent[step];
  }

  #find(path: Pointer): unknown {
    let value = this.#document;
    for (const step of path) value = partOf(value, step, path);
    return value;
  }

  #parentOf(path: Pointer): { readonly parent: unknown[] | Record<string, unknown> | undefined; readonly step: string } {
    const step = path.at(-1);
    if (step === undefined) return { parent: undefined, step: '' };
    const parent = this.#find(path.slice(0, -1));
    if (Array.isArray(parent) || isPlainObject(parent)) return { parent, step };
    throw new PatchFault(`${pointerText(path)}: there is nothing to be in`);
  }

  #spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new PatchFault('the operations: take too long');
  }
}

function partOf(value: unknown, step: string, path: Pointer): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[])[positionIn(value.length - 1, step, path)];
  if (isPlainObject(value) && Object.hasOwn(value, step)) return value[step];
  throw new PatchFault(`${pointerText(path)}: does not exist`);
}

function positionIn(last: number, step: string, path: Pointer): number {
  const position = /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : Number.NaN;
  if (position <= last) return position;
  throw new PatchFault(`${pointerText(path)}: there is no position ${JSON.stringify(step)}`);
}

/** About how many bytes of JSON a value is. Throws {@link PatchFault} past `limit`, and for what is nested too deep to be walked over. */
function sizeOf(value: unknown, limit: number, depth = 0): number {
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > deepestNesting) throw new PatchFault(`the object: would be nested deeper than ${deepestNesting} levels`);
  let size = 1;
  for (const [key, part] of Object.entries(value)) {
    size += key.length + sizeOf(part, limit - size, depth + 1);
    if (size > limit) throw new PatchFault('the operations: ask for too much');
  }
  return size;
}

function pointerText(path: Pointer): string {
  return JSON.stringify(path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
}

/** As bodies are. */
const deepestNesting = 64;
/** Kubernetes' own limit, as for bodies. */
const mostCopied = 3 * 1024 * 1024;
const mostSteps = 20_000_000;
