import type { Mark } from '#drivers/contract/driver.ts';
import type { Node } from './node/node.ts';

/** What we write beside an instance into its node's `instance_info`: that it is ours, and what Ironic does not remember of it. */
export interface GuestNote {
  readonly mark: Mark;
  /** When its machine was last turned on by us, if that was after it was deployed. */
  readonly startedAt?: string;
  /** Its machine is off, or is about to be, because we were asked to. */
  readonly stoppedAt?: string;
  /** Its machine was found off though nobody had asked us. */
  readonly foundOffAt?: string;
  /** It is to be put on anew at its next start, unless the node's provision state was updated after this. */
  readonly rebuildSince?: string;
}

/** Our member of `instance_info`. */
export const noteKey = 'tycho';

/** The note on a node; undefined when there is none, or one that is not ours to understand. */
export function readNote({ instanceInfo }: Pick<Node, 'instanceInfo'>): GuestNote | undefined {
  const note = instanceInfo[noteKey] as Partial<GuestNote> | null | undefined;
  if (typeof note !== 'object' || note === null) return undefined;
  const mark = note.mark as Partial<Mark> | undefined;
  const isWhole =
    typeof mark?.controlPlaneUID === 'string' &&
    typeof mark.serverUID === 'string' &&
    typeof mark.instanceUID === 'string' &&
    typeof mark.epoch === 'number';
  return isWhole ? (note as GuestNote) : undefined;
}

/** Whose guest is on a node. */
export type Ownership =
  | { readonly kind: 'Nobody' }
  /** Its instance and its mark say so. */
  | { readonly kind: 'Ours'; readonly note: GuestNote }
  /** The mark is there, and the instance that it speaks of was taken off the node by somebody: we cannot act on it, and it may run. */
  | { readonly kind: 'Disowned'; readonly note: GuestNote }
  | { readonly kind: 'Foreign'; readonly instanceUUID: string };

/** Whose guest is on the node. Only one that carries both, its instance and our mark, is ours. */
export function ownershipOf(node: Pick<Node, 'instanceInfo' | 'instanceUUID' | 'provisionState'>): Ownership {
  const note = readNote(node);
  const { instanceUUID } = node;
  if (instanceUUID !== undefined) {
    return note?.mark.instanceUID === instanceUUID ? { kind: 'Ours', note } : { kind: 'Foreign', instanceUUID };
  }
  return note === undefined || nodeIsEmpty.has(node.provisionState) ? { kind: 'Nobody' } : { kind: 'Disowned', note };
}

const nodeIsEmpty: ReadonlySet<string> = new Set([
  'available',
  'cleaning',
  'clean wait',
  'clean hold',
  'clean failed',
  'manageable',
  'enroll',
]);

/** Whether two marks are of the same incarnation. */
export function isSameMark(one: Mark, other: Mark): boolean {
  return (
    one.controlPlaneUID === other.controlPlaneUID &&
    one.serverUID === other.serverUID &&
    one.instanceUID === other.instanceUID &&
    one.epoch === other.epoch
  );
}
