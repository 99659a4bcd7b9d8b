import { mustRelist, watch } from '../api/watch.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection, Session } from '../session.ts';
import { readTarget, type Target } from './targets.ts';

/**
 * One object as it is, then as it is after each change; undefined while it is not there. Ends when `signal` is aborted. A connection that breaks is
 * made again.
 */
export async function* followTarget(
  target: Target,
  session: Session,
  connection: ApiConnection,
  signal: AbortSignal,
): AsyncGenerator<AnyObject | undefined, void, undefined> {
  while (!signal.aborted) {
    const object = await readTarget(target, connection);
    yield object;
    try {
      const changes = watch<AnyObject>({
        client: connection.client,
        clock: session.world.clock,
        address: target,
        resourceVersion: object?.metadata.resourceVersion ?? '0',
        signal,
        versionOf: (changed) => changed.metadata.resourceVersion,
      });
      for await (const event of changes) yield event.type === 'DELETED' ? undefined : event.object;
    } catch (error) {
      if (!mustRelist(error)) throw error;
    }
  }
}
