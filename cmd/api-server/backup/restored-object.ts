import { serverKind } from '#apis/compute/server.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import {
  countedInALife,
  incarnationAnnotation,
  restoredAnnotation,
  restoredAtAnnotation,
  restoredImageAnnotation,
  restoredNamespace,
} from '#apis/infrastructure/restored.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';

/** Which life begins with a restore. */
export interface NewLife {
  readonly number: number;
  readonly restoredAt: Date;
  /** When the backup was made. */
  readonly takenAt: Date;
}

/** The kinds of which a restore changes objects. */
export const changedKinds: readonly KindDefinition[] = [instanceKind, hostVolumeKind, hostKind, serverKind, namespaceKind];

/**
 * The object as it is to be in the new life; the object itself where nothing has to change. A backup is older than the hosts, which go on meanwhile, so it
 * may not be taken for what was wished for last:
 *
 * - An agent refuses generations below those that it knows, so they go on above all that were handed out.
 * - What a host has no record of it never makes anew, nor is a disk made anew to go back to an older image.
 * - Actions of the past are not done once more.
 * - No host has spoken in this life.
 * - A deletion that could still be taken back when the backup was made may have been: there is another day to do it.
 */
export function restoredObject(kind: KindDefinition, object: ApiObject, life: NewLife): ApiObject {
  switch (kind) {
    case instanceKind:
      return restoredInstance(object as Instance, life);
    case hostVolumeKind:
      return annotated(raised(object), { [restoredAnnotation]: String(life.number) });
    case hostKind:
      return restoredHost(object as Host);
    case serverKind:
      return restoredServer(object, life);
    case namespaceKind:
      return object.metadata.name === restoredNamespace ? restoredSystem(object, life) : object;
    default:
      return object;
  }
}

function restoredInstance(object: Instance, { number }: NewLife): ApiObject {
  const next: Instance = { ...object, spec: without(object.spec, ['reboot', 'action']) };
  return annotated(raised(next), {
    [restoredAnnotation]: String(number),
    [restoredImageAnnotation]: object.spec.machine.image.uid,
  });
}

function restoredHost(object: Host): ApiObject {
  if (object.status === undefined) return object;
  const next: Host = { ...object, status: without(object.status, ['session', 'guestsOf', 'unmatchedGuests']) };
  return next;
}

function restoredServer(object: ApiObject, { takenAt, restoredAt }: NewLife): ApiObject {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = object.metadata;
  const couldBeTakenBack =
    deletionTimestamp !== undefined && deletionGracePeriodSeconds > 0 && Date.parse(deletionTimestamp) > takenAt.getTime();
  if (!couldBeTakenBack) return object;
  const until = Math.max(Date.parse(deletionTimestamp), restoredAt.getTime() + anotherDayMilliseconds);
  return { ...object, metadata: { ...object.metadata, deletionTimestamp: timestamp(new Date(until)) } };
}

const anotherDayMilliseconds = 24 * 3_600_000;

function restoredSystem(object: ApiObject, { number, restoredAt }: NewLife): ApiObject {
  return annotated(object, { [incarnationAnnotation]: String(number), [restoredAtAnnotation]: timestamp(restoredAt) });
}

function raised(object: ApiObject): ApiObject {
  return { ...object, metadata: { ...object.metadata, generation: object.metadata.generation + countedInALife } };
}

function annotated(object: ApiObject, annotations: Readonly<Record<string, string>>): ApiObject {
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } } };
}
