import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { ServedObject } from './served-object.ts';
import type { StoredForm } from './stored-form.ts';

/** One version of one object: the bytes to send, and its parsed form when somebody has asked for it. Never changes. */
export class CachedObject implements ServedObject {
  readonly storageKey: string;
  readonly bytes: Buffer;
  readonly revision: number;
  readonly #recent: RecentlyParsed;
  #parsed: ApiObject | undefined;
  #labels: Readonly<Record<string, string>> | undefined;

  constructor(options: {
    readonly storageKey: string;
    readonly bytes: Buffer;
    readonly revision: number;
    readonly recent: RecentlyParsed;
    /** The parsed form of `bytes`, if it is at hand. */
    readonly parsed?: ApiObject;
  }) {
    this.storageKey = options.storageKey;
    this.bytes = options.bytes;
    this.revision = options.revision;
    this.#recent = options.recent;
    if (options.parsed !== undefined) this.#remember(options.parsed);
  }

  object(): ApiObject {
    return this.#parsed ?? this.#remember(JSON.parse(this.bytes.toString()) as ApiObject);
  }

  /** Kept apart from the parsed form, because selectors look at the labels of everything again and again. */
  labels(): Readonly<Record<string, string>> {
    this.#labels ??= this.object().metadata.labels ?? noLabels;
    return this.#labels;
  }

  /** From the storage key, without parsing. */
  get name(): string {
    return this.storageKey.slice(this.storageKey.lastIndexOf('/') + 1);
  }

  /** The same object as it is sent when it was deleted, or left a selector, at `revision`. */
  atRevision(revision: number, form: StoredForm): CachedObject {
    return new CachedObject({
      storageKey: this.storageKey,
      bytes: form.withRevision(this.bytes, revision),
      revision,
      recent: this.#recent,
    });
  }

  /** Lets go of the parsed form. */
  forget(): void {
    this.#parsed = undefined;
  }

  #remember(parsed: ApiObject): ApiObject {
    this.#parsed = parsed;
    this.#recent.add(this);
    return parsed;
  }
}

const noLabels: Readonly<Record<string, string>> = {};

/**
 * Bounds how many objects are held in parsed form, which takes about as much memory again as the bytes: the newest so many, first in, first out.
 */
export class RecentlyParsed {
  readonly #ring: (CachedObject | undefined)[];
  #next = 0;

  constructor(capacity: number) {
    this.#ring = Array.from({ length: capacity });
  }

  add(object: CachedObject): void {
    this.#ring[this.#next]?.forget();
    this.#ring[this.#next] = object;
    this.#next = (this.#next + 1) % this.#ring.length;
  }
}
