import type { DesiredInstance, InstanceProgress, InstanceRecord } from '#cmd/node-agent/journal/journal-state.ts';
import { noProgress } from '#cmd/node-agent/journal/journal-state.ts';
import { anInstance, type InstanceOverrides } from './instance.ts';

export interface InstanceRecordOverrides {
  readonly instance?: InstanceOverrides;
  readonly desired?: Partial<DesiredInstance>;
  readonly progress?: Partial<InstanceProgress>;
}

/** What an agent remembers of an instance that is to run and that it has done nothing about. */
export function anInstanceRecord({ instance: overrides, desired, progress }: InstanceRecordOverrides = {}): InstanceRecord {
  const instance = anInstance(overrides);
  const { uid, generation } = instance.metadata;
  const { server, epoch } = instance.spec;
  return {
    desired: { instanceUID: uid, serverUID: server.uid, epoch, generation, instance, tombstone: false, claimed: true, ...desired },
    progress: { ...noProgress, ...progress },
  };
}
