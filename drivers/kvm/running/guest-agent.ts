import type { Socket } from 'node:net';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { guestAgentSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { LineSplitter } from '../qmp/line-splitter.ts';
import { connectToMachine } from './machine-socket.ts';

export interface GuestAgentRequest {
  readonly command: string;
  readonly commandArguments: Readonly<Record<string, unknown>>;
  readonly clock: Clock;
}

/** One that is there answers at once, but a guest may be busy. */
const answerMilliseconds = 5_000;
const maximumLineBytes = 64 * 1024;
const maximumWaitingAnswers = 100;

interface Answer {
  readonly return?: unknown;
  readonly error?: { readonly desc?: unknown };
}

/**
 * Has the program in the guest that listens for it (qemu-guest-agent) do something. Everything that comes back was written by the guest. Throws
 * {@link DriverError}: `Unsupported` when nobody answers, or says no.
 */
export async function askGuestAgent(
  directory: InstanceDirectory,
  { command, commandArguments, clock }: GuestAgentRequest,
): Promise<unknown> {
  const what = `${command} in ${directory.mark.instanceUID}`;
  const socket = await connectToMachine(directory, guestAgentSocketName).catch((cause: unknown) => {
    throw new DriverError('Unsupported', `${what}: the machine has no line to a guest agent; it gets one when it is restarted`, { cause });
  });
  const lines = new AgentLines(socket);
  const silence = (): DriverError =>
    new DriverError('Unsupported', `${what}: no guest agent answers; install qemu-guest-agent in the guest`);
  const timer = clock.setTimer(() => lines.fail(silence()), answerMilliseconds);
  try {
    // What an earlier conversation left on the line ends with the answer to this.
    const id = clock.now().getTime();
    lines.send({ execute: 'guest-sync', arguments: { id } });
    while ((await lines.next()).return !== id);
    lines.send({ execute: command, arguments: commandArguments });
    const answer = await lines.next();
    if (answer.error === undefined) return answer.return;
    throw new DriverError('Unsupported', `${what}: the guest agent says no: ${String(answer.error.desc).slice(0, 200)}`);
  } finally {
    timer.cancel();
    socket.destroy();
  }
}

/** The answers that come, one by one. */
class AgentLines {
  readonly #socket: Socket;
  readonly #splitter = new LineSplitter({ maximumLineBytes });
  readonly #answers: Answer[] = [];
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new DriverError('Temporary', 'the line to the guest agent was closed')));
  }

  send(message: object): void {
    this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  fail(error: Error): void {
    this.#failure ??= error;
    this.#wake();
  }

  async next(): Promise<Answer> {
    for (;;) {
      const answer = this.#answers.shift();
      if (answer !== undefined) return answer;
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #receive(bytes: Buffer): void {
    try {
      for (const line of this.#splitter.push(bytes)) this.#answers.push(...parsed(line));
      if (this.#answers.length > maximumWaitingAnswers) this.fail(new DriverError('Temporary', 'the guest agent talks without end'));
    } catch (error) {
      this.fail(error as Error);
    }
    this.#wake();
  }
}

/** What is no answer is passed over: a program that was cut short may have left half a line. */
function parsed(line: string): readonly Answer[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value] : [];
  } catch {
    return [];
  }
}
