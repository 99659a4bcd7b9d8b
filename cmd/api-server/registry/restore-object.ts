import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { changedMeanwhile, conflict, notFound } from '../admission/rejection.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import { timeToLive } from './create-object.ts';
import type { WrittenObject } from './registry.ts';
import type { RegistryParts } from './registry-parts.ts';
import { written } from './written-object.ts';

/** Takes deletions back, within the time that their kind gives them. */
export class ObjectRestorer {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /** Throws {@link NotFoundError}, {@link ConflictError} where there is no deletion, or it is too late, and {@link ForbiddenError} for a quota. */
  async restore(kind: KindDefinition, key: ObjectKey, options: { readonly dryRun: boolean }): Promise<WrittenObject> {
    const storageKey = storageKeyOf(kind, key);
    return await this.#parts.mutex.run([storageKey], () => this.#restore(kind, key, storageKey, options));
  }

  async #restore(kind: KindDefinition, key: ObjectKey, storageKey: string, options: { readonly dryRun: boolean }): Promise<WrittenObject> {
    const { cache, committer, clock, quota } = this.#parts;
    const objects = cache.of(kind);
    await cache.beFresh();
    let current = cache.latest(objects, storageKey);
    for (let attempt = 1; attempt <= lostRaceAttempts; attempt += 1) {
      if (current === undefined) throw notFound(kind, key.name);
      const next = restored(kind, current.object(), clock.now());
      const write = { kind, storageKey, previous: current, next, ...timeToLive(kind) };
      const terms = quota.check({ kind, previous: current.object(), next });
      if (options.dryRun) return written(committer.preview(write), 'Changed', []);
      const result = await committer.commit([write], terms);
      if (result.kind === 'Committed') return written(result.objects[0]!, 'Changed', []);
      await cache.waitFor(result.revision, lostRaceWaitMilliseconds);
      const item = result.current.get(storageKey);
      current = item === undefined ? undefined : cache.read(objects, item);
    }
    throw changedMeanwhile(kind, key.name);
  }
}

function restored(kind: KindDefinition, object: ApiObject, now: Date): ApiObject {
  const { name, deletionTimestamp, deletionGracePeriodSeconds = 0, generation } = object.metadata;
  if (deletionTimestamp === undefined) throw conflict(kind, name, 'it is not being deleted');
  if (deletionGracePeriodSeconds === 0 || Date.parse(deletionTimestamp) <= now.getTime())
    throw conflict(kind, name, `its deletion took effect at ${deletionTimestamp} and cannot be taken back`);
  const metadata = without(object.metadata, ['deletionTimestamp', 'deletionGracePeriodSeconds']);
  return { ...object, metadata: { ...metadata, generation: generation + 1 } };
}

const lostRaceAttempts = 16;
const lostRaceWaitMilliseconds = 3_000;
