import { constants } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import { confinedCommand, lockedExitCode } from '../host/confined-command.ts';
import { endHelpers } from '../host/helper-processes.ts';
import type { LaunchedProcess } from '../host/process-runner.ts';
import { isQEMU } from '../host/qemu-process.ts';
import { monitorSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { machineArguments } from '../machine/machine-arguments.ts';
import { ConsoleLog } from './console-log.ts';
import type { MachineTerms } from './machine-terms.ts';
import { makeReady, type ReadyMachine } from './make-ready.ts';
import { openMachineFiles } from './machine-files.ts';
import { RunningMachine } from './running-machine.ts';

const startTimeoutMilliseconds = 30_000;
const connectIntervalMilliseconds = 10;
const memoryTimeoutMilliseconds = 600_000;
const memoryIntervalMilliseconds = 20;

/**
 * Starts QEMU for a prepared guest and resolves once the guest executes and that is noted. One that is suspended goes on where it was. Throws
 * {@link DriverError}.
 */
export async function startMachine(guest: Guest, context: StartContext): Promise<RunningMachine> {
  const { parts } = context;
  const ready = await makeReady(guest, context);
  try {
    return await startReady(ready, context);
  } catch (error) {
    // Its trusted platform module waits for a QEMU that does not come.
    if (ready.record.guest.hasTPM) await endHelpers(parts.table, { userID: ready.preparation.userID, clock: parts.clock });
    throw error;
  }
}

async function startReady(ready: ReadyMachine, context: StartContext): Promise<RunningMachine> {
  const { directory, parts } = context;
  const launched = await launch(ready, context);
  const machine = await machineOf(launched, ready, context);
  try {
    await connectWhenReady(machine, launched, parts);
    if (ready.record.cores !== undefined) await parts.pinning.pin(machine, ready.record.cores);
    if (ready.isResumed) await goOn(machine, launched, parts);
    else await directory.writeRun(machine.runRecord('Running'));
    return machine;
  } catch (error) {
    await machine.endProcess();
    machine.close();
    throw error;
  }
}

export interface StartContext {
  readonly directory: InstanceDirectory;
  readonly parts: DriverParts;
  /** Called when the machine's phase becomes another one by itself. */
  readonly onPhase: (machine: RunningMachine) => void;
  /** What a guest that comes from another host is there: its QEMU waits for it, and stands still after. Absent: it comes from none. */
  readonly terms?: MachineTerms | undefined;
}

/** Once it has read its memory. Noted first: from here on the memory on the disk is of the past, and the disk may be ahead of it. */
async function goOn(machine: RunningMachine, launched: LaunchedProcess, { clock }: DriverParts): Promise<void> {
  const { directory } = machine;
  const startedAt = clock.monotonicMilliseconds();
  let ended: Parameters<typeof startFailure>[1] | undefined;
  void launched.ended.then((end) => (ended = end));
  while (await isReadingMemory(machine)) {
    if (ended !== undefined) throw await startFailure(directory, ended);
    if (clock.monotonicMilliseconds() - startedAt > memoryTimeoutMilliseconds) {
      throw new DriverError('Temporary', `let ${directory.mark.instanceUID} go on: QEMU still reads its memory after ten minutes`);
    }
    await clock.sleep(memoryIntervalMilliseconds);
  }
  await machine.resume();
  await rm(directory.memoryPath, { force: true });
}

/** A QEMU that cannot make sense of the memory ends; that is found out by looking at the process. */
async function isReadingMemory(machine: RunningMachine): Promise<boolean> {
  const answer = await machine.execute('query-status').catch(() => undefined);
  const status = (answer as { readonly status: string } | undefined)?.status;
  return status === undefined || status === 'inmigrate';
}

async function launch(
  { record, preparation, isResumed, isIncoming, firmwareCodePath }: ReadyMachine,
  { directory, parts }: StartContext,
): Promise<LaunchedProcess> {
  const [acceleration, programs] = await Promise.all([parts.acceleration(), parts.programs(), parts.network.ensure()]);
  const opened: FileHandle[] = [];
  try {
    const output = await open(
      directory.processLogPath,
      constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND,
      0o600,
    );
    opened.push(output);
    const found = await openMachineFiles({
      directory,
      record,
      hasRootDisk: preparation.hasRootDisk,
      firmwareCodePath,
      isResumed,
      isIncoming,
    });
    opened.push(...found.opened);
    const confinement = {
      lockPath: directory.lockPath,
      networkNamespacePath: parts.network.path,
      userID: preparation.userID,
      ...(acceleration.kind === 'kvm' && acceleration.deviceGroupID !== undefined && { deviceGroupID: acceleration.deviceGroupID }),
    };
    return await parts.runner.launch(
      confinedCommand(programs, confinement, [programs.qemu, ...machineArguments({ ...record, files: found.files })]),
      {
        workingDirectory: directory.machinePath,
        descriptors: found.opened.map(({ fd }) => fd),
        output: output.fd,
      },
    );
  } finally {
    await Promise.all(opened.map((file) => file.close()));
  }
}

async function machineOf(
  launched: LaunchedProcess,
  ready: ReadyMachine,
  { directory, parts, onPhase }: StartContext,
): Promise<RunningMachine> {
  const { clock, logger, table } = parts;
  const process = (await table.find(launched.pid)) ?? { pid: launched.pid, startTicks: Number.NaN, bootID: '' };
  return new RunningMachine({
    directory,
    process: { pid: process.pid, startTicks: process.startTicks, bootID: process.bootID },
    startedAt: clock.now(),
    macAddress: ready.preparation.macAddress,
    record: ready.record,
    isPaused: ready.isResumed || ready.isIncoming,
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
