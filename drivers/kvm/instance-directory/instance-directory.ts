import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestExit, Mark } from '#drivers/contract/driver.ts';
import type { ProcessIdentity } from '../host/process-table.ts';
import { readJSON, writeDurably } from './durable-file.ts';

/** What was made for a guest before its first start. */
export interface Preparation {
  readonly userID: number;
  readonly macAddress: string;
  readonly hasRootDisk: boolean;
}

/**
 * How far the guest's run is. Written before what it announces: `Stopping` before we ask the guest to stop, `Ended`
 * before QEMU, whose guest is off already, is told to go. So a run whose process is gone ended as its record says, and
 * one that says `Running` was cut off.
 */
export type RunRecord =
  | { readonly kind: 'Running' | 'Stopping'; readonly process: ProcessIdentity; readonly startedAt: string }
  | { readonly kind: 'Ended'; readonly exit: Omit<GuestExit, 'at'> & { readonly at: string } };

/**
 * Everything of one guest on this host:
 *
 *     mark.json          whose it is; there from the first moment to the last
 *     prepared.json      there once everything else was made
 *     run.json           the newest run
 *     lock               held by QEMU for as long as it lives
 *     config-drive.iso   read-only to QEMU, which gets it as an open file
 *     console.log, console.log.1, process.log
 *     machine/           QEMU's working directory, the only one that its user may look into: disk.qcow2, monitor.sock
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

  constructor(path: string, mark: Mark) {
    this.mark = mark;
    this.path = path;
    this.machinePath = join(path, 'machine');
    this.rootDiskPath = join(this.machinePath, rootDiskName);
    this.configDrivePath = join(path, 'config-drive.iso');
    this.consoleLogPath = join(path, 'console.log');
    this.processLogPath = join(path, 'process.log');
    this.lockPath = join(path, 'lock');
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
export const monitorSocketName = 'monitor.sock';

/** The exit in a record, with its time as a time. */
export function exitOf(record: RunRecord | undefined): GuestExit | undefined {
  return record?.kind === 'Ended' ? { ...record.exit, at: new Date(record.exit.at) } : undefined;
}

/** Whether the guest has a root disk that was made and is no more. */
export async function isRootDiskLost(directory: InstanceDirectory, preparation: Preparation | undefined): Promise<boolean> {
  if (preparation?.hasRootDisk !== true) return false;
  return stat(directory.rootDiskPath).then(
    () => false,
    () => true,
  );
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
