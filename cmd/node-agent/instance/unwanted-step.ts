import type { InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceStep } from './instance-step.ts';

/** Whether a step that may take long is for something that is not wished for any more. Other steps are short, and are brought to their end. */
export function isUnwanted(step: InstanceStep, { desired }: InstanceRecord): boolean {
  const { power, action } = desired.instance.spec;
  switch (step.kind) {
    case 'Prepare':
    case 'Start':
    case 'Rebuild':
      return desired.tombstone;
    case 'Save':
      return desired.tombstone || power !== 'Shelved';
    case 'Snapshot':
      return desired.tombstone || action?.uid !== step.actionUID;
    default:
      return false;
  }
}
