import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import { confinedCommand, lockedExitCode } from '../host/confined-command.ts';
import type { LaunchedProcess } from '../host/process-runner.ts';
import { isQEMU } from '../host/qemu-process.ts';
import {
  isRootDiskLost,
  monitorSocketName,
  rootDiskName,
  type InstanceDirectory,
  type Preparation,
} from '../instance-directory/instance-directory.ts';
import { machineArguments } from '../machine/machine-arguments.ts';
import type { MachineFiles } from '../machine/machine.ts';
import { ConsoleLog } from './console-log.ts';
import { RunningMachine } from './running-machine.ts';

const startTimeoutMilliseconds = 30_000;
const connectIntervalMilliseconds = 10;

/** Starts QEMU for a prepared guest and resolves once the guest executes and that is noted. Throws {@link DriverError}. */
export async function startMachine(guest: Guest, context: StartContext): Promise<RunningMachine> {
  const { directory, parts } = context;
  const preparation = await directory.readPreparation();
  if (preparation === undefined) throw new DriverError('Temporary', `start ${guest.mark.instanceUID}: it is not prepared`);
  await checkRootDisk(directory, preparation);
  const launched = await launch(guest, { ...context, preparation });
  const machine = await machineOf(launched, { ...context, preparation });
  try {
    await connectWhenReady(machine, launched, parts);
    await directory.writeRun({ kind: 'Running', process: machine.process, startedAt: machine.startedAt.toISOString() });
    return machine;
  } catch (error) {
    await machine.endProcess();
    machine.close();
    throw error;
  }
}

/** Throws {@link DriverError} when the guest had a root disk and has none any more: it is not replaced by an empty one. */
async function checkRootDisk(directory: InstanceDirectory, preparation: Preparation): Promise<void> {
  if (!(await isRootDiskLost(directory, preparation))) return;
  throw new DriverError('HostBroken', `start ${directory.mark.instanceUID}: its root disk ${directory.rootDiskPath} is gone`);
}

export interface StartContext {
  readonly directory: InstanceDirectory;
  readonly parts: DriverParts;
  /** Called when the machine's phase becomes another one by itself. */
  readonly onPhase: (machine: RunningMachine) => void;
}

type PreparedContext = StartContext & { readonly preparation: Preparation };

async function launch(guest: Guest, { directory, preparation, parts }: PreparedContext): Promise<LaunchedProcess> {
  const [acceleration, programs] = await Promise.all([parts.acceleration(), parts.programs(), parts.network.ensure()]);
  if (acceleration.kind === 'none') throw new DriverError('HostBroken', `start ${guest.mark.instanceUID}: ${acceleration.message}`);
  const opened: FileHandle[] = [];
  try {
    const output = await open(
      directory.processLogPath,
      constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND,
      0o600,
    );
    opened.push(output);
    const files = await openFiles(guest, directory, preparation);
    opened.push(...files.opened);
    const theArguments = machineArguments({ guest, accelerator: acceleration.kind, files: files.paths });
    const confinement = {
      lockPath: directory.lockPath,
      networkNamespacePath: parts.network.path,
      userID: preparation.userID,
      ...(acceleration.kind === 'kvm' && acceleration.deviceGroupID !== undefined && { deviceGroupID: acceleration.deviceGroupID }),
    };
    return await parts.runner.launch(confinedCommand(programs, confinement, theArguments), {
      workingDirectory: directory.machinePath,
      descriptors: files.opened.map(({ fd }) => fd),
      output: output.fd,
    });
  } finally {
    await Promise.all(opened.map((file) => file.close()));
  }
}

/**
 * Opens what QEMU only reads, and hands it over open: the directories on the way, the agent's own among them, stay
 * closed to QEMU's user.
 */
async function openFiles(
  guest: Guest,
  directory: InstanceDirectory,
  preparation: Preparation,
): Promise<{ readonly paths: MachineFiles; readonly opened: readonly FileHandle[] }> {
  const { image } = guest;
  const opened: FileHandle[] = [];
  const pathOf = async (path: string): Promise<string> => {
    opened.push(await openToRead(path, guest.mark.instanceUID));
    return `/proc/self/fd/${2 + opened.length}`;
  };
  try {
    const imagePath = await pathOf(image.format === 'Kernel' ? image.kernelPath : image.path);
    const initrd = image.format === 'Kernel' && image.initrdPath !== undefined ? await pathOf(image.initrdPath) : undefined;
    const configDrive = guest.configDrive.size > 0 ? await pathOf(directory.configDrivePath) : undefined;
    const paths: MachineFiles = {
      image: imagePath,
      monitorSocket: monitorSocketName,
      ...(initrd !== undefined && { initrd }),
      ...(configDrive !== undefined && { configDrive }),
      ...(preparation.hasRootDisk && { rootDisk: rootDiskName }),
    };
    return { paths, opened };
  } catch (error) {
    await Promise.all(opened.map((file) => file.close()));
    throw error;
  }
}

async function openToRead(path: string, instanceUID: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DriverError('Temporary', `start ${instanceUID}: ${path} is not there; prepare it again`, { cause: error });
  }
}

async function machineOf(launched: LaunchedProcess, { directory, preparation, parts, onPhase }: PreparedContext): Promise<RunningMachine> {
  const { clock, logger, table } = parts;
  const process = (await table.find(launched.pid)) ?? { pid: launched.pid, startTicks: Number.NaN, bootID: '' };
  return new RunningMachine({
    directory,
    process: { pid: process.pid, startTicks: process.startTicks, bootID: process.bootID },
    startedAt: clock.now(),
    macAddress: preparation.macAddress,
    ended: launched.ended,
    consoleLog: new ConsoleLog(directory.consoleLogPath),
    clock,
    table,
    logger,
    onPhase,
  });
}

/** QEMU makes its socket once it has checked its arguments and opened its files; when those are wrong it ends instead. */
async function connectWhenReady(machine: RunningMachine, launched: LaunchedProcess, parts: DriverParts): Promise<void> {
  const { clock } = parts;
  const startedAt = clock.monotonicMilliseconds();
  let ended: { readonly exitCode: number | undefined; readonly signal: string | undefined } | undefined;
  void launched.ended.then((end) => (ended = end));
  for (;;) {
    if ((await holdsLock(launched, parts)) && (await isListening(machine.directory))) {
      const failure = await machine.connect().then(
        () => undefined,
        (error: unknown) => error as Error,
      );
      if (failure === undefined) return;
    }
    if (ended !== undefined) throw await startFailure(machine.directory, ended);
    if (clock.monotonicMilliseconds() - startedAt > startTimeoutMilliseconds) {
      throw new DriverError(
        'Temporary',
        `start ${machine.directory.mark.instanceUID}: QEMU did not answer within ${startTimeoutMilliseconds / 1000} seconds`,
      );
    }
    await clock.sleep(connectIntervalMilliseconds);
  }
}

/**
 * Whether the process has come as far as QEMU. It has the guest's lock then, so whoever listens is this one; before
 * that it may be a QEMU that a dead driver left.
 */
async function holdsLock({ pid }: LaunchedProcess, { table }: DriverParts): Promise<boolean> {
  const entry = await table.find(pid);
  return entry !== undefined && isQEMU(entry);
}

function isListening(directory: InstanceDirectory): Promise<boolean> {
  return stat(`${directory.machinePath}/${monitorSocketName}`).then(
    (found) => found.isSocket(),
    () => false,
  );
}

async function startFailure(
  directory: InstanceDirectory,
  { exitCode, signal }: { exitCode: number | undefined; signal: string | undefined },
): Promise<DriverError> {
  const words = exitCode === lockedExitCode ? 'another QEMU of this guest is there' : await directory.lastProcessWords();
  const said = words === '' ? (signal ?? `exit code ${exitCode}`) : words;
  return new DriverError(reasonOf(words, exitCode), `start ${directory.mark.instanceUID}: QEMU ended at once: ${said}`);
}

/** What QEMU, or the programs before it, say in the cases that somebody has to act on. */
function reasonOf(words: string, exitCode: number | undefined): DriverError['reason'] {
  if (/No space left on device|Disk quota exceeded/.test(words)) return 'DiskFull';
  if (/Image is not in|Could not open backing|is corrupt|unsupported .*feature/i.test(words)) return 'InvalidImage';
  // 126 and 127: what the programs before QEMU end with when they cannot start the next.
  if (
    exitCode === 126 ||
    exitCode === 127 ||
    /failed to initialize kvm|Permission denied|is not a valid|not compiled into|invalid option/i.test(words)
  )
    return 'HostBroken';
  return 'Temporary';
}
