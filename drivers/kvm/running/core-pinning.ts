import { readFile } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';
import type { InstanceDirectories } from '../instance-directory/instance-directories.ts';
import type { MachineGuest } from '../machine/machine.ts';
import type { RunningMachine } from './running-machine.ts';
import type { ProcessRunner } from '../host/process-runner.ts';
import type { Programs } from '../host/programs.ts';

export interface CorePinningOptions {
  readonly directories: InstanceDirectories;
  readonly runner: ProcessRunner;
  readonly programs: () => Promise<Programs>;
  /** The processors that this process may run on. */
  readonly onlineCores?: () => Promise<readonly number[]>;
}

const commandTimeoutMilliseconds = 10_000;

/** Whether a guest's processors are to have the host's for themselves: Nova's `hw:cpu_policy: dedicated`. Throws {@link DriverError}. */
export function isDedicated({ extraSpecs }: Pick<MachineGuest, 'extraSpecs'>): boolean {
  const policy = extraSpecs['hw:cpu_policy'];
  if (policy === undefined || policy === 'shared') return false;
  if (policy === 'dedicated') return true;
  throw new DriverError('Unsupported', `place a guest by hw:cpu_policy "${policy}": it is shared or dedicated`);
}

/**
 * Which guest has which of the host's processors for itself: as the machines' records say, so that no second ledger can differ. The first processor is
 * never given away; the agent and all other guests need one. Guests that share stay off those that are given away.
 */
export class CorePinning {
  readonly #options: CorePinningOptions;
  readonly #onlineCores: () => Promise<readonly number[]>;
  /** By instance; read from the records once. */
  #taken: Promise<Map<string, readonly number[]>> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: CorePinningOptions) {
    this.#options = options;
    this.#onlineCores = options.onlineCores ?? coresOfThisProcess;
  }

  /** A processor of the host's for each of the guest's; undefined when it shares. Those it has it keeps. Throws {@link DriverError}. */
  async allocate(guest: MachineGuest): Promise<readonly number[] | undefined> {
    if (!isDedicated(guest)) return undefined;
    const result = this.#turn.then(() => this.#allocate(guest));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The guest is no more. */
  async release(instanceUID: string): Promise<void> {
    (await this.#load()).delete(instanceUID);
  }

  /** Puts each of the guest's processors on one of the host's, and the rest of its QEMU on all of them. */
  async pin(machine: RunningMachine, cores: readonly number[]): Promise<void> {
    await this.#taskset(['--all-tasks', '--pid', '--cpu-list', cores.join(','), String(machine.process.pid)]);
    const answer = await machine.execute('query-cpus-fast');
    const threads = answer as readonly { readonly 'cpu-index': number; readonly 'thread-id': number }[];
    for (const { 'cpu-index': index, 'thread-id': threadID } of threads) {
      const core = cores[index];
      // QEMU says which threads these are, and it may have been broken into: only its own are touched.
      if (core !== undefined && (await isThreadOf(threadID, machine.process.pid))) {
        await this.#taskset(['--pid', '--cpu-list', String(core), String(threadID)]);
      }
    }
  }

  /** Keeps machines that share off the processors that are given away, if any are. */
  async keepShared(machines: readonly RunningMachine[]): Promise<void> {
    const taken = new Set([...(await this.#load()).values()].flat());
    const shared = (await this.#onlineCores()).filter((core) => !taken.has(core));
    if (taken.size === 0 || shared.length === 0) return;
    for (const { record, process } of machines) {
      if (record?.cores === undefined) {
        await this.#taskset(['--all-tasks', '--pid', '--cpu-list', shared.join(','), String(process.pid)]);
      }
    }
  }

  async #allocate(guest: MachineGuest): Promise<readonly number[]> {
    const { instanceUID } = guest.mark;
    const taken = await this.#load();
    const own = taken.get(instanceUID);
    if (own?.length === guest.vcpus) return own;
    const used = new Set([...taken].flatMap(([uid, cores]) => (uid === instanceUID ? [] : cores)));
    const free = (await this.#onlineCores()).slice(1).filter((core) => !used.has(core));
    if (free.length < guest.vcpus) {
      throw new DriverError(
        'Temporary',
        `give ${instanceUID} ${guest.vcpus} processors of its own: ${free.length} of the host's are free (the first is never given away)`,
      );
    }
    const cores = free.slice(0, guest.vcpus);
    taken.set(instanceUID, cores);
    return cores;
  }

  #load(): Promise<Map<string, readonly number[]>> {
    this.#taken ??= this.#read();
    this.#taken.catch(() => (this.#taken = undefined));
    return this.#taken;
  }

  async #read(): Promise<Map<string, readonly number[]>> {
    const taken = new Map<string, readonly number[]>();
    for (const directory of await this.#options.directories.list()) {
      const cores = (await directory.readMachine())?.cores;
      if (cores !== undefined) taken.set(directory.mark.instanceUID, cores);
    }
    return taken;
  }

  async #taskset(words: readonly string[]): Promise<void> {
    const { taskset } = await this.#options.programs();
    if (taskset === undefined)
      throw new DriverError('HostBroken', "pin processors: no taskset on this host: install the package util-linux (Debian's name)");
    const outcome = await this.#options.runner.run([taskset, ...words], { timeoutMilliseconds: commandTimeoutMilliseconds });
    if (outcome.exitCode !== 0) throw new DriverError('Temporary', `taskset ${words.join(' ')}: ${outcome.stderr.trim() || 'failed'}`);
  }
}

async function isThreadOf(threadID: number, pid: number): Promise<boolean> {
  return readFile(`/proc/${pid}/task/${threadID}/comm`).then(
    () => true,
    () => false,
  );
}

/** From /proc/self/status, as `0-3,6`. */
async function coresOfThisProcess(): Promise<readonly number[]> {
  const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? '';
  return coresOf(list);
}

/** The numbers in a list of ranges as the kernel writes it. */
export function coresOf(list: string): readonly number[] {
  const ranges = list.split(',').filter((range) => range !== '');
  return ranges.flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Number.isNaN(first) ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
