import { chmod, mkdir } from 'node:fs/promises';
import { machine } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import {
  DriverError,
  type Driver,
  type Guest,
  type HostDescription,
  type Mark,
  type Observation,
  type Recovery,
} from '#drivers/contract/driver.ts';
import { ContainerdClient } from '#proto/containerd/containerd-client.ts';
import { containerAbilities } from './container-abilities.ts';
import { consoleTail } from './console/console-log.ts';
import { endContainerd, ensureContainerd, ownSocketPath } from './containerd-process.ts';
import { removeAgentTraces } from './host/agent-traces.ts';
import { describeHost } from './describe-host.ts';
import { asDriverErrors } from './driver-failure.ts';
import { directoryOf, type DriverParts } from './driver-parts.ts';
import { GuestLifecycle } from './guest-lifecycle.ts';
import { GuestRecords } from './guest/guest-records.ts';
import { defaultIDPool, type IDPool } from './guest/id-ranges.ts';
import { ImageSnapshots } from './image/image-snapshots.ts';
import { TaskWatch } from './running/task-watch.ts';

export interface ContainerDriverDependencies {
  /** Everything of the guests is kept below it; it is made when it is not there. One driver for one directory. */
  readonly stateDirectory: string;
  /** containerd's namespace and the guests' cgroup: of this agent's own. */
  readonly namespace: string;
  readonly containerd: ContainerdChoice;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ids that nobody else on the host has. Default: {@link defaultIDPool}. */
  readonly idPool?: IDPool;
}

export type ContainerdChoice =
  /** One that somebody else runs, as the system's at /run/containerd/containerd.sock. */
  | { readonly kind: 'Existing'; readonly socketPath: string }
  /** One that the driver starts when it is not there; what must not survive a restart of the host lies in that directory. */
  | { readonly kind: 'Own'; readonly runDirectory: string };

/** Runs guests as system containers of containerd. Must run as root, and see the same mounts as containerd. */
export function createContainerDriver(dependencies: ContainerDriverDependencies): Driver {
  return new ContainerDriver(dependencies);
}

class ContainerDriver implements Driver {
  readonly abilities: DriverAbilities;
  readonly #dependencies: ContainerDriverDependencies;
  readonly #client: ContainerdClient;
  readonly #parts: DriverParts;
  readonly #lifecycle: GuestLifecycle;
  readonly #watch: TaskWatch;
  readonly #listeners = new Set<(mark: Mark) => void>();
  #firstRecovery: Promise<Recovery> | undefined;
  #isClosed = false;

  constructor(dependencies: ContainerDriverDependencies) {
    const { stateDirectory, namespace, containerd, clock, logger, idPool = defaultIDPool } = dependencies;
    const socketPath = containerd.kind === 'Existing' ? containerd.socketPath : ownSocketPath(containerd.runDirectory);
    const runcRoot = join('/run/tycho', namespace, 'runc');
    const client = new ContainerdClient({ socketPath, namespace, clock });
    const records = new GuestRecords({ client, idPool, runcRoot });
    const images = new ImageSnapshots({ client, stateDirectory, architecture: machine(), clock });
    this.#dependencies = dependencies;
    this.#client = client;
    this.#parts = { clock, logger, client, records, images, stateDirectory, namespace, architecture: machine(), runcRoot };
    this.#lifecycle = new GuestLifecycle(this.#parts);
    this.abilities = containerAbilities({ parts: this.#parts, lifecycle: this.#lifecycle, ready: () => this.#recovered() });
    this.#watch = new TaskWatch({
      client,
      clock,
      logger,
      onTask: (containerID) => void this.#noticeTask(containerID),
      onGap: () => this.#noticeAll(),
    });
  }

  async describe(): Promise<HostDescription> {
    return asDriverErrors('describe the host', async () => {
      const { stateDirectory } = this.#dependencies;
      await mkdir(stateDirectory, { recursive: true, mode: 0o700 });
      const description = await describeHost({ stateDirectory, containerdVersion: () => this.#ensureContainerd() });
      if (description.capabilities.length > 0) await this.#parts.images.removeUnused(() => this.#usedImages());
      return description;
    });
  }

  recover(): Promise<Recovery> {
    const recovery = asDriverErrors('look for guests', () => this.#recover());
    this.#firstRecovery ??= recovery;
    recovery.catch(() => {
      if (this.#firstRecovery === recovery) this.#firstRecovery = undefined;
    });
    return recovery;
  }

  prepare(guest: Guest): Promise<void> {
    return this.#act(`prepare ${guest.mark.instanceUID}`, () => this.#lifecycle.prepare(guest));
  }

  start(guest: Guest): Promise<void> {
    return this.#act(`start ${guest.mark.instanceUID}`, () => this.#lifecycle.start(guest));
  }

  stop(mark: Mark, options: { readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#act(`stop ${mark.instanceUID}`, () => this.#lifecycle.stop(mark, options));
  }

  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#act(`reboot ${guest.mark.instanceUID}`, () => this.#lifecycle.reboot(guest, options));
  }

  destroy(mark: Mark): Promise<void> {
    return this.#act(`destroy ${mark.instanceUID}`, () => this.#lifecycle.destroy(mark));
  }

  observe(mark: Mark): Promise<Observation> {
    return this.#act(`look at ${mark.instanceUID}`, () => this.#lifecycle.observe(mark));
  }

  onChange(listener: (mark: Mark) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  consoleLog(mark: Mark, { maximumBytes }: { readonly maximumBytes: number }): Promise<Uint8Array> {
    return this.#act(`read the console of ${mark.instanceUID}`, async () => {
      const record = await this.#parts.records.find(mark);
      return record === undefined ? new Uint8Array() : consoleTail(directoryOf(this.#parts, mark).path, maximumBytes);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#watch.close();
    await this.#endIdleContainerd().catch((error: unknown) => {
      this.#dependencies.logger.warn({ error }, 'the agent’s own containerd could not be ended');
    });
    this.#client.close();
  }

  /** One of the agent's own goes on for its guests, and for nothing else. */
  async #endIdleContainerd(): Promise<void> {
    const { containerd, stateDirectory } = this.#dependencies;
    if (containerd.kind !== 'Own' || this.#firstRecovery === undefined) return;
    if ((await this.#client.containers()).length > 0) return;
    await endContainerd({ stateDirectory: containerdStateDirectory(stateDirectory), runDirectory: containerd.runDirectory });
  }

  async #act<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    await this.#recovered();
    return asDriverErrors(what, work);
  }

  /** Whatever the agent asks first: containerd is there, and it is heard what happens to tasks. */
  async #recovered(): Promise<void> {
    await (this.#firstRecovery ?? this.recover());
  }

  async #recover(): Promise<Recovery> {
    const isFirst = this.#firstRecovery === undefined;
    await mkdir(this.#dependencies.stateDirectory, { recursive: true, mode: 0o700 });
    await this.#ensureContainerd();
    await this.#client.ensureNamespace();
    if (isFirst && !this.#isClosed) this.#watch.open();
    const { ours, foreignCount } = await this.#parts.records.list();
    // One that was killed while its last guest went has left them.
    if (isFirst && ours.length === 0) await removeAgentTraces(this.#parts);
    await makePassable(join(this.#parts.runcRoot, '..'));
    const guests = await Promise.all(ours.map(async ({ mark }) => ({ mark, observation: await this.#lifecycle.observe(mark) })));
    return { guests, foreignGuestCount: foreignCount };
  }

  async #ensureContainerd(): Promise<string> {
    const { containerd, stateDirectory, clock } = this.#dependencies;
    const probe = (): Promise<string> => this.#client.version();
    if (containerd.kind === 'Own')
      await ensureContainerd({
        stateDirectory: containerdStateDirectory(stateDirectory),
        runDirectory: containerd.runDirectory,
        clock,
        probe,
      });
    try {
      return await probe();
    } catch (cause) {
      const where = containerd.kind === 'Existing' ? ` at ${containerd.socketPath}` : '';
      throw new DriverError('HostBroken', `reach containerd${where}: ${(cause as Error).message}`, { cause });
    }
  }

  async #usedImages(): Promise<ReadonlySet<string>> {
    const { ours } = await this.#parts.records.list();
    return new Set(ours.flatMap(({ imageKey, rescueImageKey }) => [imageKey, ...(rescueImageKey ? [rescueImageKey] : [])]));
  }

  async #noticeTask(containerID: string): Promise<void> {
    try {
      const mark = await this.#lifecycle.settle(containerID);
      if (mark !== undefined) for (const listener of this.#listeners) listener(mark);
    } catch (error) {
      if (!this.#isClosed) this.#parts.logger.warn({ error, instance: containerID }, 'what happened to a guest could not be noted');
    }
  }

  async #noticeAll(): Promise<void> {
    await this.#ensureContainerd();
    const { ours } = await this.#parts.records.list();
    await Promise.all(ours.map(({ mark }) => this.#noticeTask(mark.instanceUID)));
  }
}

function containerdStateDirectory(stateDirectory: string): string {
  return join(stateDirectory, 'containerd');
}

/** The runtime would make it for root alone, but a guest's first process finds its root by way of it, as one of the guest's users. */
async function makePassable(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  for (const each of [path, dirname(path)]) await chmod(each, 0o711);
}
