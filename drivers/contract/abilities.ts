import type { Duplex } from 'node:stream';
import type { Guest, Mark } from './guest.ts';
import type { LiveMigrating } from './live-migrating.ts';
import type { GuestPort, GuestVolume, VolumeAttachmentKey } from './guest-devices.ts';

/**
 * What some drivers can do and others cannot. Like the methods of the driver itself each call may be repeated, may be cut short by a crash, and
 * throws a DriverError. Calls about one guest come one at a time.
 */
export interface DriverAbilities {
  readonly pausing?: Pausing;
  readonly suspending?: Suspending;
  readonly rebuilding?: Rebuilding;
  readonly diskSaving?: DiskSaving;
  readonly hotPlugging?: HotPlugging;
  readonly crashDumping?: CrashDumping;
  readonly passwordSetting?: PasswordSetting;
  readonly consoles?: Consoles;
  readonly liveMigrating?: LiveMigrating;
}

/** Capability `pause`. */
export interface Pausing {
  /** The guest's processors stand still; its memory stays. One that is paused is left alone. */
  pause(mark: Mark): Promise<void>;
  /** They go on. One that runs is left alone. */
  resume(mark: Mark): Promise<void>;
}

/** Capability `suspend`. */
export interface Suspending {
  /** Writes the memory of a running or paused guest to the host's disk and ends its process. `start` goes on from there, `stop` gives it up. */
  suspend(mark: Mark): Promise<void>;
}

/** Capability `rebuild`. */
export interface Rebuilding {
  /** Replaces the root disk of a guest that does not run by a new one made from `guest.image`. Volumes and ports stay. */
  rebuild(guest: Guest): Promise<void>;
}

/** Capabilities `snapshot`, `shelve`, `resize` and `volume-snapshot`. */
export interface DiskSaving {
  /**
   * Writes a whole, self-contained copy of a disk to the new file `path`, as it is at one moment while the guest runs, or as it was left. What is at
   * `path` already is overwritten. Rejects with the signal's reason when that is aborted, and leaves nothing but `path` behind.
   */
  saveDisk(mark: Mark, options: DiskSaveOptions): Promise<SavedDisk>;
}

export interface DiskSaveOptions {
  /** The root disk, or the volume of that attachment. */
  readonly disk: 'Root' | VolumeAttachmentKey;
  readonly path: string;
  readonly signal: AbortSignal;
}

export interface SavedDisk {
  readonly format: 'Raw' | 'Qcow2' | 'RootFS';
  /** Least size of a disk that it can be put on; 0 for a root file system, which has none. */
  readonly virtualSizeBytes: number;
}

/** Capabilities `port-attach`, `volume-attach`, `volume-extend`: while the guest runs. Otherwise `start` takes what the guest has then. */
export interface HotPlugging {
  attachPort(mark: Mark, port: GuestPort): Promise<void>;
  /** Resolves once the guest has let go. One that is not there is success. */
  detachPort(mark: Mark, portUID: string): Promise<void>;
  attachVolume(mark: Mark, volume: GuestVolume): Promise<void>;
  /** Resolves once the guest has let go and the file is closed. One that is not there, or is there with a newer epoch, is success and left alone. */
  detachVolume(mark: Mark, attachment: VolumeAttachmentKey): Promise<void>;
  /** Tells the guest that an attached volume has grown to `sizeBytes`; the driver makes the file grow. */
  extendVolume(mark: Mark, attachment: VolumeAttachmentKey, options: { readonly sizeBytes: number }): Promise<void>;
}

/** Capability `crash-dump`. */
export interface CrashDumping {
  /** Interrupts the guest's kernel so that it dumps its memory, if it is set up to; a running guest only. */
  crashDump(mark: Mark): Promise<void>;
}

/** Capability `set-password`. */
export interface PasswordSetting {
  /** Sets the password of a user inside the running guest. Throws `Unsupported` where the guest has nobody who would do that. */
  setPassword(mark: Mark, options: { readonly user: string; readonly password: string }): Promise<void>;
}

/** Capabilities `console-serial` and `console-graphical`. */
export interface Consoles {
  /**
   * A live connection to the guest's console: bytes of a terminal, or the RFB protocol. The serial console goes on being logged meanwhile. The caller
   * ends the stream.
   */
  openConsole(mark: Mark, kind: ConsoleKind): Promise<Duplex>;
}

export type ConsoleKind = 'Serial' | 'Graphical';
