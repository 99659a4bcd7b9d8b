import type { DriverAbilities } from './abilities.ts';
import type { Capability } from './capability.ts';
import type { Guest, Mark } from './guest.ts';
import type { VolumeAttachmentKey } from './guest-devices.ts';

export type { Guest, LocalImage, Mark } from './guest.ts';

/**
 * What a host must be able to do for servers. A driver wraps one way of running guests; the node agent decides what
 * is to be done and calls these methods, one at a time for each guest. Every method may be repeated, and may be cut
 * short by a crash at any point: calling it again completes the work.
 */
export interface Driver {
  /** What the host has and what the driver can do. Called at start and every few minutes. */
  describe(): Promise<HostDescription>;

  /**
   * Every guest that carries our mark and is (even partly) there, found by looking at the host and not from memory,
   * together with a count of guests that are not ours. Reattaches to those that run, without disturbing them.
   */
  recover(): Promise<Recovery>;

  /**
   * Makes everything that the guest needs to start: disk, config drive, run directory. Leaves it stopped.
   * Throws {@link DriverError}.
   */
  prepare(guest: Guest): Promise<void>;

  /**
   * Starts a prepared guest; a guest that runs already, or is paused, is left alone. One that was suspended goes on where it was. Devices, rescue
   * image and config drive are as `guest` says now, whatever they were when it was prepared. Resolves once it executes.
   * A start that takes long and that nobody wants any more is given up through `signal`: a driver that heeds it rejects with its reason, and the guest
   * may execute or not.
   */
  start(guest: Guest, options?: { readonly signal?: AbortSignal }): Promise<void>;

  /**
   * Asks the guest to shut down and cuts its power when the grace period is over; a paused guest is cut off at once. What was suspended is given up
   * with its memory. Resolves once no process is left.
   */
  stop(mark: Mark, options: { readonly gracePeriodSeconds: number }): Promise<void>;

  /** Restarts the guest in place; `Soft` asks it first and cuts the power after the grace period. */
  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void>;

  /** Removes process, disk and everything else of the guest, running or not. A guest that is not there is success. */
  destroy(mark: Mark): Promise<void>;

  /** How the guest is now. */
  observe(mark: Mark): Promise<Observation>;

  /** Calls `listener` whenever a guest's {@link Observation} may have changed by itself. Returns how to stop that. */
  onChange(listener: (mark: Mark) => void): () => void;

  /** Calls `listener` whenever the {@link HostDescription} may have changed by itself. Absent: it is asked for now and then. Returns how to stop that. */
  onHostChange?(listener: () => void): () => void;

  /** The last `maximumBytes` of what the guest wrote to its console since it was prepared. */
  consoleLog(mark: Mark, options: { readonly maximumBytes: number }): Promise<Uint8Array>;

  /** Lets go of everything without disturbing any guest. */
  close(): Promise<void>;

  /** What it can do beyond that. Everything in here is announced as a {@link Capability} too. */
  readonly abilities: DriverAbilities;

  /**
   * The user of the host whom the tap devices of a guest's ports must belong to: with another, or none, other guests could take them. Stays the same
   * from the first call until {@link destroy}. Drivers that have their ports plugged in by tap have it. Throws {@link DriverError}.
   */
  tapOwnerUserID?(mark: Mark): Promise<number>;
}

export interface HostDescription {
  /** `kvm`, `container`, `ironic`, `fake`. Shown to operators, never to tenants. */
  readonly driver: string;
  readonly capabilities: readonly Capability[];
  readonly inventory: { readonly vcpus: number; readonly memoryMiB: number; readonly diskGiB: number };
  /** As `uname -m` says it. */
  readonly architecture: string;
  /** How guests execute, found by a functional probe: `kvm`, `tcg`, `none`. */
  readonly accelerator: string;
  /** How ports are to be plugged in: a tap device, an interface in a network namespace of the guest's, or not by the agent. */
  readonly portAttachment: 'Tap' | 'Interface' | 'None';
  /** The host is a machine that one server takes whole: no second one fits beside it. Absent: no. */
  readonly isExclusive?: boolean;
  /** Something an operator should know, as a full disk; absent when all is well. */
  readonly problem?: { readonly reason: string; readonly message: string };
}

export interface Recovery {
  readonly guests: readonly { readonly mark: Mark; readonly observation: Observation }[];
  readonly foreignGuestCount: number;
}

export type Observation =
  /** Nothing of it is on the host. */
  | { readonly kind: 'Absent' }
  /** Disk and directory are there; no process. `exit` says how the last run ended, if there was one. */
  | { readonly kind: 'Stopped'; readonly exit?: GuestExit }
  /** Its memory is on the disk; no process. */
  | { readonly kind: 'Suspended' }
  | ({ readonly kind: 'Running' } & Execution)
  /** Its memory is where it was, and its processors stand still. */
  | ({ readonly kind: 'Paused' } & Execution)
  /** It was there and is damaged beyond repair, as with its disk gone. */
  | { readonly kind: 'Lost'; readonly message: string };

export interface Execution {
  readonly startedAt: Date;
  readonly addresses: readonly GuestAddress[];
  /** It does not execute yet, and will without anything more being done, unless that fails. Absent: no. */
  readonly isStarting?: boolean;
  /** Whether it was started with a rescue image. Absent: no. */
  readonly inRescue?: boolean;
  /** Uids of the ports that are plugged in. Absent: none. */
  readonly portUIDs?: readonly string[];
  /** Volumes that are plugged in, the root disk excepted. Absent: none. */
  readonly volumes?: readonly VolumeAttachmentKey[];
}

export interface GuestExit {
  /** `GuestShutdown`: the guest turned itself off. `Crashed`: its process died. `Stopped`: we were asked to. */
  readonly reason: 'GuestShutdown' | 'Crashed' | 'Stopped';
  readonly message: string;
  readonly at: Date;
}

export interface GuestAddress {
  readonly macAddress: string;
  readonly ipAddress?: string;
}

/** Words for why a driver could not do something; one for each decision that the agent can make. */
export type DriverErrorReason =
  /** Not now: try again with growing delay. */
  | 'Temporary'
  /** No room on the host: try again, slowly. */
  | 'DiskFull'
  /** The host lacks a program, a device or a right: an operator must act. */
  | 'HostBroken'
  /** The image is not what its format says, or is not allowed. Another try gives the same. */
  | 'InvalidImage'
  /** The driver does not do this. Another try gives the same. */
  | 'Unsupported';

/** A driver could not do what it was asked. The message says what was attempted, on what, and what it met. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly reason: DriverErrorReason;

  constructor(reason: DriverErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
