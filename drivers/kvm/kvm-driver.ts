import { mkdir } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import type { Driver, Guest, HostDescription, Mark, Observation, Recovery } from '#drivers/contract/driver.ts';
import type { AbilityContext } from './abilities/ability-context.ts';
import { createConsoles } from './abilities/consoles.ts';
import { createCrashDumping } from './abilities/crash-dumping.ts';
import { createDiskSaving } from './abilities/disk-saving.ts';
import { createHotPlugging } from './abilities/hot-plugging.ts';
import { createLiveMigrating } from './abilities/live-migrating.ts';
import { createPasswordSetting } from './abilities/password-setting.ts';
import { createPausing } from './abilities/pausing.ts';
import { createRebuilding } from './abilities/rebuilding.ts';
import { createSuspending } from './abilities/suspending.ts';
import { probeAccelerator, type Acceleration } from './accelerator/accelerator-probe.ts';
import { describeHost } from './describe-host.ts';
import { asDriverErrors } from './driver-failure.ts';
import type { DriverParts } from './driver-parts.ts';
import { CorePinning } from './running/core-pinning.ts';
import { findFirmware, type Firmware } from './host/firmware.ts';
import { systemHostFacts, type HostFacts } from './host/host-facts.ts';
import { endHelpers } from './host/helper-processes.ts';
import { HugePages } from './host/huge-pages.ts';
import { NetworkNamespace, type IdentifyNamespace } from './host/network-namespace.ts';
import { SystemProcessRunner, type ProcessRunner } from './host/process-runner.ts';
import { SystemProcessTable, type ProcessTable } from './host/process-table.ts';
import { findPrograms, type Programs } from './host/programs.ts';
import { openTapDevice } from './host/tap-device.ts';
import { InstanceDirectories } from './instance-directory/instance-directories.ts';
import { exitOf, findLostDisk, type InstanceDirectory } from './instance-directory/instance-directory.ts';
import { defaultUserRange, UserAllocations, type UserRange } from './instance-directory/user-allocations.ts';
import { GuestLifecycle } from './guest-lifecycle.ts';
import { findProcesses, type FoundProcesses } from './recover-guests.ts';
import { observationOf } from './observation.ts';
import { ConsoleLog } from './running/console-log.ts';

export interface KVMDriverDependencies {
  /** Everything of the guests is kept below it; it is made when it is not there. One driver for one directory. */
  readonly stateDirectory: string;
  /** For `ip netns`: one for each agent on the host, of its own. */
  readonly networkNamespaceName: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Users that nobody else on the host has. Default: {@link defaultUserRange}. */
  readonly userRange?: UserRange;
  /** `Probe` (the default): KVM where it works, else translation by QEMU. */
  readonly accelerator?: 'Probe' | 'kvm' | 'tcg';
  /** The host, as far as the driver sees and touches it; tests bring their own. */
  readonly host?: Partial<KVMHost>;
}

export interface KVMHost {
  readonly runner: ProcessRunner;
  readonly table: ProcessTable;
  readonly facts: HostFacts;
  readonly programs: () => Promise<Programs>;
  readonly identifyNamespace: IdentifyNamespace;
  readonly probe: () => Promise<Acceleration>;
  readonly firmware: () => Promise<Firmware | undefined>;
  readonly openTapDevice: () => Promise<void>;
  readonly hugePages: HugePages;
  /** The host's processors that guests may run on. */
  readonly onlineCores: () => Promise<readonly number[]>;
}

/** Runs guests as QEMU processes of this host. Must run as root. */
export function createKVMDriver(dependencies: KVMDriverDependencies): Driver {
  return new KVMDriver(dependencies);
}

class KVMDriver implements Driver {
  readonly abilities: DriverAbilities;
  readonly #stateDirectory: string;
  readonly #facts: HostFacts;
  readonly #parts: DriverParts;
  readonly #lifecycle: GuestLifecycle;
  readonly #probe: () => Promise<Acceleration>;
  readonly #listeners = new Set<(mark: Mark) => void>();
  #acceleration: Promise<Acceleration> | undefined;
  #firstRecovery: Promise<Recovery> | undefined;

  constructor(dependencies: KVMDriverDependencies) {
    const { stateDirectory, networkNamespaceName, clock, logger, host = {} } = dependencies;
    const range = dependencies.userRange ?? defaultUserRange;
    const runner = host.runner ?? new SystemProcessRunner({ clock });
    const programs = host.programs ?? ((): Promise<Programs> => findPrograms());
    const directories = new InstanceDirectories({ stateDirectory });
    const setting = dependencies.accelerator ?? 'Probe';
    this.#stateDirectory = stateDirectory;
    this.#facts = host.facts ?? systemHostFacts;
    this.#probe =
      host.probe ??
      ((): Promise<Acceleration> => probeAccelerator({ setting, stateDirectory, probeUserID: range.firstID, runner, programs }));
    this.#parts = {
      clock,
      logger,
      runner,
      programs,
      table: host.table ?? new SystemProcessTable(),
      directories,
      users: new UserAllocations({ stateDirectory, range }),
      network: new NetworkNamespace({
        name: networkNamespaceName,
        clock,
        runner,
        programs,
        ...(host.identifyNamespace && { identify: host.identifyNamespace }),
      }),
      acceleration: () => this.#findAcceleration(),
      firmware: host.firmware ?? findFirmware,
      openTapDevice: host.openTapDevice ?? openTapDevice,
      hugePages: host.hugePages ?? new HugePages(),
      pinning: new CorePinning({ directories, runner, programs, ...(host.onlineCores && { onlineCores: host.onlineCores }) }),
    };
    this.#lifecycle = new GuestLifecycle(this.#parts, { onChange: (mark) => this.#notify(mark) });
    this.abilities = this.#createAbilities();
  }

  async describe(): Promise<HostDescription> {
    return asDriverErrors('describe the host', async () => {
      await this.#makeStateDirectory();
      return describeHost({
        facts: this.#facts,
        stateDirectory: this.#stateDirectory,
        acceleration: () => this.#findAcceleration(),
        stalledCount: this.#lifecycle.stalledCount,
        parts: this.#parts,
      });
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

  async prepare(guest: Guest): Promise<void> {
    await this.#recovered();
    await asDriverErrors(`prepare ${guest.mark.instanceUID}`, async () => {
      await this.#makeStateDirectory();
      await this.#lifecycle.prepare(guest);
    });
  }

  async start(guest: Guest): Promise<void> {
    await this.#recovered();
    await asDriverErrors(`start ${guest.mark.instanceUID}`, () => this.#lifecycle.start(guest));
  }

  async stop(mark: Mark, options: { readonly gracePeriodSeconds: number }): Promise<void> {
    await this.#recovered();
    await asDriverErrors(`stop ${mark.instanceUID}`, () => this.#lifecycle.stop(mark, options));
  }

  async reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    await this.#recovered();
    await asDriverErrors(`reboot ${guest.mark.instanceUID}`, () => this.#lifecycle.reboot(guest, options));
  }

  async destroy(mark: Mark): Promise<void> {
    await this.#recovered();
    await asDriverErrors(`destroy ${mark.instanceUID}`, () => this.#lifecycle.destroy(mark));
  }

  async observe(mark: Mark): Promise<Observation> {
    await this.#recovered();
    return asDriverErrors(`look at ${mark.instanceUID}`, async () => {
      const directory = await this.#parts.directories.find(mark);
      return directory === undefined ? { kind: 'Absent' } : this.#observe(directory);
    });
  }

  onChange(listener: (mark: Mark) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async consoleLog(mark: Mark, { maximumBytes }: { readonly maximumBytes: number }): Promise<Uint8Array> {
    await this.#recovered();
    return asDriverErrors(`read the console of ${mark.instanceUID}`, async () => {
      const directory = await this.#parts.directories.find(mark);
      if (directory === undefined) return new Uint8Array();
      await this.#lifecycle.machineOf(mark)?.readConsole();
      return new ConsoleLog(directory.consoleLogPath).tail(maximumBytes);
    });
  }

  async tapOwnerUserID(mark: Mark): Promise<number> {
    await this.#recovered();
    return asDriverErrors(`find the user of ${mark.instanceUID}`, async () => {
      await this.#makeStateDirectory();
      return this.#parts.users.allocate(mark.instanceUID);
    });
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#lifecycle.close();
  }

  /** What was cut short is cleared away at the first look only: afterwards it may be work that is going on. */
  async #recover(): Promise<Recovery> {
    const { directories, users, table } = this.#parts;
    const isFirst = this.#firstRecovery === undefined;
    if (isFirst) await directories.removeLeftovers();
    const found = await directories.list();
    if (isFirst) await users.releaseAllBut(await directories.names());
    const processes = await findProcesses(found, table);
    const guests = await Promise.all(
      found.map(async (directory) => {
        if (isFirst) await this.#endLeftHelpers(directory, processes);
        await this.#lifecycle.recover(directory, processes.ours.get(directory.mark.instanceUID));
        return { mark: directory.mark, observation: await this.#observe(directory) };
      }),
    );
    return { guests, foreignGuestCount: processes.foreignCount };
  }

  /** A copying of a disk, or a trusted platform module, whose driver died before its QEMU was there. */
  async #endLeftHelpers(directory: InstanceDirectory, { ours }: FoundProcesses): Promise<void> {
    const preparation = await directory.readPreparation();
    if (preparation === undefined || ours.has(directory.mark.instanceUID)) return;
    await endHelpers(this.#parts.table, { userID: preparation.userID, clock: this.#parts.clock });
  }

  /** Whatever the agent asks first: nothing is done before all guests that run are known. */
  async #recovered(): Promise<void> {
    await (this.#firstRecovery ?? this.recover());
  }

  #createAbilities(): DriverAbilities {
    const context: AbilityContext = {
      parts: this.#parts,
      onGuest: async (what, mark, work) => {
        await this.#recovered();
        return asDriverErrors(`${what} of ${mark.instanceUID}`, () =>
          this.#lifecycle.onMachine(mark, async (machine) => work({ machine, directory: await this.#parts.directories.find(mark) })),
        );
      },
      besideGuest: (what, mark, work) => asDriverErrors(`${what} of ${mark.instanceUID}`, work),
      startIncoming: async (guest, terms) => {
        await this.#recovered();
        return this.#lifecycle.startIncoming(guest, terms);
      },
      end: (machine) => this.#lifecycle.end(machine),
    };
    return {
      pausing: createPausing(context),
      suspending: createSuspending(context),
      rebuilding: createRebuilding(context),
      diskSaving: createDiskSaving(context),
      hotPlugging: createHotPlugging(context),
      crashDumping: createCrashDumping(context),
      passwordSetting: createPasswordSetting(context),
      consoles: createConsoles(context),
      liveMigrating: createLiveMigrating(context),
    };
  }

  async #observe(directory: InstanceDirectory): Promise<Observation> {
    const machine = await this.#lifecycle.settledMachineOf(directory.mark);
    if (machine !== undefined) return observationOf(machine);
    const lost = await findLostDisk(directory, await directory.readPreparation());
    if (lost !== undefined) return { kind: 'Lost', message: `its ${lost.what} ${lost.path} is gone` };
    const run = await directory.readRun();
    if (run?.kind === 'Suspended') return { kind: 'Suspended' };
    const exit = exitOf(run);
    return { kind: 'Stopped', ...(exit !== undefined && { exit }) };
  }

  /** A probe that found nothing is repeated: somebody may have repaired the host. */
  #findAcceleration(): Promise<Acceleration> {
    if (this.#acceleration !== undefined) return this.#acceleration;
    const found = this.#makeStateDirectory().then(() => this.#probe());
    const forget = (): void => {
      this.#acceleration = undefined;
    };
    this.#acceleration = found;
    found.then((acceleration) => {
      if (acceleration.kind === 'none') forget();
      this.#parts.logger.info({ acceleration }, 'accelerator found');
    }, forget);
    return found;
  }

  async #makeStateDirectory(): Promise<void> {
    await mkdir(this.#stateDirectory, { recursive: true, mode: 0o700 });
  }

  #notify(mark: Mark): void {
    for (const listener of this.#listeners) listener(mark);
  }
}
