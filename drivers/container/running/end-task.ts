import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';
import type { DriverParts } from '../driver-parts.ts';
import type { GuestRecord } from '../guest/guest-record.ts';

const killSignal = 9;
const endMilliseconds = 60_000;
const deletionAttempts = 20;
const deletionRetryMilliseconds = 500;

/**
 * Ends the guest's task, whatever it is at, and takes it away. One that is not there is success.
 *
 * A task that containerd does not show may be there all the same: when its caller dies while containerd creates it, the shim may stay behind without a
 * container, and then looking for the task says that there is none, and creating it that there is one. So it is taken away, seen or not.
 */
export async function endTask({ mark: { instanceUID } }: GuestRecord, parts: Pick<DriverParts, 'client' | 'clock'>): Promise<void> {
  const { client } = parts;
  if ((await client.task(instanceUID)) !== undefined) {
    await client.kill(instanceUID, { signal: killSignal, all: true });
    // One that stands still does not die.
    await client.resume(instanceUID).catch(() => undefined);
    await ended(client.wait(instanceUID, { timeoutMilliseconds: endMilliseconds }));
  }
  await removeTask(instanceUID, parts);
}

/** A task whose shim died is not to be deleted, but containerd will find that out by itself. */
async function removeTask(containerID: string, { client, clock }: Pick<DriverParts, 'client' | 'clock'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.deleteTask(containerID);
    } catch (error) {
      if (!(error instanceof ContainerdCallError) || error.code === 'UNAVAILABLE' || attempt === deletionAttempts) throw error;
      if ((await client.task(containerID)) === undefined) return;
      await clock.sleep(deletionRetryMilliseconds);
    }
  }
}

async function ended(wait: Promise<number>): Promise<void> {
  try {
    await wait;
  } catch (error) {
    if (!(error instanceof ContainerdCallError && error.code === 'NOT_FOUND')) throw error;
  }
}
