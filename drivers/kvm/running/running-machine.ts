import { stat, truncate } from 'node:fs/promises';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { LaunchedProcess } from '../host/process-runner.ts';
import { isAlive, type ProcessIdentity, type ProcessTable } from '../host/process-table.ts';
import type { InstanceDirectory, MachineRecord, RunRecord } from '../instance-directory/instance-directory.ts';
import { deviceNameOf, type DeviceName } from '../machine/slots.ts';
import type { QMPClient, QMPEvent } from '../qmp/qmp-client.ts';
import { QMPClosedError } from '../qmp/qmp-error.ts';
import type { ConsoleLog } from './console-log.ts';
import { connectMonitor } from './monitor-connection.ts';
import { SerialConsole } from './serial-console.ts';

/**
 * How the guest's processors are.
 *
 * - `Executing`
 * - `Paused`: we halted them
 * - `Stalled`: halted by QEMU because the host's disk is full; tried again from time to time
 * - `TurnedOff`: the guest turned itself off, QEMU is still there
 * - `Broken`: halted by QEMU for good, with words for why
 * - `Gone`: there is no process any more
 */
export type MachinePhase =
  | { readonly kind: 'Executing' | 'Paused' | 'Stalled' | 'TurnedOff' | 'Gone' }
  | { readonly kind: 'Broken'; readonly message: string };

export interface RunningMachineOptions {
  readonly directory: InstanceDirectory;
  readonly process: ProcessIdentity;
  readonly startedAt: Date;
  readonly macAddress: string;
  /** Absent: release 0.1 started it. */
  readonly record?: MachineRecord | undefined;
  /** Whether one that is found halted was halted by us, to stay so. */
  readonly isPaused?: boolean;
  /** How the process ended; for those that are children of ours. */
  readonly ended?: LaunchedProcess['ended'];
  readonly consoleLog: ConsoleLog;
  readonly clock: Clock;
  readonly table: ProcessTable;
  readonly logger: Logger;
  /** Called when the phase became another one by itself. */
  readonly onPhase: (machine: RunningMachine) => void;
}

const shortestLookMilliseconds = 1_000;
const longestLookMilliseconds = 16_000;
const pollMilliseconds = 20;
const endTimeoutMilliseconds = 200;
const maximumProcessLogBytes = 256 * 1024;

/** One QEMU process of ours: how it is, and what can be asked of it. Letting go of it does not disturb the guest. */
export class RunningMachine {
  readonly directory: InstanceDirectory;
  readonly process: ProcessIdentity;
  readonly startedAt: Date;
  readonly macAddress: string;
  readonly console: SerialConsole;
  /** What it was started as, with what was plugged in and out since. */
  record: MachineRecord | undefined;
  /** What is plugged in, as QEMU says. */
  devices: readonly DeviceName[] = [];
  /** The port of the one card of a machine that release 0.1 started, once somebody said which. */
  oldBoardPortUID: string | undefined;
  readonly #options: RunningMachineOptions;
  readonly #ending = new AbortController();
  readonly #watchers = new Set<() => void>();
  #isPauseWanted: boolean;
  #phase: MachinePhase = { kind: 'Executing' };
  #client: QMPClient | undefined;
  #nextLook: Timer | undefined;
  #lookDelayMilliseconds = shortestLookMilliseconds;

  constructor(options: RunningMachineOptions) {
    this.#options = options;
    this.directory = options.directory;
    this.process = options.process;
    this.startedAt = options.startedAt;
    this.macAddress = options.macAddress;
    this.record = options.record;
    this.#isPauseWanted = options.isPaused ?? false;
    this.console = new SerialConsole({
      directory: options.directory,
      log: options.consoleLog,
      logger: options.logger,
      execute: (command, commandArguments) => this.execute(command, commandArguments, { timeoutMilliseconds: 2_000 }),
    });
    this.#lookLater();
  }

  get phase(): MachinePhase {
    return this.#phase;
  }

  /** Connects to the monitor and learns the phase. Throws the errors of QMP. */
  async connect(options: { readonly timeoutMilliseconds?: number } = {}): Promise<void> {
    if (this.#client !== undefined) return;
    const client = await connectMonitor(this.directory, {
      ...options,
      clock: this.#options.clock,
      onEvent: (event) => this.#hear(event),
      onClose: () => void this.#disconnected(),
    });
    if (this.#ending.signal.aborted) {
      client.close();
      return;
    }
    this.#client = client;
    await Promise.all([this.learnPhase(), this.learnDevices()]);
  }

  /** Sends a command to the monitor. Throws the errors of QMP. */
  execute(
    command: string,
    commandArguments?: Readonly<Record<string, unknown>>,
    options: { readonly timeoutMilliseconds?: number } = {},
  ): Promise<unknown> {
    const client = this.#client;
    if (client === undefined) return Promise.reject(new QMPClosedError(`${command}: not connected to QEMU`));
    return client.execute(command, commandArguments, options);
  }

  /** How the run is to be noted. */
  runRecord(kind: 'Running' | 'Stopping'): RunRecord {
    const startedAt = this.startedAt.toISOString();
    return { kind, process: this.process, startedAt, ...(this.#isPauseWanted && { isPaused: true }) };
  }

  /** Halts the processors until {@link resume}. Noted before it happens, so that no other driver lets them go on. Throws the errors of QMP. */
  async pause(): Promise<void> {
    this.#isPauseWanted = true;
    await this.directory.writeRun(this.runRecord('Running'));
    await this.halt();
  }

  /**
   * What stands still from now on, or will in a moment, is not to go on by itself: noted, so that no other driver lets it. Undone by
   * {@link RunningMachine.resume}.
   */
  async hold(): Promise<void> {
    this.#isPauseWanted = true;
    await this.directory.writeRun(this.runRecord('Running'));
  }

  /** Halts the processors for a moment: a driver that finds them so lets them go on. Throws the errors of QMP. */
  async halt(): Promise<void> {
    this.#isPauseWanted = true;
    await this.execute('stop');
    await this.learnPhase();
  }

  /** Lets the processors go on, after a pause, a reset or a halt. Throws the errors of QMP. */
  async resume(): Promise<void> {
    const wasPaused = this.#isPauseWanted;
    this.#isPauseWanted = false;
    if (wasPaused) await this.directory.writeRun(this.runRecord('Running'));
    await this.execute('cont');
    this.#become({ kind: 'Executing' });
  }

  /** Asks QEMU what is plugged in. Throws the errors of QMP. */
  async learnDevices(): Promise<void> {
    const found = (await this.execute('qom-list', { path: '/machine/peripheral' })) as readonly { readonly name: string }[];
    const names = found.map(({ name }) => deviceNameOf(name)).filter((name) => name !== undefined);
    this.devices = names.sort((left, right) => placeOf(left) - placeOf(right));
  }

  /** Waits until the phase is one of these, or the time is over. Says whether it is. */
  async waitFor(kinds: readonly MachinePhase['kind'][], timeoutMilliseconds: number): Promise<boolean> {
    const isReached = (): boolean => kinds.includes(this.#phase.kind);
    if (isReached()) return true;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        timer.cancel();
        this.#watchers.delete(look);
        resolve();
      };
      const look = (): void => {
        if (isReached()) finish();
      };
      const timer = this.#options.clock.setTimer(finish, timeoutMilliseconds);
      this.#watchers.add(look);
    });
    return isReached();
  }

  /** Looks whether the process is gone, and says so. */
  isGone(): Promise<boolean> {
    return this.#waitUntilGone(0);
  }

  /** Fetches what the guest wrote since the last time. Failing to is no reason to fail anything else. */
  readConsole(): Promise<number> {
    return this.console.read();
  }

  /** Ends the process: asks QEMU, then kills it. Resolves once it is gone. Throws {@link DriverError} when it does not go. */
  async endProcess(): Promise<void> {
    const { table } = this.#options;
    const asked = await this.execute('quit', undefined, { timeoutMilliseconds: 2_000 }).then(
      () => true,
      () => false,
    );
    if (asked && (await this.#waitUntilGone(5_000))) return;
    await table.kill(this.process);
    if (await this.#waitUntilGone(10_000)) return;
    throw new DriverError(
      'Temporary',
      `end the QEMU process ${this.process.pid} of ${this.directory.mark.instanceUID}: it is still there after SIGKILL`,
    );
  }

  /** Words for how a process that is gone came to its end, as far as that can be known. */
  async lastWords(): Promise<string> {
    const { ended, clock } = this.#options;
    const end = await Promise.race([ended, clock.sleep(endTimeoutMilliseconds)]);
    const signalOrCode = end?.signal ?? (end?.exitCode === undefined ? '' : `exit code ${end.exitCode}`);
    return [signalOrCode, await this.directory.lastProcessWords()].filter((text) => text !== '').join(': ');
  }

  /** Lets go of it: no more events, looks or calls. */
  close(): void {
    this.#ending.abort(new Error('no longer watched'));
    this.#nextLook?.cancel();
    this.console.close();
    this.#client?.close();
    this.#client = undefined;
  }

  #become(phase: MachinePhase): void {
    if (this.#phase.kind === phase.kind || this.#phase.kind === 'Gone') return;
    this.#phase = phase;
    for (const watcher of this.#watchers) watcher();
    if (!this.#ending.signal.aborted) this.#options.onPhase(this);
  }

  #hear({ name, data }: QMPEvent): void {
    // What QEMU ends for is noticed by its process being gone; this is what it stays for.
    if (name === 'SHUTDOWN' && data['guest'] === true) this.#become({ kind: 'TurnedOff' });
    else if (name === 'STOP') this.learnPhase().catch(() => undefined);
    else if (name === 'RESUME' && this.#phase.kind === 'Stalled') this.#become({ kind: 'Executing' });
  }

  /** Asks QEMU how the processors are. Throws the errors of QMP. */
  async learnPhase(): Promise<void> {
    const { status } = (await this.execute('query-status')) as { readonly status: string };
    switch (status) {
      case 'shutdown':
        return this.#become({ kind: 'TurnedOff' });
      case 'io-error':
        return this.#become({ kind: this.#isPauseWanted ? 'Paused' : 'Stalled' });
      case 'internal-error':
      case 'guest-panicked':
        return this.#become({ kind: 'Broken', message: `QEMU halted the guest for good (${status})` });
      case 'inmigrate':
        // What it will be is on its way; it stands still until then, and after.
        return this.#isPauseWanted ? this.#become({ kind: 'Paused' }) : undefined;
      case 'prelaunch':
      case 'paused':
      case 'postmigrate':
        if (this.#phase.kind === 'TurnedOff') return;
        if (this.#isPauseWanted) return this.#become({ kind: 'Paused' });
        // A reboot of ours was cut short here, or the writing of the memory.
        return this.resume();
    }
  }

  async #disconnected(): Promise<void> {
    if (this.#client === undefined || this.#client.isOpen) return;
    this.#client = undefined;
    // A process that ends takes its connections down first and its memory after.
    if (!this.#ending.signal.aborted) await this.#waitUntilGone(2_000);
  }

  /** Looks whether the process is gone, until it is or the time is over. */
  async #waitUntilGone(timeoutMilliseconds: number): Promise<boolean> {
    const { clock, table } = this.#options;
    const startedAt = clock.monotonicMilliseconds();
    while (await isAlive(table, this.process)) {
      if (clock.monotonicMilliseconds() - startedAt >= timeoutMilliseconds) return false;
      await clock.sleep(pollMilliseconds);
    }
    this.#become({ kind: 'Gone' });
    return true;
  }

  #lookLater(): void {
    if (this.#ending.signal.aborted || this.#phase.kind === 'Gone') return;
    this.#nextLook = this.#options.clock.setTimer(() => {
      this.#look()
        .catch((error: unknown) => this.#options.logger.debug({ error, instance: this.directory.mark.instanceUID }, 'machine not reached'))
        .finally(() => this.#lookLater());
    }, this.#lookDelayMilliseconds);
  }

  /** A guest that writes is read every second, a quiet one ever more rarely. */
  async #look(): Promise<void> {
    if (await this.isGone()) return;
    await this.connect({ timeoutMilliseconds: 2_000 });
    const readBytes = await this.readConsole();
    this.#lookDelayMilliseconds =
      readBytes > 0 ? shortestLookMilliseconds : Math.min(longestLookMilliseconds, 2 * this.#lookDelayMilliseconds);
    if (this.#phase.kind === 'Stalled') await this.execute('cont');
    await this.#boundProcessLog();
  }

  /** QEMU appends to it, so cutting it off is safe; the beginning says the least about the present. */
  async #boundProcessLog(): Promise<void> {
    const { size } = await stat(this.directory.processLogPath);
    if (size > maximumProcessLogBytes) await truncate(this.directory.processLogPath, 0);
  }
}

function placeOf({ slot }: DeviceName): number {
  return slot === 'Board' ? -1 : slot;
}
