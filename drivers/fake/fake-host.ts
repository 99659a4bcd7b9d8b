import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { DriverError, type GuestExit, type Mark, type Observation } from '../contract/driver.ts';
import { addressesOf, completeGuest, type FakeDevices, type FakeDisk, type FakeGuest } from './fake-guest.ts';
import { MemoryFiles, type FakeFiles } from './fake-files.ts';
import type { RunScript } from './guest-script.ts';

/** Where guests are written down, so that they outlive the process. */
export interface FakeGuestStore {
  load(): readonly FakeGuest[];
  /** Writes down how a guest is now. */
  put(guest: FakeGuest): void;
  remove(instanceUID: string): void;
}

export interface FakeHostOptions {
  readonly clock: Clock;
  readonly store?: FakeGuestStore;
  /** Default: in memory. */
  readonly files?: FakeFiles;
}

/**
 * A machine that exists in memory: what stays when an agent goes. Guests run on it, end as their script says, and are seen by whichever driver looks
 * next. It refuses what a real machine could not survive: a start from half a disk, two guests that write to one volume.
 */
export class FakeHost {
  readonly #clock: Clock;
  readonly #store: FakeGuestStore | undefined;
  readonly #guests = new Map<string, FakeGuest>();
  readonly #ends = new Map<string, Timer>();
  readonly #listeners = new Set<(mark: Mark) => void>();
  /** Calls of a step that have failed so far, by instance and step: a script says how many do. */
  readonly failures = new Map<string, number>();
  /** Where its bytes are. */
  readonly files: FakeFiles;
  /** Guests that are not ours, for tests. They are counted and nothing else. */
  foreignGuestCount = 0;

  constructor({ clock, store, files }: FakeHostOptions) {
    this.#clock = clock;
    this.#store = store;
    this.files = files ?? new MemoryFiles();
    for (const stored of store?.load() ?? []) {
      const guest = completeGuest(stored);
      this.#guests.set(guest.mark.instanceUID, guest);
      if (guest.state.kind === 'Running') this.#scheduleEnd(guest, guest.state.startedAt);
    }
  }

  guests(): readonly FakeGuest[] {
    return [...this.#guests.values()];
  }

  guest(instanceUID: string): FakeGuest | undefined {
    return this.#guests.get(instanceUID);
  }

  observe(instanceUID: string): Observation {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined) return { kind: 'Absent' };
    const { state, devices } = guest;
    if (state.kind === 'Stopped' || state.kind === 'Suspended' || state.kind === 'Lost') return state;
    const plugged = devices?.volumes.filter(({ volumeUID }) => volumeUID !== devices.bootVolumeUID) ?? [];
    return {
      ...state,
      addresses: addressesOf(guest),
      inRescue: devices?.inRescue ?? false,
      portUIDs: devices?.ports.map(({ uid }) => uid) ?? [],
      volumes: plugged.map(({ attachmentUID, epoch }) => ({ attachmentUID, epoch })),
    };
  }

  /** Makes a stopped guest unless there is one. */
  add(guest: Pick<FakeGuest, 'mark' | 'displayName' | 'macAddress' | 'script' | 'localDisks'> & { readonly rootDisk: FakeDisk }): void {
    const known = this.#guests.get(guest.mark.instanceUID);
    if (known === undefined) {
      this.#put({ ...guest, state: { kind: 'Stopped' }, console: [] });
      return;
    }
    const { rootDisk, ...rest } = guest;
    this.#put({ ...known, ...rest, rootDisk: known.rootDisk ?? rootDisk });
  }

  /** Notes something about a guest that is there. */
  change(instanceUID: string, changed: Partial<Omit<FakeGuest, 'mark' | 'state'>>): void {
    const guest = this.#guests.get(instanceUID);
    if (guest !== undefined) this.#put({ ...guest, ...changed });
  }

  /** Starts a guest that is there and does not run, with these devices. One that was suspended goes on. */
  run(instanceUID: string, devices?: FakeDevices): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined || (guest.state.kind !== 'Stopped' && guest.state.kind !== 'Suspended')) return;
    if (guest.rootDisk?.isBroken === true && devices?.bootVolumeUID === undefined && devices?.inRescue !== true) {
      throw new DriverError('HostBroken', `start guest ${instanceUID}: its root disk is not whole`);
    }
    if (devices !== undefined) this.#checkVolumes(guest, devices);
    const startedAt = this.#clock.now();
    const verb = guest.state.kind === 'Suspended' ? 'goes on' : 'started';
    const started = { ...guest, state: { kind: 'Running', startedAt }, ...(devices === undefined ? {} : { devices }) } as const;
    const isFirstWord = guest.state.kind !== 'Suspended';
    const lines = [
      ...(isFirstWord ? ['firmware: found the root disk', 'kernel: up'] : []),
      `${startedAt.toISOString()} ${guest.displayName} ${verb}`,
    ];
    const running = lines.reduce(withLine, started);
    this.#put(running);
    this.#scheduleEnd(running, startedAt);
  }

  pause(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind === 'Running') this.#put({ ...guest, state: { ...guest.state, kind: 'Paused' } });
  }

  resume(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind !== 'Paused') return;
    const { isInTransfer: _, ...rest } = guest;
    this.#put({ ...rest, state: { ...guest.state, kind: 'Running' } });
  }

  /** Halts a guest that goes to another host, until it is resumed. */
  hold(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind === 'Running') this.#put({ ...guest, state: { ...guest.state, kind: 'Paused' }, isInTransfer: true });
  }

  /** Takes in a guest of another host, standing still. Only one that is there and does not run. */
  arrive(
    instanceUID: string,
    arriving: Pick<FakeGuest, 'console' | 'rootDisk' | 'passwords'> & { readonly startedAt: Date },
    devices: FakeDevices,
  ): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind !== 'Stopped') throw new DriverError('Temporary', `receive guest ${instanceUID}: it is not prepared, or runs`);
    const { startedAt, ...rest } = arriving;
    const arrived: FakeGuest = { ...guest, ...rest, state: { kind: 'Paused', startedAt }, devices, isInTransfer: true };
    this.#put(arrived);
    this.#scheduleEnd(arrived, startedAt);
  }

  suspend(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind !== 'Running' && guest?.state.kind !== 'Paused') return;
    this.#ends.get(instanceUID)?.cancel();
    this.#put({ ...guest, state: { kind: 'Suspended' } });
  }

  /** Changes what is plugged into a guest that has a process. */
  plug(instanceUID: string, change: (devices: FakeDevices) => FakeDevices): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined || (guest.state.kind !== 'Running' && guest.state.kind !== 'Paused')) return;
    const devices = change(guest.devices ?? { inRescue: false, ports: [], volumes: [] });
    this.#checkVolumes(guest, devices);
    this.#put({ ...guest, devices });
  }

  /** Ends a guest's run, for whichever reason, or gives up the memory of one that was suspended. */
  end(instanceUID: string, exit: Omit<GuestExit, 'at'>): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined || guest.state.kind === 'Stopped' || guest.state.kind === 'Lost') return;
    const at = this.#clock.now();
    this.#ends.get(instanceUID)?.cancel();
    const { devices: _unplugged, ...rest } = guest;
    this.#put(
      withLine({ ...rest, state: { kind: 'Stopped', exit: { ...exit, at } } }, `${at.toISOString()} ${guest.displayName}: ${exit.message}`),
    );
  }

  /** Damages a guest beyond repair. */
  lose(instanceUID: string, message: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined) return;
    this.#ends.get(instanceUID)?.cancel();
    const { devices: _unplugged, ...rest } = guest;
    this.#put({ ...rest, state: { kind: 'Lost', message } });
  }

  remove(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined) return;
    this.#ends.get(instanceUID)?.cancel();
    this.#guests.delete(instanceUID);
    this.#store?.remove(instanceUID);
    this.#changed(guest.mark);
  }

  /** The power goes and comes back: no guest runs any more, and nothing says why. */
  powerCycle(): void {
    for (const guest of this.guests()) {
      if (guest.state.kind !== 'Running' && guest.state.kind !== 'Paused') continue;
      this.#ends.get(guest.mark.instanceUID)?.cancel();
      const { devices: _unplugged, ...rest } = guest;
      this.#put({ ...rest, state: { kind: 'Stopped' } });
    }
  }

  onChange(listener: (mark: Mark) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #checkVolumes({ mark }: FakeGuest, devices: FakeDevices): void {
    for (const volume of devices.volumes) {
      const other = this.guests().find(
        (guest) =>
          guest.mark.instanceUID !== mark.instanceUID &&
          guest.devices?.volumes.some((each) => each.volumeUID === volume.volumeUID && !(each.isShareable && volume.isShareable)),
      );
      if (other === undefined) continue;
      throw new DriverError('Temporary', `open volume ${volume.volumeUID}: guest ${other.mark.instanceUID} has it open`);
    }
  }

  #scheduleEnd({ mark, script }: FakeGuest, startedAt: Date): void {
    const { end } = script.start;
    if (end === undefined) return;
    const remainingMilliseconds = startedAt.getTime() + end.afterSeconds * 1000 - this.#clock.now().getTime();
    const timer = this.#clock.setTimer(() => this.#endByScript(mark.instanceUID, end), Math.max(0, remainingMilliseconds));
    this.#ends.set(mark.instanceUID, timer);
  }

  #endByScript(instanceUID: string, end: NonNullable<RunScript['end']>): void {
    switch (end.how) {
      case 'Crash':
        return this.end(instanceUID, {
          reason: 'Crashed',
          message: `the guest died ${end.afterSeconds} s after its start, as its script says`,
        });
      case 'Shutdown':
        return this.end(instanceUID, {
          reason: 'GuestShutdown',
          message: `the guest turned itself off ${end.afterSeconds} s after its start, as its script says`,
        });
      case 'Lose':
        return this.lose(instanceUID, `the disk vanished ${end.afterSeconds} s after the start, as the script says`);
    }
  }

  #put(guest: FakeGuest): void {
    this.#guests.set(guest.mark.instanceUID, guest);
    this.#store?.put(guest);
    this.#changed(guest.mark);
  }

  #changed(mark: Mark): void {
    for (const listener of this.#listeners) listener(mark);
  }
}

const maximumConsoleLines = 1_000;

/** The guest with one more line on its console. */
export function withLine(guest: FakeGuest, line: string): FakeGuest {
  return { ...guest, console: [...guest.console, line].slice(-maximumConsoleLines) };
}
