import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceStep } from './instance-step.ts';

/** Whether a step that may take long is for something that is not wished for any more. Other steps are short, and are brought to their end. */
export function isUnwanted(step: InstanceStep, { desired }: InstanceRecord): boolean {
  const { power, action, machine } = desired.instance.spec;
  switch (step.kind) {
    case 'Prepare':
    case 'Start':
    case 'Rebuild':
      return desired.tombstone;
    case 'Fetch':
      return desired.tombstone || step.imageUIDs.some((uid) => uid !== machine.image.uid && uid !== machine.rescueImage?.uid);
    case 'Save':
      return desired.tombstone || power !== 'Shelved';
    case 'Snapshot':
      return desired.tombstone || action?.uid !== step.actionUID;
    default:
      return false;
  }
}
