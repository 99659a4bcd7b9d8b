import type { Duplex } from 'node:stream';
import type { Clock } from '#apis/machinery/clock.ts';
import type { SendOptions, SendProgress } from '#drivers/contract/live-migrating.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { leavingDisksSocketName, leavingMemorySocketName } from '../instance-directory/instance-directory.ts';
import { ConsoleLog, consoleLogBytes } from './console-log.ts';
import { DiskMirrors } from './disk-mirrors.ts';
import { joinStreams } from './join-streams.ts';
import { MachineListener } from './machine-listener.ts';
import { termsOf } from './machine-terms.ts';
import { readMessage, writeMessage } from '#drivers/contract/message-line.ts';
import type { RunningMachine } from './running-machine.ts';

export interface SendMachineOptions extends SendOptions {
  readonly userID: number;
  readonly clock: Clock;
}

interface Migration {
  readonly status?: string;
  readonly 'error-desc'?: string;
  readonly 'cpu-throttle-percentage'?: number;
  readonly ram?: { readonly total: number; readonly transferred: number; readonly remaining: number; readonly mbps: number };
}

const pollMilliseconds = 100;
/** QEMU says `completed` in a moment once it is told to go on: a poll would be seen in how long the guest stands still. */
const handoverPollMilliseconds = 5;
const wholeTimeoutMilliseconds = 60_000;
/** Without a byte for so long, it is given up. */
const stallTimeoutMilliseconds = 60_000;
const unlimited = 2 ** 40;

/**
 * Sends a machine to the other end while it runs. Once this resolves the guest stands still in a QEMU that is not to go on by itself; when it rejects, the guest
 * goes on. Throws {@link DriverError} and the errors of QMP.
 */
export async function sendMachine(machine: RunningMachine, options: SendMachineOptions): Promise<void> {
  const { directory } = machine;
  const { connect, userID } = options;
  const mirrors = new DiskMirrors(machine, options);
  // What a driver left behind that died over it.
  await machine.execute('migrate_cancel');
  await mirrors.clearAway();
  const agreement = await agree(machine, connect);
  const relay = (channel: string) => (socket: Parameters<typeof joinStreams>[0]) => {
    connect(channel).then(
      (stream) => joinStreams(socket, stream),
      () => socket.destroy(),
    );
  };
  await using listeners = new AsyncDisposableStack();
  listeners.use(await MachineListener.open(directory, { name: leavingDisksSocketName, userID, onConnection: relay('disks') }));
  listeners.use(await MachineListener.open(directory, { name: leavingMemorySocketName, userID, onConnection: relay('memory') }));
  try {
    await mirrors.start();
    await mirrors.untilReady((progress) => options.onProgress(progress));
    await sendMemory(machine, mirrors, options);
    await untilWhole(agreement, machine, options);
    await machine.learnPhase();
  } catch (error) {
    await goOn(machine, mirrors, options);
    throw error;
  } finally {
    agreement.destroy();
  }
}

/** The two ends agree on what the machine is before anything is sent. Throws {@link DriverError} `Unsupported` with the words of the other end. */
async function agree(machine: RunningMachine, connect: SendOptions['connect']): Promise<Duplex> {
  const terms = await termsOf(machine);
  const stream = await connect('machine');
  try {
    writeMessage(stream, terms);
    const { refusal } = (await readMessage(stream)) as { readonly refusal?: unknown };
    if (typeof refusal !== 'string') return stream;
    throw new DriverError('Unsupported', `send ${machine.directory.mark.instanceUID}: the other host cannot take it: ${refusal}`);
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** What QEMU has sent may still be on its way, and may not make sense there: only the other end can say that it has it all. */
async function untilWhole(agreement: Duplex, machine: RunningMachine, { clock }: SendMachineOptions): Promise<void> {
  const patience = new AbortController();
  const tired = clock.sleep(wholeTimeoutMilliseconds, { signal: patience.signal }).then(
    () => ({}),
    () => ({}),
  );
  try {
    const { isWhole } = (await Promise.race([readMessage(agreement), tired])) as { readonly isWhole?: unknown };
    if (isWhole === true) return;
  } finally {
    patience.abort();
  }
  throw new DriverError('Temporary', `send ${machine.directory.mark.instanceUID}: the other host did not say that it has all of it`);
}

async function sendMemory(machine: RunningMachine, mirrors: DiskMirrors, options: SendMachineOptions): Promise<void> {
  const { signal, clock, bytesPerSecond = unlimited, autoConverge, downtimeMilliseconds } = options;
  const what = `send ${machine.directory.mark.instanceUID}`;
  const capabilities = { 'pause-before-switchover': true, 'auto-converge': autoConverge };
  await machine.execute('migrate-set-capabilities', {
    capabilities: Object.entries(capabilities).map(([capability, state]) => ({ capability, state })),
  });
  await machine.execute('migrate-set-parameters', { 'max-bandwidth': bytesPerSecond, 'downtime-limit': downtimeMilliseconds });
  await machine.execute('migrate', { uri: `unix:${leavingMemorySocketName}` });
  let isHalted = false;
  let isHandedOver = false;
  let [seenBytes, seenAt] = [0, clock.monotonicMilliseconds()];
  for (;;) {
    const migration = (await machine.execute('query-migrate')) as Migration;
    if (migration.status === 'completed') return;
    if (migration.status === 'failed' || migration.status === 'cancelled')
      throw new DriverError('Temporary', `${what}: ${migration['error-desc'] ?? 'QEMU gave it up'}`);
    if (!isHandedOver) signal.throwIfAborted();
    const sentBytes = migration.ram?.transferred ?? 0;
    if (sentBytes !== seenBytes) [seenBytes, seenAt] = [sentBytes, clock.monotonicMilliseconds()];
    if (clock.monotonicMilliseconds() - seenAt > stallTimeoutMilliseconds)
      throw new DriverError('Temporary', `${what}: nothing of it could be sent for a minute`);
    options.onProgress(progressOf(migration, mirrors.sizes));
    if (migration.status === 'pre-switchover' && !isHandedOver) {
      isHandedOver = true;
      await machine.hold();
      await mirrors.finish();
      await sendConsole(machine, options);
      await machine.execute('migrate-continue', { state: 'pre-switchover' });
      continue;
    }
    if (options.isForced() && !isHalted && !isHandedOver) {
      isHalted = true;
      await machine.halt();
      await machine.execute('migrate-set-parameters', { 'max-bandwidth': options.forcedBytesPerSecond ?? unlimited });
    }
    await clock.sleep(isHandedOver ? handoverPollMilliseconds : pollMilliseconds);
  }
}

/** What the guest wrote up to now goes where it is going to write on. */
async function sendConsole(machine: RunningMachine, { connect }: SendOptions): Promise<void> {
  await machine.readConsole();
  const written = await new ConsoleLog(machine.directory.consoleLogPath).tail(consoleLogBytes);
  const stream = await connect('console');
  stream.on('error', () => undefined);
  stream.end(written);
}

/** As if nothing had been. */
async function goOn(machine: RunningMachine, mirrors: DiskMirrors, { clock }: SendMachineOptions): Promise<void> {
  await machine.execute('migrate_cancel').catch(() => undefined);
  for (;;) {
    const { status } = (await machine.execute('query-migrate').catch(() => ({}))) as Migration;
    if (status === undefined || status === 'none' || status === 'completed' || status === 'failed' || status === 'cancelled') break;
    await clock.sleep(handoverPollMilliseconds);
  }
  await mirrors.clearAway().catch(() => undefined);
  if (machine.phase.kind === 'Executing' || machine.phase.kind === 'Paused') await machine.resume().catch(() => undefined);
}

function progressOf(migration: Migration, disks: { readonly totalBytes: number }): SendProgress {
  const { total = 0, transferred = 0, remaining = 0, mbps = 0 } = migration.ram ?? {};
  const throttlePercent = migration['cpu-throttle-percentage'];
  const bytesPerSecond = (mbps * 1_000_000) / 8;
  return {
    stage: migration.status === 'pre-switchover' || migration.status === 'device' ? 'Handover' : 'Memory',
    diskTotalBytes: disks.totalBytes,
    diskSentBytes: disks.totalBytes,
    memoryTotalBytes: total,
    memorySentBytes: transferred,
    memoryRemainingBytes: remaining,
    ...(throttlePercent === undefined || throttlePercent === 0 ? {} : { throttlePercent }),
    ...(bytesPerSecond > 0 ? { remainingSeconds: Math.ceil(remaining / bytesPerSecond) } : {}),
  };
}
