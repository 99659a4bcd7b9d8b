import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceStep } from './instance-step.ts';

/**
 * Whether a step that may take long is for something that is not wished for any more, or keeps a guest from being stopped. Other steps are short, and
 * are brought to their end. `mayRun` is whether the incarnation still has the right to.
 */
export function isUnwanted(step: InstanceStep, { desired, progress }: InstanceRecord, { mayRun }: { readonly mayRun: boolean }): boolean {
  const { power, action, machine } = desired.instance.spec;
  switch (step.kind) {
    case 'Prepare':
    case 'Start':
    case 'Rebuild':
      return desired.tombstone;
    case 'Fetch':
      return (
        desired.tombstone ||
        !mayRun ||
        progress.retired !== undefined ||
        power === 'Stopped' ||
        power === 'Shelved' ||
        step.imageUIDs.some((uid) => uid !== machine.image.uid && uid !== machine.rescueImage?.uid)
      );
    case 'Save':
      return desired.tombstone || power !== 'Shelved';
    case 'Send':
      return (
        desired.tombstone ||
        !mayRun ||
        power !== 'Running' ||
        desired.instance.spec.departure?.cancelled === true ||
        desired.instance.spec.departure?.destination.uid !== step.transfer
      );
    case 'Receive':
      return desired.tombstone || desired.instance.spec.arrival?.cancelled === true;
    case 'Snapshot':
      return desired.tombstone || action?.uid !== step.actionUID;
    default:
      return false;
  }
}
