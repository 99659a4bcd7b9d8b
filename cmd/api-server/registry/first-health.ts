import { imageKind, type Image } from '#apis/compute/image.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portHealth, portKind } from '#apis/compute/port.ts';
import { imageStorePrefix } from '#apis/infrastructure/resolve-image.ts';
import { healthy, withHealth, type Health } from '#apis/machinery/health.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';

/**
 * A new object with the health that it has from the start, where no loop would ever say so: what needs nobody to make it true is Ready as soon as it is
 * written. In the same write, so that nothing costs a second one.
 */
export function withFirstHealth(kind: KindDefinition, object: ApiObject, clock: Pick<Clock, 'now'>): ApiObject {
  const health = firstHealth[groupResourceOf(kind)]?.(object);
  if (health === undefined) return object;
  const { status } = object as ApiObject & { readonly status?: object };
  // No generation but where a loop looks again when the spec changes: it would be a lie from then on.
  const observedGeneration = kind.kind === portKind.kind ? object.metadata.generation : undefined;
  return { ...object, status: { ...status, conditions: withHealth([], health, observedGeneration, clock) } } as ApiObject;
}

const firstHealth: Readonly<Record<string, (object: ApiObject) => Health | undefined>> = {
  [groupResourceOf(networkKind)]: () => healthy('Allocated', 'it has its number; hosts make it where a server is plugged in'),
  [groupResourceOf(portKind)]: () => portHealth,
  [groupResourceOf(imageKind)]: (object) => imageHealth(object as Image),
};

/** What is made of a disk is complete when its maker says so. */
function imageHealth({ spec }: Image): Health | undefined {
  if (spec.source?.url.startsWith(imageStorePrefix) === true) return undefined;
  if (spec.upload?.glance !== undefined)
    return {
      ready: 'False',
      reason: 'WaitingForGlance',
      message: 'waits for the image store to bring its bytes from Glance',
      outlook: 'Waiting',
    };
  return spec.upload === undefined
    ? healthy('Declared', 'hosts fetch it from where it says as soon as a server needs it')
    : { ready: 'False', reason: 'WaitingForUpload', message: 'waits for its bytes: `tycho image upload`', outlook: 'Waiting' };
}
