import type { DriverParts } from '../driver-parts.ts';
import type { MachineRecord } from '../instance-directory/instance-directory.ts';
import type { RunningMachine } from './running-machine.ts';

/** What it takes to plug something in or pull it out. */
export interface PlugContext {
  readonly machine: RunningMachine;
  readonly userID: number;
  readonly parts: DriverParts;
}

/** Changes what is noted of the machine. Of one that release 0.1 started nothing is. */
export async function note(machine: RunningMachine, change: (record: MachineRecord) => MachineRecord): Promise<void> {
  if (machine.record === undefined) return;
  const record = change(machine.record);
  await machine.directory.writeMachine(record);
  machine.record = record;
}
