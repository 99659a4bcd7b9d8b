import type { VolumeSnapshot } from '#apis/compute/volume-snapshot.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import type { Session } from '../session.ts';
import type { ChangeOptions } from './change-server.ts';
import { followToGoal, type Arrival } from './follow-to-goal.ts';
import type { Target } from './targets.ts';

/** Makes a VolumeSnapshot and waits for its end. */
export async function snapshotVolume(session: Session, volume: Target, image: string, options: ChangeOptions): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const connection = await session.connect();
  const resource = await connection.resources.ofKind('compute.tycho.dev/v1alpha1', 'VolumeSnapshot');
  const { namespace } = volume;
  const place = { resource, ...(namespace === undefined ? {} : { namespace }) };
  const made = await connection.client.json<AnyObject>({
    method: 'POST',
    path: pathOf(place),
    query: { fieldManager: 'tycho' },
    body: {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'VolumeSnapshot',
      metadata: { generateName: `${volume.name}-snapshot-` },
      spec: { volume: volume.name, image },
    },
  });
  const target = { ...place, name: made.metadata.name };
  if (!options.wait) {
    session.world.output.write(`${printedName(resource, target.name)} created\n`);
    return;
  }
  await followToGoal(session, connection, { target, timeoutSeconds, judge: arrivalOf });
}

function arrivalOf(object: AnyObject | undefined): Arrival {
  if (object === undefined) return { kind: 'Failed', words: 'it was deleted meanwhile' };
  const { status } = object as unknown as VolumeSnapshot;
  const message = status?.message === undefined ? '' : `: ${status.message}`;
  if (status?.phase === 'Succeeded') return { kind: 'Arrived', words: `succeeded${message}` };
  return status?.phase === 'Failed' ? { kind: 'Failed', words: `failed${message}` } : { kind: 'Underway' };
}
