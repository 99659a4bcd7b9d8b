import { readFile } from 'node:fs/promises';
import type { GuestRecord } from '../guest/guest-record.ts';
import type { DriverParts } from '../driver-parts.ts';
import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';

/** What systemd takes for "turn yourself off" (systemd(1)): SIGRTMIN+3, where SIGRTMIN is 34. */
const systemdPowerOff = 37;
const terminate = 15;
const powerFailure = 30;

export interface SoftStop {
  readonly gracePeriodSeconds: number;
  /** As the image says. Absent: it does not. */
  readonly stopSignal: number | undefined;
}

/** Asks the guest to turn itself off and waits. Whether it did in time. */
export async function turnOffSoftly(record: GuestRecord, softStop: SoftStop, { client }: Pick<DriverParts, 'client'>): Promise<boolean> {
  const { instanceUID } = record.mark;
  const { gracePeriodSeconds, stopSignal } = softStop;
  if (gracePeriodSeconds <= 0) return false;
  const task = await client.task(instanceUID);
  if (task === undefined) return true;
  for (const signal of stopSignal === undefined ? await signalsFor(task.pid ?? 0) : [stopSignal])
    await client.kill(instanceUID, { signal });
  try {
    await client.wait(instanceUID, { timeoutMilliseconds: gracePeriodSeconds * 1000 });
    return true;
  } catch (error) {
    if (error instanceof ContainerdCallError && error.code === 'NOT_FOUND') return true;
    if (error instanceof ContainerdCallError && error.code === 'DEADLINE_EXCEEDED') return false;
    throw error;
  }
}

/** A first process that has no use for a signal does not notice it: the kernel keeps what it has not asked for from it. */
async function signalsFor(pid: number): Promise<readonly number[]> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'systemd' ? [systemdPowerOff] : [powerFailure, terminate];
}
