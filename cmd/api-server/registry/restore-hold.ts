import type { Server } from '#apis/compute/server.ts';
import { hostKind, mostUnmatchedGuests, type Host } from '#apis/infrastructure/host.ts';
import { incarnationOf, restoredAtAnnotation, restoredNamespace, restoreUnsettled } from '#apis/infrastructure/restored.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { portKind } from '#apis/compute/port.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { conflict } from '../admission/rejection.ts';
import type { StatusCause } from '#apis/machinery/errors.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';

/** What a placement has to know of a restore. */
export interface RestoreView {
  /** How often the control plane was restored from a backup. */
  readonly incarnation: number;
  /** Why the server gets no incarnation yet. */
  readonly hold: StatusCause | undefined;
}

export function readRestore(cache: WatchCache, server: Server): RestoreView {
  const system = systemNamespaceIn(cache);
  const incarnation = incarnationOf(system);
  if (incarnation === 0 || !wasInBackup(server, system)) return { incarnation, hold: undefined };
  const hosts = Array.from(cache.of(hostKind).objects(), (host) => host.object() as Host);
  return { incarnation, hold: restoreHold(server, hosts, { incarnation, system }) };
}

/**
 * Why a server that was in a backup may not get another incarnation: after the backup was made it may have been placed or moved, and run on any host of which
 * nothing was heard yet, or as a guest that has no record. Tenants read it, so it names no host. Pure.
 */
function restoreHold(
  server: Server,
  hosts: readonly Host[],
  restore: { readonly incarnation: number; readonly system: ApiObject | undefined },
): StatusCause | undefined {
  const cause = (message: string): StatusCause => ({ reason: restoreUnsettled, message, field: 'status.epoch' });
  for (const { status } of hosts) {
    const guest = status?.unmatchedGuests?.find(({ serverUID }) => serverUID === server.metadata.uid);
    if (guest !== undefined)
      return cause(
        `incarnation ${guest.epoch} of this server, which the restored backup does not know, is on a host, and a second one would be its twin: an operator has to see to it there`,
      );
  }
  const unheard = hosts.filter((host) => wasInBackup(host, restore.system) && !hasTold(host, restore.incarnation));
  if (unheard.length === 0) return undefined;
  return cause(
    `the control plane was restored from a backup, and the server may run on a host that has not said yet what is on it (${unheard.length} of ${hosts.length}): an operator has to bring those back, or delete them once it is certain that nothing runs there any more`,
  );
}

/**
 * What was in a backup, and is plugged into guests, is not let go of while a host that was not heard of, or a guest without a record, may still have it. Throws
 * {@link ConflictError}; who lets go of it tries again.
 */
export function refuseWhatMayBePlugged(kind: KindDefinition, object: ApiObject, cache: WatchCache): void {
  if (kind !== portKind && kind !== volumeAttachmentKind) return;
  const system = systemNamespaceIn(cache);
  const incarnation = incarnationOf(system);
  if (incarnation === 0 || !wasInBackup(object, system)) return;
  const { uid, name } = object.metadata;
  for (const host of cache.of(hostKind).objects()) {
    const { metadata, status } = host.object() as Host;
    const isHeld = status?.unmatchedGuests?.some(
      ({ ports, attachments }) => ports?.includes(uid) === true || attachments?.includes(uid) === true,
    );
    const isUnheard = wasInBackup({ metadata }, system) && !hasTold({ status }, incarnation);
    if (isHeld !== true && !isUnheard) continue;
    const message = isUnheard
      ? 'the control plane was restored from a backup, and a host that has not said yet what is on it may have this in a guest'
      : 'a guest that the restored backup does not know has it';
    throw conflict(kind, name, message, [{ reason: restoreUnsettled, message, field: 'metadata.finalizers' }]);
  }
}

function systemNamespaceIn(cache: WatchCache): ApiObject | undefined {
  return cache
    .of(namespaceKind)
    .get(storageKeyOf(namespaceKind, { name: restoredNamespace }))
    ?.object();
}

function hasTold({ status }: { readonly status?: Host['status'] | undefined }, incarnation: number): boolean {
  return (status?.guestsOf ?? 0) >= incarnation && (status?.unmatchedGuests?.length ?? 0) < mostUnmatchedGuests;
}

/** Whether it was there when the restore was made, and the operator has not said that all is accounted for. */
function wasInBackup({ metadata }: Pick<ApiObject, 'metadata'>, system: ApiObject | undefined): boolean {
  const restoredAt = system?.metadata.annotations?.[restoredAtAnnotation];
  return restoredAt !== undefined && Date.parse(metadata.creationTimestamp) <= Date.parse(restoredAt);
}
