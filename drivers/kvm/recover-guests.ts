import type { GuestExit } from '#drivers/contract/driver.ts';
import type { DriverParts } from './driver-parts.ts';
import { userOption } from './host/confined-command.ts';
import type { ProcessEntry, ProcessTable } from './host/process-table.ts';
import { isOnItsWayToQEMU, isQEMU } from './host/qemu-process.ts';
import type { InstanceDirectory, RunRecord } from './instance-directory/instance-directory.ts';
import { processNameOption } from './machine/identity.ts';
import { ConsoleLog } from './running/console-log.ts';
import { RunningMachine } from './running/running-machine.ts';

const patienceMilliseconds = 3_000;

/** The processes of the host, told apart. */
export interface FoundProcesses {
  readonly ours: ReadonlyMap<string, ProcessEntry>;
  readonly foreignCount: number;
}

/**
 * A process is a guest's if and only if it runs as the user that belongs to that guest and is named after it; its
 * monitor must say the same name before it is used. Every other QEMU is foreign. One that is just being started, by a
 * driver that died over it, is on its way through other programs and will be a QEMU in a moment.
 */
export async function findProcesses(directories: readonly InstanceDirectory[], table: ProcessTable): Promise<FoundProcesses> {
  const candidates = (await table.list()).filter((entry) => isQEMU(entry) || isOnItsWayToQEMU(entry));
  const ours = new Map<string, ProcessEntry>();
  for (const directory of directories) {
    const preparation = await directory.readPreparation();
    const found =
      preparation && candidates.find((entry) => isOfGuest(entry, { instanceUID: directory.mark.instanceUID, userID: preparation.userID }));
    if (found !== undefined) ours.set(directory.mark.instanceUID, found);
  }
  const known = new Set(ours.values());
  return { ours, foreignCount: candidates.filter((entry) => isQEMU(entry) && !known.has(entry)).length };
}

/** The machine of a guest whose QEMU was found. It is watched even when QEMU does not answer just now. */
export async function reattach(
  directory: InstanceDirectory,
  entry: ProcessEntry,
  parts: DriverParts,
  onPhase: (machine: RunningMachine) => void,
): Promise<RunningMachine> {
  const { clock, logger, table } = parts;
  const [run, preparation, record] = await Promise.all([directory.readRun(), directory.readPreparation(), directory.readMachine()]);
  const { pid, startTicks, bootID } = entry;
  const machine = new RunningMachine({
    directory,
    process: { pid, startTicks, bootID },
    startedAt: isOf(run, entry) ? new Date(run.startedAt) : clock.now(),
    macAddress: preparation?.macAddress ?? '',
    record,
    // One whose memory is on the disk must not go on beside it.
    isPaused: run?.kind === 'Suspended' || (isOf(run, entry) && run.isPaused === true),
    consoleLog: new ConsoleLog(directory.consoleLogPath),
    clock,
    table,
    logger,
    onPhase,
  });
  await reach(machine, parts);
  return machine;
}

/** One that is just being started is there in a moment, and one that is just ending is gone in a moment. */
async function reach(machine: RunningMachine, { clock, logger }: Pick<DriverParts, 'clock' | 'logger'>): Promise<void> {
  const startedAt = clock.monotonicMilliseconds();
  for (;;) {
    const failure = await machine.connect({ timeoutMilliseconds: 2_000 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined || (await machine.isGone())) return;
    if (clock.monotonicMilliseconds() - startedAt > patienceMilliseconds) {
      logger.warn({ error: failure, instance: machine.directory.mark.instanceUID, pid: machine.process.pid }, 'QEMU does not answer');
      return;
    }
    await clock.sleep(50);
  }
}

/** How a run ended whose process is gone and that nobody saw end; undefined when the record says all there is to say. */
export function unseenExit(run: RunRecord | undefined, context: { readonly bootID: string; readonly now: Date }): GuestExit | undefined {
  if (run === undefined || run.kind === 'Ended' || run.kind === 'Suspended') return undefined;
  if (run.kind === 'Stopping')
    return { reason: 'Stopped', message: 'it was being stopped, and ended while nobody watched', at: context.now };
  const message = run.process.bootID !== context.bootID ? 'the host was restarted' : 'its QEMU process ended while nobody watched';
  return { reason: 'Crashed', message, at: context.now };
}

function isOf(
  run: RunRecord | undefined,
  { pid, startTicks, bootID }: ProcessEntry,
): run is Extract<RunRecord, { readonly process: unknown }> {
  return (
    run !== undefined &&
    'process' in run &&
    run.process.pid === pid &&
    run.process.startTicks === startTicks &&
    run.process.bootID === bootID
  );
}

interface Owner {
  readonly instanceUID: string;
  readonly userID: number;
}

function isOfGuest(entry: ProcessEntry, owner: Owner): boolean {
  if (!entry.commandLine.includes(processNameOption(owner.instanceUID))) return false;
  return isQEMU(entry) ? entry.userID === owner.userID : entry.commandLine.includes(userOption(owner.userID));
}
