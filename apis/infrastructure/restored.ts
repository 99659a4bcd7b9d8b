import { findCondition } from '../machinery/condition.ts';
import type { ObjectMeta } from '../machinery/object-meta.ts';
import type { Instance } from './instance.ts';

/*
 * What a restore of a backup leaves on objects, so that everybody who reads them knows that they may be older than the hosts. Written by the restore alone.
 */

/** On the namespace `tycho-system`: how often the control plane was restored. Epochs go on above those of the lives before; absent: it never was. */
export const incarnationAnnotation = 'infrastructure.tycho.dev/incarnation';

/**
 * On the namespace `tycho-system`: when it was restored last. While it is there, no server that was in the backup gets another incarnation before every host
 * of the backup has said what is on it. An operator who takes it away gives their word that all hosts are accounted for.
 */
export const restoredAtAnnotation = 'infrastructure.tycho.dev/restored-at';

/** On an Instance or HostVolume that was in the backup, with the number of the incarnation: a host that has no record of it never makes it anew. */
export const restoredAnnotation = 'infrastructure.tycho.dev/restored';

/** On an Instance that was in the backup: the uid of the image that was wished for then. The root disk is not made anew only to go back to it. */
export const restoredImageAnnotation = 'infrastructure.tycho.dev/restored-image';

/** Why a server gets no incarnation: a reason in the words of conditions and causes. */
export const restoreUnsettled = 'RestoreUnsettled';

/** Why an Instance is lost, in the condition Converged: the backup has it on a host that has destroyed it since. */
export const goneSinceBackup = 'GoneSinceBackup';

/** Whether the incarnation was in a backup, and nothing of it is where the backup has it: it was deleted or moved since, and is not made anew by itself. */
export function isGoneSinceBackup({ status }: Pick<Instance, 'status'>): boolean {
  return status?.phase === 'Lost' && findCondition(status.conditions, 'Converged')?.reason === goneSinceBackup;
}

/** Where the two annotations of the control plane stand. */
export const restoredNamespace = 'tycho-system';

/** Higher than any epoch or generation that a life of the control plane comes to. */
export const countedInALife = 1_000_000;

type Annotated = { readonly metadata: Pick<ObjectMeta, 'annotations'> };

/** How often the control plane was restored, as its namespace says. */
export function incarnationOf(systemNamespace: Annotated | undefined): number {
  const text = systemNamespace?.metadata.annotations?.[incarnationAnnotation];
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

/** Whether the object was in a backup that was restored. */
export function isRestored({ metadata }: Annotated): boolean {
  return metadata.annotations?.[restoredAnnotation] !== undefined;
}

/** Whether the object was in a backup, and the control plane still wants it. */
export function isWantedByBackup(object: { readonly metadata: Pick<ObjectMeta, 'annotations' | 'deletionTimestamp'> }): boolean {
  return isRestored(object) && object.metadata.deletionTimestamp === undefined;
}

/** Whether the image that is wished for is only that of the backup: somebody may have wished for another one since. */
export function isImageOfBackup({ metadata }: Annotated, imageUID: string): boolean {
  return metadata.annotations?.[restoredImageAnnotation] === imageUID;
}
