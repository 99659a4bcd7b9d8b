import type { ApiClient } from '#apis/client/api-client.ts';
import { Reflector, type ReflectorSink } from '#apis/client/reflector.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { StoreTruth } from './store-truth.ts';

export interface WatchCheckerOptions {
  readonly kind: KindDefinition;
  readonly client: ApiClient;
  readonly truth: StoreTruth;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly onViolation: (message: string) => void;
}

/** Follows a kind as any client would, and compares what it is told with what happened: each change once, in order, none left out. */
export class WatchChecker implements ReflectorSink<ApiObject> {
  readonly #options: WatchCheckerOptions;
  readonly #revisionByKey = new Map<string, string>();
  #position = 0;

  constructor(options: WatchCheckerOptions) {
    this.#options = options;
  }

  run(signal: AbortSignal): Promise<void> {
    const { client, kind, clock, random } = this.#options;
    return new Reflector({ client: client.resource(kind), sink: this, clock, random, logger: silentLogger }).run(signal);
  }

  replace(objects: readonly ApiObject[], resourceVersion: string): void {
    this.#revisionByKey.clear();
    for (const object of objects) this.#revisionByKey.set(formatKey(keyOf(object)), object.metadata.resourceVersion);
    this.#moveTo(Number(resourceVersion), 'a list');
  }

  apply(event: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: ApiObject }): void {
    const revision = Number(event.object.metadata.resourceVersion);
    const expected = this.#firstAfter(this.#position);
    if (revision !== expected) {
      this.#violation(`a watch went from revision ${this.#position} to ${revision}, and the next change was at ${expected ?? 'none'}`);
    }
    this.#moveTo(revision, 'an event');
    const key = formatKey(keyOf(event.object));
    if (event.type === 'DELETED') this.#revisionByKey.delete(key);
    else this.#revisionByKey.set(key, event.object.metadata.resourceVersion);
  }

  advance(resourceVersion: string): void {
    const next = this.#firstAfter(this.#position);
    const revision = Number(resourceVersion);
    if (next !== undefined && next <= revision) this.#violation(`a bookmark at ${revision} passed over the change at ${next}`);
    this.#moveTo(revision, 'a bookmark');
  }

  /** To be called when nothing has happened for a while: what the watch told must be what is there. */
  compareWith(objects: ReadonlyMap<string, ApiObject>): void {
    for (const [key, object] of objects) {
      if (this.#revisionByKey.get(key) !== object.metadata.resourceVersion)
        this.#violation(`a watch never told of ${key} at ${object.metadata.resourceVersion}`);
    }
    for (const key of this.#revisionByKey.keys()) if (!objects.has(key)) this.#violation(`a watch never told that ${key} is gone`);
  }

  #moveTo(revision: number, by: string): void {
    if (revision < this.#position) this.#violation(`${by} went back from revision ${this.#position} to ${revision}`);
    this.#position = revision;
  }

  #firstAfter(revision: number): number | undefined {
    return this.#options.truth.revisions.get(this.#options.kind.plural)?.find((each) => each > revision);
  }

  #violation(message: string): void {
    this.#options.onViolation(`${this.#options.kind.plural}: ${message}`);
  }
}
