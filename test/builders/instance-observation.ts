import type { InstanceObservation } from '#cmd/node-agent/instance/instance-observation.ts';
import { capabilities } from '#drivers/contract/capability.ts';
import { anInstanceRecord, type InstanceRecordOverrides } from './instance-record.ts';

export type InstanceObservationOverrides = InstanceRecordOverrides & Partial<Omit<InstanceObservation, 'record'>>;

/** An instance that is to run, on a host that can do everything and has done nothing about it. */
export function anInstanceObservation({
  instance,
  desired,
  progress,
  ...overrides
}: InstanceObservationOverrides = {}): InstanceObservation {
  return {
    record: anInstanceRecord({ ...(instance && { instance }), ...(desired && { desired }), ...(progress && { progress }) }),
    guest: { kind: 'Absent' },
    runEpoch: 1,
    rivals: [],
    isConfirmed: true,
    failures: new Map(),
    capabilities: new Set(capabilities),
    volumes: new Map(),
    settledPorts: undefined,
    offeredTransfer: undefined,
    actionSecret: undefined,
    ...overrides,
  };
}
