import { eventKind, leaseKind } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { BackupWriter } from '#cmd/bootstrap/backup-file.ts';
import { consoleTokenPrefix } from '../console/console-tokens.ts';
import { keyEnd, keyPrefix, prefixEnd, type Storage } from '../storage/storage.ts';
import { kindPrefix } from '../watch-cache/object-location.ts';

export interface BackupOptions {
  /** As it lies in the store: below the encryption. */
  readonly storage: Pick<Storage, 'range'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly productVersion: string;
  /** How often the control plane was restored before. */
  readonly incarnation: number;
}

/**
 * All that is in the store at one revision, as a backup, piece by piece: never more than a page of it is held. What goes by itself in seconds or an hour
 * (Leases, Events, tokens for consoles) is left out. Throws {@link CompactedError} when its reader takes longer than history is kept.
 */
export async function* makeBackup({ storage, clock, productVersion, incarnation }: BackupOptions): AsyncGenerator<Buffer, void, undefined> {
  const writer = new BackupWriter();
  const end = prefixEnd(keyPrefix);
  let start = keyPrefix;
  let revision: number | undefined;
  for (;;) {
    const page = await storage.range({ start, end, limit: pageItems, ...(revision === undefined ? {} : { revision }) });
    if (revision === undefined)
      yield writer.head({ product: productVersion, revision: page.revision, incarnation, takenAt: timestamp(clock.now()) });
    revision = page.revision;
    const kept = page.items.filter(({ key }) => !isPassing(key));
    if (kept.length > 0) yield Buffer.concat(kept.map((item) => writer.entry(item)));
    const last = page.items.at(-1);
    if (!page.more || last === undefined) break;
    start = keyEnd(last.key);
  }
  yield writer.end();
}

const pageItems = 200;

const passingPrefixes: readonly string[] = [kindPrefix(eventKind), kindPrefix(leaseKind), consoleTokenPrefix];

/** Whether what lies there is gone soon, and of no meaning to another life of the control plane. */
function isPassing(key: string): boolean {
  return passingPrefixes.some((prefix) => key.startsWith(prefix));
}
