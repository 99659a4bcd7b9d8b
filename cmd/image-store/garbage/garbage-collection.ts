import type { ApiClient } from '#apis/client/api-client.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Vault } from '../blobs/vault.ts';
import type { UsedLinks } from '../links/used-links.ts';
import type { UploadDesk } from '../uploads/upload-desk.ts';
import { planGarbage, senderUIDOf } from './plan.ts';
import { readReferences } from './read-references.ts';

export interface GarbageCollectionDependencies {
  readonly client: ApiClient;
  readonly vault: Vault;
  readonly uploads: UploadDesk;
  readonly usedLinks: UsedLinks;
  readonly graceSeconds: number;
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Looks now and then for what nobody needs any more: half uploads, used links, bytes that no object speaks of. */
export class GarbageCollection {
  readonly #dependencies: GarbageCollectionDependencies;
  /** In memory only: after a start every grace period begins anew. */
  #unreferencedSince: ReadonlyMap<string, Date> = new Map();

  constructor(dependencies: GarbageCollectionDependencies) {
    this.#dependencies = dependencies;
  }

  /** Works until the signal is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, intervalSeconds, logger, metrics } = this.#dependencies;
    const failures = metrics.counter({ name: 'tycho_image_store_sweep_failures_total', help: 'Looks for garbage that could not be done.' });
    while (!signal.aborted) {
      try {
        await this.look(signal);
      } catch (error) {
        if (signal.aborted) return;
        failures.increment();
        logger.warn({ error }, 'the look for garbage was given up: nothing of what it had to know was removed');
      }
      await clock.sleep(intervalSeconds * 1000, { signal }).catch(() => {});
    }
  }

  /** One look. Throws when the api-server could not be read to the end; then no bytes were removed. */
  async look(signal: AbortSignal): Promise<void> {
    const { client, vault, uploads, usedLinks, clock, logger, graceSeconds } = this.#dependencies;
    await usedLinks.sweep(clock.now());
    const abandoned = await uploads.sweep();
    if (abandoned > 0) logger.info({ abandoned }, 'uploads that nobody goes on with were removed');
    // Before the objects are read, so that what is made meanwhile is not judged by what was read before it.
    const links = vault.links();
    const sought = {
      hashes: new Set(links.map(({ sha256 }) => sha256)),
      uids: new Set(links.flatMap(({ link }) => senderUIDOf(link) ?? [])),
    };
    const references = await readReferences(client, sought, { signal });
    const plan = planGarbage({ links, references, unreferencedSince: this.#unreferencedSince, graceSeconds, now: clock.now() });
    this.#unreferencedSince = plan.unreferencedSince;
    for (const entry of plan.markReferenced) await vault.markReferenced(entry);
    for (const entry of plan.remove) {
      await vault.unlink(entry);
      logger.info(
        { project: entry.project, sha256: entry.sha256, sizeBytes: entry.link.sizeBytes },
        'bytes that no object speaks of were removed',
      );
    }
    const orphans = await vault.removeOrphans(new Date(clock.now().getTime() - graceSeconds * 1000));
    if (orphans > 0) logger.info({ orphans }, 'bytes without an owner were removed');
  }
}
