import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';

/**
 * How an object lies in the storage and how it goes over the wire, without parsing in between.
 *
 *     stored  {"storedVersion":1,"apiVersion":"A","kind":"K","metadata":{"name":…
 *     served  {"apiVersion":"A","kind":"K","metadata":{"resourceVersion":"42","name":…
 *
 * The revision is known only after the commit, so it has one fixed place in front of the other metadata.
 */
export class StoredForm {
  readonly #storedHead: Buffer;
  readonly #servedHead: string;

  constructor(kind: Pick<KindDefinition, 'group' | 'version' | 'kind'>) {
    const head = `"apiVersion":${JSON.stringify(apiVersionOf(kind))},"kind":${JSON.stringify(kind.kind)},"metadata":{`;
    this.#storedHead = Buffer.from(`{"storedVersion":${storedVersion},${head}`);
    this.#servedHead = `{${head}"resourceVersion":"`;
  }

  /** What to store. `metadata.resourceVersion` is left out. The same object gives the same bytes. */
  store(object: ApiObject): Buffer {
    const { apiVersion, kind, metadata, ...fields } = object;
    return Buffer.from(
      JSON.stringify({ storedVersion, apiVersion, kind, metadata: { ...metadata, resourceVersion: undefined }, ...fields }),
    );
  }

  /** What to send: the stored value as it was written at `revision`. Throws {@link UnreadableValueError}. */
  serve(value: Buffer, revision: number): Buffer {
    return this.#splice(this.#isUsual(value) ? value : this.#reordered(value), this.#storedHead.length, revision);
  }

  /** The same object under another revision: what a deletion sends. `bytes` are served ones. */
  withRevision(bytes: Buffer, revision: number): Buffer {
    const afterDigits = bytes.indexOf(quote, this.#servedHead.length) + 2;
    return this.#splice(bytes, afterDigits, revision);
  }

  #splice(source: Buffer, restStart: number, revision: number): Buffer {
    const head = `${this.#servedHead}${revision}",`;
    // Not out of Node's pool: what is kept for long would hold on to a slab of it that is full of what was needed for a moment.
    const served = Buffer.allocUnsafeSlow(head.length + source.length - restStart);
    served.write(head, 'latin1');
    source.copy(served, head.length, restStart);
    return served;
  }

  #isUsual(value: Buffer): boolean {
    const head = this.#storedHead;
    return value.length > head.length && value.compare(head, 0, head.length, 0, head.length) === 0;
  }

  /** The slow way, for values whose fields stand in another order. */
  #reordered(value: Buffer): Buffer {
    const reordered = this.store(parseStored(value));
    if (!this.#isUsual(reordered)) throw new UnreadableValueError('the stored value is of another kind or version');
    return reordered;
  }
}

/** The shape of what is stored. It rises when a release has to tell its own values from older ones. */
export const storedVersion = 1;

/** The value under a key is not an object of a form that this release knows. */
export class UnreadableValueError extends Error {
  override readonly name = 'UnreadableValueError';
}

const quote = '"'.charCodeAt(0);

function parseStored(value: Buffer): ApiObject {
  let stored: Partial<ApiObject> & { readonly storedVersion?: unknown };
  try {
    stored = JSON.parse(value.toString()) as typeof stored;
  } catch (cause) {
    throw new UnreadableValueError('the stored value is not JSON', { cause });
  }
  const { storedVersion: version, ...object } = stored;
  if (version !== storedVersion)
    throw new UnreadableValueError(`the stored value has version ${String(version)}; this release knows ${storedVersion}`);
  if (typeof object.metadata !== 'object' || typeof object.metadata.name !== 'string')
    throw new UnreadableValueError('the stored value has no metadata');
  return object as ApiObject;
}
