import type { Clock } from '#apis/machinery/clock.ts';
import { ServiceUnavailableError } from '#apis/machinery/errors.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';
import type { ShiftedStorage } from '../storage/shifted-storage.ts';
import { makeBackup } from './make-backup.ts';

export interface BackupEndpointOptions {
  readonly stored: Pick<ShiftedStorage, 'range' | 'incarnation'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly productVersion: string;
}

/** `/backup`: all that is in the store, for those who may `get` this path. */
export function backupEndpoint({ stored, clock, productVersion }: BackupEndpointOptions): ReadonlyMap<string, PathEndpoint> {
  const answer: PathEndpoint = async () => {
    try {
      const { number } = await stored.incarnation();
      const chunks = makeBackup({ storage: stored, clock, productVersion, incarnation: number });
      const first = await chunks.next();
      return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: { kind: 'Chunks', chunks: withFirst(first, chunks) } };
    } catch (cause) {
      throw new ServiceUnavailableError(`the store cannot be read: ${(cause as Error).message}`, { cause });
    }
  };
  return new Map([['/backup', answer]]);
}

/** What was read to find out whether the store answers at all goes in front. */
async function* withFirst(first: IteratorResult<Buffer, void>, rest: AsyncGenerator<Buffer, void, undefined>): AsyncGenerator<Buffer> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
