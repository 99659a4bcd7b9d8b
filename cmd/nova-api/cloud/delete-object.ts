import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';

export interface DeleteParts<Object extends ApiObject> {
  readonly client: Pick<ResourceClient<Object>, 'delete'>;
  readonly informer: Informer<Object>;
  readonly clock: Clock;
}

/** How long an answer waits at most for the copy to hear of a deletion. The deletion holds all the same. */
const patienceMilliseconds = 5000;

/** Deletes that very object. Resolves when the copy knows it too, so that whoever asks next does not find it any more. */
export async function deleteObject<Object extends ApiObject>(parts: DeleteParts<Object>, object: Object): Promise<void> {
  const key = keyOf(object);
  const { uid } = object.metadata;
  const { client, informer, clock } = parts;
  const outcome = await client.delete(key, { uid });
  if (outcome.kind === 'Terminating') {
    informer.absorb(outcome.object);
    return;
  }
  if (informer.get(key)?.metadata.uid !== uid) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      timer.cancel();
      forget();
      resolve();
    };
    const timer = clock.setTimer(finish, patienceMilliseconds);
    const forget = informer.onChange(() => {
      if (informer.get(key)?.metadata.uid !== uid) finish();
    });
  });
}
