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

  /** Starts a prepared guest; a guest that runs already is left alone. Resolves once it executes. */
  start(guest: Guest): Promise<void>;

  /** Asks the guest to shut down and cuts its power when the grace period is over. Resolves once no process is left. */
  stop(mark: Mark, options: { readonly gracePeriodSeconds: number }): Promise<void>;

  /** Restarts the guest in place; `Soft` asks it first and cuts the power after the grace period. */
  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void>;

  /** Removes process, disk and everything else of the guest, running or not. A guest that is not there is success. */
  destroy(mark: Mark): Promise<void>;

  /** How the guest is now. */
  observe(mark: Mark): Promise<Observation>;

  /** Calls `listener` whenever a guest's {@link Observation} may have changed by itself. Returns how to stop that. */
  onChange(listener: (mark: Mark) => void): () => void;

  /** The last `maximumBytes` of what the guest wrote to its console since it was prepared. */
  consoleLog(mark: Mark, options: { readonly maximumBytes: number }): Promise<Uint8Array>;

  /** Lets go of everything without disturbing any guest. */
  close(): Promise<void>;
}

/** Carried by every guest of ours, on the host itself. A guest without it is not ours and is never touched. */
export interface Mark {
  readonly controlPlaneUID: string;
  readonly serverUID: string;
  readonly instanceUID: string;
  readonly epoch: number;
}

/** One machine, fully resolved: local files instead of URLs, bytes instead of references. */
export interface Guest {
  readonly mark: Mark;
  readonly displayName: string;
  readonly hostname: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Size of the root disk; 0: as large as the image. */
  readonly diskGiB: number;
  readonly image: LocalImage;
  readonly macAddress: string;
  /** Path to content, as `openstack/latest/meta_data.json`: what the guest finds on its config drive. */
  readonly configDrive: ReadonlyMap<string, Uint8Array>;
  /** What the user attached to the server. Drivers for development read their script from here. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** An image on this host: verified, read-only, kept while a guest uses it. Paths are absolute. */
export type LocalImage =
  | { readonly format: 'Raw' | 'Qcow2'; readonly path: string; readonly virtualSizeBytes: number }
  | { readonly format: 'Kernel'; readonly kernelPath: string; readonly initrdPath: string | undefined; readonly kernelArguments: string };

/** Features that a driver may lack. What it does not list, the scheduler never sends it. */
export type Capability =
  | 'image-raw'
  | 'image-qcow2'
  | 'image-kernel'
  | 'reboot-soft'
  | 'reboot-hard'
  | 'console-log'
  | 'user-data'
  | 'key-pair';

export interface HostDescription {
  /** `kvm`, `container`, `ironic`, `fake`. Shown to operators, never to tenants. */
  readonly driver: string;
  readonly capabilities: readonly Capability[];
  readonly inventory: { readonly vcpus: number; readonly memoryMiB: number; readonly diskGiB: number };
  /** As `uname -m` says it. */
  readonly architecture: string;
  /** How guests execute, found by a functional probe: `kvm`, `tcg`, `none`. */
  readonly accelerator: string;
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
  | { readonly kind: 'Running'; readonly startedAt: Date; readonly addresses: readonly GuestAddress[] }
  /** It was there and is damaged beyond repair, as with its disk gone. */
  | { readonly kind: 'Lost'; readonly message: string };

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
