import type { Duplex } from 'node:stream';
import type { ReceiveOptions } from '#drivers/contract/live-migrating.ts';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import {
  arrivingDisksSocketName,
  arrivingMemorySocketName,
  type InstanceDirectory,
  type Preparation,
} from '../instance-directory/instance-directory.ts';
import { ConsoleLog, consoleLogBytes } from './console-log.ts';
import { joinStreams } from './join-streams.ts';
import { connectToMachine } from './machine-socket.ts';
import { diskSizes, qemuVersionOf, termsRefusal, type MachineTerms } from './machine-terms.ts';
import { readMessage, writeMessage } from '#drivers/contract/message-line.ts';
import type { RunningMachine } from './running-machine.ts';

export interface ReceiveMachineOptions extends ReceiveOptions {
  readonly directory: InstanceDirectory;
  readonly preparation: Preparation;
  readonly startIncoming: (guest: Guest, terms: MachineTerms) => Promise<RunningMachine>;
  readonly end: (machine: RunningMachine) => Promise<void>;
  readonly parts: DriverParts;
}

const pollMilliseconds = 5;
const goneMilliseconds = 2_000;

/**
 * Starts a QEMU that stands still and takes in what the other end sends: resolves once it is whole. When it rejects, there is no QEMU. Throws {@link DriverError}
 * and the errors of QMP.
 */
export async function receiveMachine(guest: Guest, options: ReceiveMachineOptions): Promise<void> {
  const { accept, directory, preparation, startIncoming, end, parts } = options;
  const what = `receive ${guest.mark.instanceUID}`;
  const agreement = await accept('machine');
  agreement.on('error', () => undefined);
  const terms = (await readMessage(agreement)) as MachineTerms;
  const acceleration = await parts.acceleration();
  const refusal =
    acceleration.kind === 'none' ? acceleration.message : await termsRefusal(guest, terms, { accelerator: acceleration.kind, preparation });
  if (refusal !== undefined) throw refused(agreement, what, refusal);
  const machine = await startIncoming(guest, terms);
  try {
    const mismatch = await mismatchOf(machine, terms);
    if (mismatch !== undefined) throw refused(agreement, what, mismatch);
    await offerDisks(machine, Object.keys(terms.disks));
    await machine.execute('migrate-incoming', { uri: `unix:${arrivingMemorySocketName}` });
    relayDisks(options);
    const console = accept('console');
    console.catch(() => undefined);
    writeMessage(agreement, {});
    const memory = await accept('memory');
    const relayed = joinStreams(memory, await connectToMachine(directory, arrivingMemorySocketName));
    await untilWhole(machine, { ...options, what, relayed });
    await machine.execute('nbd-server-stop');
    await takeConsole(await console, directory);
    writeMessage(agreement, { isWhole: true });
    agreement.end();
  } catch (error) {
    await end(machine);
    throw error;
  }
}

function refused(agreement: Duplex, what: string, refusal: string): DriverError {
  writeMessage(agreement, { refusal });
  agreement.end();
  return new DriverError('Unsupported', `${what}: ${refusal}`);
}

/** What only a QEMU that is there can say. */
async function mismatchOf(machine: RunningMachine, terms: MachineTerms): Promise<string | undefined> {
  const own = await qemuVersionOf(machine);
  if (own !== terms.qemuVersion) return `its machine is of QEMU ${terms.qemuVersion}, and this host has ${own}`;
  const sizes = await diskSizes(machine);
  const other = Object.entries(terms.disks).find(([name, size]) => sizes.get(name) !== size);
  return other === undefined ? undefined : `its disk "${other[0]}" has ${other[1]} bytes there and ${sizes.get(other[0]) ?? 'none'} here`;
}

/** Over a socket in the guest's own directory, which nobody else reaches. */
async function offerDisks(machine: RunningMachine, names: readonly string[]): Promise<void> {
  await machine.execute('nbd-server-start', { addr: { type: 'unix', data: { path: arrivingDisksSocketName } }, 'max-connections': 0 });
  for (const name of names) {
    await machine.execute('block-export-add', { type: 'nbd', id: `arriving-${name}`, 'node-name': name, name, writable: true });
  }
}

/** For as long as the other end is there. */
function relayDisks({ accept, directory }: ReceiveMachineOptions): void {
  const next = async (): Promise<void> => {
    for (;;) {
      const stream = await accept('disks');
      void joinStreams(stream, await connectToMachine(directory, arrivingDisksSocketName));
    }
  };
  next().catch(() => undefined);
}

interface Migration {
  readonly status?: string;
  readonly 'error-desc'?: string;
}

/** A QEMU that cannot make sense of what it is sent ends. */
function ifGone(machine: RunningMachine): (error: unknown) => Promise<Migration> {
  return async (error) => {
    if (await machine.waitFor(['Gone'], goneMilliseconds)) return { status: 'failed' };
    throw error;
  };
}

async function untilWhole(
  machine: RunningMachine,
  { signal, parts: { clock }, what, relayed }: ReceiveMachineOptions & { readonly what: string; readonly relayed: Promise<void> },
): Promise<void> {
  let isCut = false;
  void relayed.then(() => (isCut = true));
  for (;;) {
    signal.throwIfAborted();
    // The order matters: what has ended by now may have been whole.
    const wasCut = isCut;
    const { status, 'error-desc': words } = (await machine.execute('query-migrate').catch(ifGone(machine))) as Migration;
    if (status === 'completed') return;
    if (status === 'failed') throw new DriverError('Temporary', `${what}: ${words ?? (await machine.lastWords())}`);
    if (wasCut && status !== 'active') throw new DriverError('Temporary', `${what}: the other end is gone`);
    await clock.sleep(pollMilliseconds);
  }
}

/** What it wrote where it came from stands before what it writes here. */
async function takeConsole(stream: Duplex, directory: InstanceDirectory): Promise<void> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > consoleLogBytes) break;
    pieces.push(piece);
  }
  await new ConsoleLog(directory.consoleLogPath).append(Buffer.concat(pieces));
}
