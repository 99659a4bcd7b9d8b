import { DriverError, type Guest, type GuestExit, type Mark } from '#drivers/contract/driver.ts';
import type { DriverParts } from './driver-parts.ts';
import { endHelpers } from './host/helper-processes.ts';
import { isAlive, type ProcessEntry } from './host/process-table.ts';
import { exitOf, sameMark, type InstanceDirectory } from './instance-directory/instance-directory.ts';
import { InstanceQueue } from './instance-queue.ts';
import { prepareGuest } from './prepare-guest.ts';
import { QMPError } from './qmp/qmp-error.ts';
import { findProcesses, reattach, unseenExit } from './recover-guests.ts';
import type { MachineTerms } from './running/machine-terms.ts';
import type { RunningMachine } from './running/running-machine.ts';
import { startMachine } from './running/start-machine.ts';
import { finishRun, giveMemoryUp, resetMachine, turnOffSoftly } from './running/stop-machine.ts';
import { concealVolume } from './running/volume-links.ts';

export interface GuestLifecycleOptions {
  /** Called when how a guest is may have changed by itself. */
  readonly onChange: (mark: Mark) => void;
}

const retryMilliseconds = 5_000;

/**
 * The machines that run, and all that changes them. One piece of work at a time for each guest: a call of the agent, or
 * the note that a guest turned itself off or that its process is gone, whichever came first.
 */
export class GuestLifecycle {
  readonly #parts: DriverParts;
  readonly #options: GuestLifecycleOptions;
  readonly #queue = new InstanceQueue();
  readonly #machines = new Map<string, RunningMachine>();
  #isClosed = false;

  constructor(parts: DriverParts, options: GuestLifecycleOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** How many guests are halted because the disk is full. */
  get stalledCount(): number {
    return [...this.#machines.values()].filter(({ phase }) => phase.kind === 'Stalled').length;
  }

  machineOf(mark: Mark): RunningMachine | undefined {
    const machine = this.#machines.get(mark.instanceUID);
    return sameMark(machine?.directory.mark, mark) ? machine : undefined;
  }

  /** The guest's machine, once what is known to have ended is noted as ended. */
  async settledMachineOf(mark: Mark): Promise<RunningMachine | undefined> {
    const machine = this.machineOf(mark);
    if (machine !== undefined && !executes(machine)) await this.#inTurn(mark, () => this.#settle(machine));
    return this.machineOf(mark);
  }

  prepare(guest: Guest): Promise<void> {
    return this.#inTurn(guest.mark, async () => {
      if (this.machineOf(guest.mark) === undefined) await prepareGuest(guest, this.#parts);
    });
  }

  /** Does a piece of work about a guest when it is its turn. It gets the guest's machine, if one runs. */
  onMachine<Result>(mark: Mark, work: (machine: RunningMachine | undefined) => Promise<Result>): Promise<Result> {
    return this.#inTurn(mark, async () => {
      await this.#settle(this.machineOf(mark));
      return work(this.machineOf(mark));
    });
  }

  /** Ends the process of a machine whose end is noted, and lets go of it. */
  async end(machine: RunningMachine): Promise<void> {
    await machine.readConsole();
    await machine.endProcess();
    this.#forget(machine);
    this.#options.onChange(machine.directory.mark);
  }

  start(guest: Guest): Promise<void> {
    return this.#inTurn(guest.mark, async () => {
      await this.#settle(this.machineOf(guest.mark));
      if (this.machineOf(guest.mark) === undefined) await this.#start(guest);
    });
  }

  /** Starts a QEMU that waits for a guest of another host. Throws {@link DriverError}, also when one runs already. */
  startIncoming(guest: Guest, terms: MachineTerms): Promise<RunningMachine> {
    return this.#inTurn(guest.mark, async () => {
      await this.#settle(this.machineOf(guest.mark));
      if (this.machineOf(guest.mark) !== undefined)
        throw new DriverError('Temporary', `receive ${guest.mark.instanceUID}: a QEMU of it runs already`);
      return this.#start(guest, terms);
    });
  }

  stop(mark: Mark, { gracePeriodSeconds }: { readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#inTurn(mark, async () => {
      await this.#settle(this.machineOf(mark));
      const machine = this.machineOf(mark);
      if (machine === undefined) return this.#giveMemoryUp(mark);
      await this.#noteStopping(machine);
      const wasPaused = machine.phase.kind === 'Paused';
      const isOff = await turnOffSoftly(machine, { gracePeriodSeconds, clock: this.#parts.clock });
      const message = isOff
        ? 'it turned itself off when asked to'
        : wasPaused
          ? 'it was paused, and its power was cut'
          : `it was not off ${gracePeriodSeconds} seconds after it was asked to, and its power was cut`;
      await this.#finishAnyway(machine, { reason: 'Stopped', message });
    });
  }

  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#inTurn(guest.mark, async () => {
      await this.#settle(this.machineOf(guest.mark));
      const machine = this.machineOf(guest.mark);
      if (machine === undefined) {
        await this.#giveMemoryUp(guest.mark);
        await this.#start(guest);
        return;
      }
      if (options.mode === 'Soft') await turnOffSoftly(machine, { ...options, clock: this.#parts.clock });
      try {
        await resetMachine(machine);
      } catch (error) {
        if (!(error instanceof QMPError)) throw error;
        // Its QEMU died or does not answer: a new one does what was asked for.
        await this.#finishAnyway(machine, { reason: 'Stopped', message: 'its QEMU did not answer a reboot' });
        await this.#start(guest);
      }
    });
  }

  destroy(mark: Mark): Promise<void> {
    const { directories, users, network, pinning, table, clock } = this.#parts;
    return this.#inTurn(mark, async () => {
      const directory = await directories.find(mark);
      if (directory === undefined) {
        await users.release(mark.instanceUID);
        return directories.removeLeftovers(mark);
      }
      const machine = this.machineOf(mark);
      await machine?.endProcess();
      this.#forget(machine);
      const preparation = await directory.readPreparation();
      if (preparation !== undefined) await endHelpers(table, { userID: preparation.userID, clock });
      await concealVolumes(directory, preparation?.userID);
      await directory.removeMachine();
      await pinning.release(mark.instanceUID);
      await users.release(mark.instanceUID);
      await directories.remove(directory);
      if ((await directories.names()).size === 0) await network.remove();
    });
  }

  /** Takes charge of a guest that was found: of its process, if it has one, and of noting how it ended, if it has none. */
  recover(directory: InstanceDirectory, entry: ProcessEntry | undefined): Promise<void> {
    const { mark } = directory;
    if (this.machineOf(mark) !== undefined) return Promise.resolve();
    return this.#inTurn(mark, async () => {
      if (this.machineOf(mark) !== undefined) return;
      if (entry !== undefined && (await isAlive(this.#parts.table, entry))) await this.#adopt(directory, entry);
      else await this.#noteUnseenExit(directory);
    });
  }

  /** Lets go of all machines. */
  close(): void {
    this.#isClosed = true;
    for (const machine of this.#machines.values()) machine.close();
    this.#machines.clear();
  }

  async #start(guest: Guest, terms?: MachineTerms): Promise<RunningMachine> {
    const directory = await this.#parts.directories.find(guest.mark);
    if (directory === undefined) throw new DriverError('Temporary', `start ${guest.mark.instanceUID}: it is not prepared`);
    try {
      const machine = await startMachine(guest, { directory, parts: this.#parts, onPhase: (changed) => this.#onPhase(changed), terms });
      this.#keep(machine);
      await this.#keepShared();
      this.#onPhase(machine);
      return machine;
    } catch (error) {
      const latecomer = terms === undefined && (await this.#adoptLatecomer(directory)) ? this.machineOf(guest.mark) : undefined;
      if (latecomer === undefined) throw error;
      return latecomer;
    }
  }

  /** Each start may have given processors away that others were on. One that cannot be moved is no reason to stop the one that came. */
  async #keepShared(): Promise<void> {
    try {
      await this.#parts.pinning.keepShared([...this.#machines.values()]);
    } catch (error) {
      this.#parts.logger.warn({ error }, 'a guest that shares processors could not be kept off those of others');
    }
  }

  /** Takes charge of a QEMU that a driver which died had started, and that was not there yet when the host was looked at. */
  async #adoptLatecomer(directory: InstanceDirectory): Promise<boolean> {
    const { ours } = await findProcesses([directory], this.#parts.table);
    const entry = ours.get(directory.mark.instanceUID);
    if (entry !== undefined) await this.#adopt(directory, entry);
    return this.machineOf(directory.mark) !== undefined;
  }

  async #adopt(directory: InstanceDirectory, entry: ProcessEntry): Promise<void> {
    const run = await directory.readRun();
    const machine = await reattach(directory, entry, this.#parts, (changed) => this.#onPhase(changed));
    this.#keep(machine);
    const exit = exitOf(run);
    if (run?.kind === 'Suspended') {
      // It was to end, or had not gone on yet: the memory on the disk is the guest.
      await this.end(machine);
    } else if (executes(machine)) {
      await directory.writeRun(machine.runRecord('Running'));
    } else if (exit !== undefined) {
      await this.#finish(machine, exit);
    } else if (run?.kind === 'Stopping') {
      await this.#finish(machine, { reason: 'Stopped', message: 'it turned itself off when asked to' });
    }
    await this.#settle(machine);
  }

  async #noteUnseenExit(directory: InstanceDirectory): Promise<void> {
    const { clock, table } = this.#parts;
    const exit = unseenExit(await directory.readRun(), { bootID: await table.bootID(), now: clock.now() });
    if (exit !== undefined) await directory.writeRun({ kind: 'Ended', exit: { ...exit, at: exit.at.toISOString() } });
  }

  #onPhase(machine: RunningMachine): void {
    if (this.#isClosed) return;
    const { mark } = machine.directory;
    if (executes(machine)) {
      this.#options.onChange(mark);
      return;
    }
    this.#inTurn(mark, () => this.#settle(machine)).catch((error: unknown) => {
      // As with a full disk: the note must be made before the process goes, so both wait.
      this.#parts.logger.warn({ error, instance: mark.instanceUID }, 'the end of a guest could not be noted');
      this.#parts.clock.setTimer(() => this.#onPhase(machine), retryMilliseconds);
    });
  }

  /** Notes that a machine ended by itself, if it did and that is not noted yet. */
  async #settle(machine: RunningMachine | undefined): Promise<void> {
    if (machine === undefined || this.machineOf(machine.directory.mark) !== machine) return;
    switch (machine.phase.kind) {
      case 'Executing':
      case 'Paused':
      case 'Stalled':
        return;
      case 'TurnedOff':
        return this.#finish(machine, { reason: 'GuestShutdown', message: 'the guest turned itself off' });
      case 'Broken':
        return this.#finish(machine, { reason: 'Crashed', message: machine.phase.message });
      case 'Gone': {
        const words = await machine.lastWords();
        return this.#finish(machine, { reason: 'Crashed', message: `its QEMU process ended${words === '' ? '' : ` (${words})`}` });
      }
    }
  }

  async #finish(machine: RunningMachine, exit: Omit<GuestExit, 'at'> & { readonly at?: Date }): Promise<void> {
    await finishRun(machine, { ...exit, at: exit.at ?? this.#parts.clock.now() });
    this.#forget(machine);
    this.#options.onChange(machine.directory.mark);
  }

  /** A full disk must not keep a guest from being stopped: what cannot be noted then is only how its run ended. */
  async #finishAnyway(machine: RunningMachine, exit: Omit<GuestExit, 'at'>): Promise<void> {
    try {
      await this.#finish(machine, exit);
    } catch (error) {
      this.#parts.logger.warn({ error, instance: machine.directory.mark.instanceUID }, 'a guest is stopped without a note of it');
      await machine.endProcess();
      this.#forget(machine);
    }
  }

  /** Of a guest that is suspended: noted first, since memory that is half gone must not be taken for whole. */
  async #giveMemoryUp(mark: Mark): Promise<void> {
    const directory = await this.#parts.directories.find(mark);
    if (directory !== undefined) await giveMemoryUp(directory, this.#parts.clock);
  }

  async #noteStopping(machine: RunningMachine): Promise<void> {
    try {
      await machine.directory.writeRun(machine.runRecord('Stopping'));
    } catch (error) {
      this.#parts.logger.warn({ error, instance: machine.directory.mark.instanceUID }, 'that a guest is being stopped could not be noted');
    }
  }

  /** One that comes when all was let go of is let go of at once. */
  #keep(machine: RunningMachine): void {
    if (this.#isClosed) machine.close();
    else this.#machines.set(machine.directory.mark.instanceUID, machine);
  }

  #forget(machine: RunningMachine | undefined): void {
    machine?.close();
    if (machine !== undefined) this.#machines.delete(machine.directory.mark.instanceUID);
  }

  #inTurn<Result>(mark: Mark, work: () => Promise<Result>): Promise<Result> {
    return this.#queue.run(mark.instanceUID, work);
  }
}

function executes({ phase }: RunningMachine): boolean {
  return phase.kind === 'Executing' || phase.kind === 'Paused' || phase.kind === 'Stalled';
}

/** The guest's volumes are somebody else's soon. */
async function concealVolumes(directory: InstanceDirectory, userID: number | undefined): Promise<void> {
  const record = await directory.readMachine();
  if (userID === undefined || record === undefined) return;
  for (const volume of record.guest.volumes) {
    await concealVolume(directory, volume, { place: record.slots[volume.attachmentUID] ?? 'Boot', userID });
  }
}
