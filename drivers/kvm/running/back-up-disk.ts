import type { Clock } from '#apis/machinery/clock.ts';
import type { DiskSaveOptions, SavedDisk } from '#drivers/contract/abilities.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { QMPCommandError } from '../qmp/qmp-error.ts';
import type { RunningMachine } from './running-machine.ts';
import { savedDiskName, SavedDiskFile } from './saved-disk.ts';

export interface BackUpOptions extends Omit<DiskSaveOptions, 'disk'> {
  readonly nodeName: string;
  readonly userID: number;
  readonly clock: Clock;
}

interface Job {
  readonly id: string;
  readonly status: string;
  readonly error?: string;
}

const jobID = 'save';
const targetNode = 'saved';
const pollMilliseconds = { first: 10, longest: 500 } as const;

/**
 * Has QEMU copy a disk as it is at this moment, with everything below it, while the guest goes on or stands still: what the guest overwrites is copied
 * first. Rejects with the signal's reason when that is aborted. Throws {@link DriverError} and the errors of QMP.
 */
export async function backUpDisk(machine: RunningMachine, { nodeName, path, signal, userID, clock }: BackUpOptions): Promise<SavedDisk> {
  const what = `save a disk of ${machine.directory.mark.instanceUID}`;
  const target = new SavedDiskFile(machine.directory, userID);
  await clearAway(machine, clock);
  const virtualSizeBytes = await sizeOfNode(machine, nodeName, what);
  try {
    await target.create(virtualSizeBytes);
    const file = { driver: 'file', filename: savedDiskName };
    await machine.execute('blockdev-add', { 'node-name': targetNode, driver: 'qcow2', file, backing: null });
    await machine.execute('blockdev-backup', {
      'job-id': jobID,
      device: nodeName,
      target: targetNode,
      sync: 'full',
      'auto-dismiss': false,
    });
    const job = await waitForJob(machine, { signal, clock });
    await clearAway(machine, clock);
    signal.throwIfAborted();
    if (job === undefined || job.error !== undefined) {
      const words = job?.error ?? 'QEMU forgot about it';
      throw new DriverError(/No space left|quota/i.test(words) ? 'DiskFull' : 'Temporary', `${what}: ${words}`);
    }
    await target.moveTo(path, { signal });
    return { format: 'Qcow2', virtualSizeBytes };
  } catch (error) {
    await clearAway(machine, clock).catch(() => undefined);
    await target.remove();
    throw error;
  }
}

/** Waits for the end of the job; when the signal is aborted, brings it about. Undefined: there is no such job. */
async function waitForJob(
  machine: RunningMachine,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): Promise<Job | undefined> {
  let isCancelled = false;
  for (let delay: number = pollMilliseconds.first; ; delay = Math.min(pollMilliseconds.longest, 2 * delay)) {
    const job = await findJob(machine);
    if (job === undefined || job.status === 'concluded') return job;
    if (signal.aborted && !isCancelled) {
      isCancelled = true;
      delay = pollMilliseconds.first;
      await ignoringRefusal(machine.execute('job-cancel', { id: jobID }));
    }
    await clock.sleep(delay, isCancelled ? {} : { signal }).catch(() => undefined);
  }
}

/** Ends what is left of an earlier copying, as of a driver that died over it. */
async function clearAway(machine: RunningMachine, clock: Clock): Promise<void> {
  const job = await findJob(machine);
  if (job !== undefined) {
    await waitForJob(machine, { signal: AbortSignal.abort(), clock });
    await ignoringRefusal(machine.execute('job-dismiss', { id: jobID }));
  }
  await ignoringRefusal(machine.execute('blockdev-del', { 'node-name': targetNode }));
}

async function findJob(machine: RunningMachine): Promise<Job | undefined> {
  const jobs = (await machine.execute('query-jobs')) as readonly Job[];
  return jobs.find(({ id }) => id === jobID);
}

async function sizeOfNode(machine: RunningMachine, nodeName: string, what: string): Promise<number> {
  const nodes = (await machine.execute('query-named-block-nodes', { flat: true })) as readonly {
    readonly 'node-name'?: string;
    readonly image: { readonly 'virtual-size': number };
  }[];
  const node = nodes.find((each) => each['node-name'] === nodeName);
  if (node === undefined) throw new DriverError('Unsupported', `${what}: it has no such disk`);
  return node.image['virtual-size'];
}

/** What is not there need not be ended. */
async function ignoringRefusal(command: Promise<unknown>): Promise<void> {
  await command.catch((error: unknown) => {
    if (!(error instanceof QMPCommandError)) throw error;
  });
}
