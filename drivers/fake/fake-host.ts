import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { GuestAddress, GuestExit, Mark, Observation } from '../contract/driver.ts';
import type { GuestScript, RunScript } from './guest-script.ts';

/** A guest as the fake host keeps it. Plain data, so that it can be written down. */
export interface FakeGuest {
  readonly mark: Mark;
  readonly displayName: string;
  readonly macAddress: string;
  readonly script: GuestScript;
  readonly state:
    | { readonly kind: 'Stopped'; readonly exit?: GuestExit }
    | { readonly kind: 'Running'; readonly startedAt: Date }
    | { readonly kind: 'Lost'; readonly message: string };
  readonly console: readonly string[];
}

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
}

/**
 * A machine that exists in memory: what stays when an agent goes. Guests run on it, end as their script says, and are seen by whichever driver looks
 * next.
 */
export class FakeHost {
  readonly #clock: Clock;
  readonly #store: FakeGuestStore | undefined;
  readonly #guests = new Map<string, FakeGuest>();
  readonly #ends = new Map<string, Timer>();
  readonly #listeners = new Set<(mark: Mark) => void>();
  /** Calls of a step that have failed so far, by instance and step: a script says how many do. */
  readonly failures = new Map<string, number>();
  /** Guests that are not ours, for tests. They are counted and nothing else. */
  foreignGuestCount = 0;

  constructor({ clock, store }: FakeHostOptions) {
    this.#clock = clock;
    this.#store = store;
    for (const guest of store?.load() ?? []) {
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
    return guest.state.kind === 'Running' ? { ...guest.state, addresses: [addressOf(guest.macAddress)] } : guest.state;
  }

  /** Makes a stopped guest unless there is one. */
  add(guest: Omit<FakeGuest, 'state' | 'console'>): void {
    const known = this.#guests.get(guest.mark.instanceUID);
    this.#put(known === undefined ? { ...guest, state: { kind: 'Stopped' }, console: [] } : { ...known, ...guest });
  }

  /** Starts a guest that is there and does not run. */
  run(instanceUID: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined || guest.state.kind !== 'Stopped') return;
    const startedAt = this.#clock.now();
    const running = withLine(
      { ...guest, state: { kind: 'Running', startedAt } },
      `${startedAt.toISOString()} ${guest.displayName} started`,
    );
    this.#put(running);
    this.#scheduleEnd(running, startedAt);
  }

  /** Ends a guest's run, for whichever reason. */
  end(instanceUID: string, exit: Omit<GuestExit, 'at'>): void {
    const guest = this.#guests.get(instanceUID);
    if (guest?.state.kind !== 'Running') return;
    const at = this.#clock.now();
    this.#ends.get(instanceUID)?.cancel();
    this.#put(
      withLine(
        { ...guest, state: { kind: 'Stopped', exit: { ...exit, at } } },
        `${at.toISOString()} ${guest.displayName}: ${exit.message}`,
      ),
    );
  }

  /** Damages a guest beyond repair. */
  lose(instanceUID: string, message: string): void {
    const guest = this.#guests.get(instanceUID);
    if (guest === undefined) return;
    this.#ends.get(instanceUID)?.cancel();
    this.#put({ ...guest, state: { kind: 'Lost', message } });
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
      if (guest.state.kind !== 'Running') continue;
      this.#ends.get(guest.mark.instanceUID)?.cancel();
      this.#put({ ...guest, state: { kind: 'Stopped' } });
    }
  }

  onChange(listener: (mark: Mark) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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

function withLine(guest: FakeGuest, line: string): FakeGuest {
  return { ...guest, console: [...guest.console, line].slice(-maximumConsoleLines) };
}

/** An address in 10.0.0.0/8 that is always the same for a MAC address. */
function addressOf(macAddress: string): GuestAddress {
  const [a = 0, b = 0, c = 0] = macAddress
    .split(':')
    .slice(-3)
    .map((octet) => Number.parseInt(octet, 16));
  return { macAddress, ipAddress: `10.${a}.${b}.${c}` };
}
