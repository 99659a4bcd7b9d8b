import type { KindDefinition } from '#apis/machinery/kind.ts';
import { findCondition, type Condition } from '#apis/machinery/condition.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';

/** Whether an object has become what it was told to be. */
export type Health = { readonly kind: 'Healthy' } | { readonly kind: 'Waiting'; readonly message: string };

/** Of an object, what its health is told from. */
export interface ObservedObject extends ApiObject {
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };
}

/**
 * The rules of Kubernetes' kstatus: a status of an older generation is yesterday's, Ready counts where there is one, and what has no status is what it
 * was told to be as soon as it is there. Of some kinds we know that they will have Ready, so they are waited for while they have not.
 */
export function healthOf(kind: Pick<KindDefinition, 'kind' | 'group'>, object: ObservedObject): Health {
  const { status, metadata } = object;
  if (metadata.deletionTimestamp !== undefined) return waiting('it is being deleted, and made anew once it is gone');
  if (status?.observedGeneration !== undefined && status.observedGeneration < metadata.generation)
    return waiting('its last change has not been looked at yet');
  const ready = findCondition(status?.conditions, 'Ready');
  if (ready === undefined) return kindsWithReady.has(`${kind.kind}.${kind.group}`) ? waiting('nothing is known of it yet') : healthy;
  if (ready.observedGeneration !== undefined && ready.observedGeneration < metadata.generation)
    return waiting('its last change has not been looked at yet');
  if (ready.status === 'True') return healthy;
  return waiting(ready.message);
}

const healthy: Health = { kind: 'Healthy' };

const kindsWithReady = new Set(['Server.compute.tycho.dev', 'Host.infrastructure.tycho.dev', 'GitSync.gitops.tycho.dev']);

function waiting(message: string): Health {
  return { kind: 'Waiting', message };
}
