import type { Clock } from '#apis/machinery/clock.ts';
import type { SendProgress } from '#drivers/contract/live-migrating.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { leavingDisksSocketName } from '../instance-directory/instance-directory.ts';
import { rootDiskNode } from '../machine/root-disk.ts';
import { QMPCommandError } from '../qmp/qmp-error.ts';
import { diskNamesOf, diskSizes } from './machine-terms.ts';
import type { RunningMachine } from './running-machine.ts';

interface Job {
  readonly id: string;
  readonly status: string;
  readonly 'current-progress': number;
  readonly 'total-progress': number;
  readonly error?: string;
}

export interface DiskMirrorsOptions {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly bytesPerSecond?: number;
}

const pollMilliseconds = 100;
const finishPollMilliseconds = 5;
const prefix = 'leaving-';

/** The disks of a machine, kept the same at the other end: first all that is on them, then whatever the guest writes. */
export class DiskMirrors {
  readonly #machine: RunningMachine;
  readonly #options: DiskMirrorsOptions;
  #names: readonly string[] = [];
  #totalBytes = 0;

  constructor(machine: RunningMachine, options: DiskMirrorsOptions) {
    this.#machine = machine;
    this.#options = options;
  }

  get sizes(): { readonly totalBytes: number } {
    return { totalBytes: this.#totalBytes };
  }

  /** Throws the errors of QMP. */
  async start(): Promise<void> {
    const guest = this.#machine.record?.guest;
    if (guest === undefined) return;
    this.#names = diskNamesOf(guest, await diskSizes(this.#machine));
    const { bytesPerSecond } = this.#options;
    for (const name of this.#names) {
      const target = prefix + name;
      await this.#machine.execute('blockdev-add', {
        'node-name': target,
        driver: 'nbd',
        server: { type: 'unix', path: leavingDisksSocketName },
        export: name,
      });
      await this.#machine.execute('blockdev-mirror', {
        'job-id': target,
        device: name,
        target,
        // Below its own layer is the image, which the other host has itself.
        sync: name === rootDiskNode ? 'top' : 'full',
        'auto-dismiss': false,
        ...(bytesPerSecond === undefined ? {} : { speed: bytesPerSecond }),
      });
    }
  }

  /** Waits until the other end has all that is on the disks. Rejects with the signal's reason when that is aborted. Throws {@link DriverError} and the errors of QMP. */
  async untilReady(onProgress: (progress: SendProgress) => void): Promise<void> {
    const { signal, clock } = this.#options;
    for (;;) {
      signal.throwIfAborted();
      const jobs = await this.#jobs();
      this.#requireAll(jobs);
      this.#totalBytes = sumOf(jobs, 'total-progress');
      if (jobs.every(({ status }) => status === 'ready')) return;
      onProgress({
        stage: 'Disks',
        diskTotalBytes: this.#totalBytes,
        diskSentBytes: sumOf(jobs, 'current-progress'),
        memoryTotalBytes: 0,
        memorySentBytes: 0,
        memoryRemainingBytes: 0,
      });
      await clock.sleep(pollMilliseconds);
    }
  }

  /** Once nothing is written any more: the disks are the same at both ends when this resolves, and nothing is open at the other. Throws as {@link untilReady}. */
  async finish(): Promise<void> {
    this.#requireAll(await this.#jobs());
    for (const name of this.#names) await this.#machine.execute('block-job-cancel', { device: prefix + name });
    await this.#untilConcluded();
    const failed = (await this.#jobs()).find(({ error }) => error !== undefined);
    if (failed !== undefined) throw this.#failure(failed.error);
    await this.clearAway();
  }

  /** Ends whatever is there, of a send that is given up or of one that a driver died over. Throws the errors of QMP. */
  async clearAway(): Promise<void> {
    for (const { id, status } of await this.#jobs()) {
      if (status !== 'concluded') await ignoringRefusal(this.#machine.execute('block-job-cancel', { device: id, force: true }));
    }
    await this.#untilConcluded();
    for (const { id } of await this.#jobs()) await ignoringRefusal(this.#machine.execute('job-dismiss', { id }));
    const nodes = [...(await diskSizes(this.#machine)).keys()].filter((name) => name.startsWith(prefix));
    for (const node of nodes) await ignoringRefusal(this.#machine.execute('blockdev-del', { 'node-name': node }));
  }

  async #untilConcluded(): Promise<void> {
    while ((await this.#jobs()).some(({ status }) => status !== 'concluded')) await this.#options.clock.sleep(finishPollMilliseconds);
  }

  async #jobs(): Promise<readonly Job[]> {
    return ((await this.#machine.execute('query-jobs')) as readonly Job[]).filter(({ id }) => id.startsWith(prefix));
  }

  #requireAll(jobs: readonly Job[]): void {
    const failed = jobs.find(({ error, status }) => error !== undefined || status === 'concluded');
    if (failed !== undefined || jobs.length < this.#names.length) throw this.#failure(failed?.error);
  }

  #failure(words: string | undefined): DriverError {
    return new DriverError('Temporary', `send a disk of ${this.#machine.directory.mark.instanceUID}: ${words ?? 'the other end is gone'}`);
  }
}

function sumOf(jobs: readonly Job[], name: 'current-progress' | 'total-progress'): number {
  return jobs.reduce((sum, job) => sum + job[name], 0);
}

/** What is not there need not be ended. */
async function ignoringRefusal(command: Promise<unknown>): Promise<void> {
  await command.catch((error: unknown) => {
    if (!(error instanceof QMPCommandError)) throw error;
  });
}
