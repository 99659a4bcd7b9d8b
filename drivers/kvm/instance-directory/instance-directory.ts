import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestExit, LocalImage, Mark } from '#drivers/contract/driver.ts';
import type { ProcessIdentity } from '../host/process-table.ts';
import type { MachineGuest } from '../machine/machine.ts';
import type { LocalDisk } from '../machine/local-disks.ts';
import type { Layout, Slots } from '../machine/slots.ts';
import { readJSON, writeDurably } from './durable-file.ts';

/** What was made for a guest before its first start. */
export interface Preparation {
  readonly userID: number;
  readonly macAddress: string;
  readonly hasRootDisk: boolean;
  /** Which disks that came with its size were made. Absent: none. */
  readonly localDisks?: readonly LocalDisk[];
  /** Absent: made by release 0.1. */
  readonly layout?: Layout;
  /** What the root disk is a layer over. Absent: release 0.1 made it, and the machine's record may say. */
  readonly image?: LocalImage;
}

/**
 * The machine that the guest was last started as, and what was plugged in and out since: noted before a device comes and after it has gone. QEMU
 * itself knows what is plugged in (slots.ts: `deviceID`); this is what it takes to make the same machine again. Release 0.1 wrote none.
 */
export interface MachineRecord {
  readonly layout: Layout;
  readonly accelerator: 'kvm' | 'tcg';
  readonly guest: MachineGuest;
  readonly slots: Slots;
  readonly hasConfigDrive: boolean;
  /** The host's processors that are the guest's alone, one for each of its own. */
  readonly cores?: readonly number[];
}

/**
 * How far the guest's run is. Written before what it announces: `Stopping` before we ask the guest to stop, `Ended`
 * before QEMU, whose guest is off already, is told to go. So a run whose process is gone ended as its record says, and
 * one that says `Running` was cut off. `Suspended` is written once the memory is whole on the disk, and replaced before
 * the guest executes again: memory that the guest has gone on from is never used a second time.
 */
export type RunRecord =
  | {
      readonly kind: 'Running' | 'Stopping';
      readonly process: ProcessIdentity;
      readonly startedAt: string;
      /** Whether we stopped its processors, or are about to. Absent: no. */
      readonly isPaused?: boolean;
    }
  | { readonly kind: 'Suspended' }
  | { readonly kind: 'Ended'; readonly exit: Omit<GuestExit, 'at'> & { readonly at: string } };

/**
 * Everything of one guest on this host:
 *
 *     mark.json          whose it is; there from the first moment to the last
 *     prepared.json      there once everything else was made
 *     run.json           the newest run
 *     machine.json       the machine of that run
 *     memory             of a guest that is suspended
 *     lock               held by QEMU for as long as it lives
 *     config-drive.iso   read-only to QEMU, which gets it as an open file
 *     console.log, console.log.1, process.log
 *     machine/           QEMU's working directory, the only one that its user may look into: disk.qcow2, monitor.sock,
 *                        ephemeral0.raw, swap.raw, rescue.qcow2, volume-SLOT (links), firmware-variables.fd, tpm/, sockets
 *
 * All but `machine/` belongs to the agent's user, so a QEMU that was broken into can forge none of it.
 */
export class InstanceDirectory {
  readonly mark: Mark;
  readonly path: string;
  readonly machinePath: string;
  readonly rootDiskPath: string;
  readonly configDrivePath: string;
  readonly consoleLogPath: string;
  readonly processLogPath: string;
  readonly lockPath: string;
  readonly memoryPath: string;

  constructor(path: string, mark: Mark) {
    this.mark = mark;
    this.path = path;
    this.machinePath = join(path, 'machine');
    this.rootDiskPath = join(this.machinePath, rootDiskName);
    this.configDrivePath = join(path, 'config-drive.iso');
    this.consoleLogPath = join(path, 'console.log');
    this.processLogPath = join(path, 'process.log');
    this.lockPath = join(path, 'lock');
    this.memoryPath = join(path, 'memory');
  }

  async readPreparation(): Promise<Preparation | undefined> {
    return (await readJSON(join(this.path, 'prepared.json'))) as Preparation | undefined;
  }

  writePreparation(preparation: Preparation): Promise<void> {
    return writeDurably(join(this.path, 'prepared.json'), JSON.stringify(preparation));
  }

  async readRun(): Promise<RunRecord | undefined> {
    return (await readJSON(join(this.path, 'run.json'))) as RunRecord | undefined;
  }

  writeRun(record: RunRecord): Promise<void> {
    return writeDurably(join(this.path, 'run.json'), JSON.stringify(record));
  }

  async readMachine(): Promise<MachineRecord | undefined> {
    return (await readJSON(join(this.path, 'machine.json'))) as MachineRecord | undefined;
  }

  writeMachine(record: MachineRecord): Promise<void> {
    return writeDurably(join(this.path, 'machine.json'), JSON.stringify(record));
  }

  /** The end of what QEMU itself said in its newest run, for error messages. One that was broken into may have said a lot. */
  async lastProcessWords(): Promise<string> {
    const text = await endOfFile(this.processLogPath, processWordsBytes).catch(() => '');
    return text.trim().split('\n').slice(-3).join(' | ').slice(-500);
  }

  /** Removes what QEMU could change: disk and socket. Only once its process is gone. */
  removeMachine(): Promise<void> {
    return rm(this.machinePath, { recursive: true, force: true });
  }
}

const processWordsBytes = 4 * 1024;

async function endOfFile(path: string, maximumBytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, maximumBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Names inside `machine/`, as QEMU, which runs there, opens them. */
export const rootDiskName = 'disk.qcow2';
export const rescueDiskName = 'rescue.qcow2';
export const firmwareVariablesName = 'firmware-variables.fd';
export const tpmFolderName = 'tpm';
export const monitorSocketName = 'monitor.sock';
export const displaySocketName = 'display.sock';
export const guestAgentSocketName = 'guest-agent.sock';
export const consoleSocketName = 'console.sock';
export const tpmSocketName = 'tpm.sock';
export const memorySocketName = 'memory.sock';
export const leavingMemorySocketName = 'leaving-memory.sock';
export const leavingDisksSocketName = 'leaving-disks.sock';
export const arrivingMemorySocketName = 'arriving-memory.sock';
export const arrivingDisksSocketName = 'arriving-disks.sock';

/** The exit in a record, with its time as a time. */
export function exitOf(record: RunRecord | undefined): GuestExit | undefined {
  return record?.kind === 'Ended' ? { ...record.exit, at: new Date(record.exit.at) } : undefined;
}

/** A disk of the guest that was made and is no more; undefined: all are there. What was on it is not to be replaced by emptiness. */
export async function findLostDisk(
  directory: InstanceDirectory,
  preparation: Preparation | undefined,
): Promise<{ readonly what: string; readonly path: string } | undefined> {
  const made = [
    ...(preparation?.hasRootDisk === true ? [{ what: 'root disk', path: directory.rootDiskPath }] : []),
    ...(preparation?.localDisks ?? []).map(({ name, fileName }) => ({ what: `disk ${name}`, path: join(directory.machinePath, fileName) })),
  ];
  for (const disk of made) {
    const isLost = await stat(disk.path).then(
      () => false,
      () => true,
    );
    if (isLost) return disk;
  }
  return undefined;
}

/** Two marks are one only when all of it is the same. */
export function sameMark(left: Mark | undefined, right: Mark): boolean {
  return (
    left?.instanceUID === right.instanceUID &&
    left.serverUID === right.serverUID &&
    left.controlPlaneUID === right.controlPlaneUID &&
    left.epoch === right.epoch
  );
}
