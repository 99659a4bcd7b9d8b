import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { eventually } from '#test/harness/eventually.ts';

const script = fileURLToPath(new URL('card.py', import.meta.url));

/** A card that frames are put on and taken from, in a network namespace. */
export class Card implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: string[] = [];
  #said = '';

  private constructor(namespace: string, theArguments: readonly string[]) {
    this.#process = spawn('nsenter', [`--net=/run/netns/${namespace}`, '--', '/usr/bin/python3', script, ...theArguments], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    createInterface(this.#process.stdout).on('line', (line) => this.#lines.push(line));
    this.#process.stderr.on('data', (data: Buffer) => (this.#said += data.toString()));
    this.#process.stdin.on('error', () => undefined);
  }

  /** `packet`: an interface of the namespace. `tap`: the guest's end of a tap device of the namespace. */
  static async open(namespace: string, kind: 'packet' | 'tap', interfaceName: string): Promise<Card> {
    const card = new Card(namespace, [kind, interfaceName]);
    await eventually(() => {
      if (!card.#lines.includes('ready')) throw new Error(`${kind} ${interfaceName} in ${namespace}: ${card.#said}`);
    });
    return card;
  }

  /** Frames as hexadecimal digits, in that order. */
  send(...frames: readonly string[]): void {
    if (this.#process.exitCode !== null) throw new Error(`the card has ended: ${this.#said}`);
    this.#process.stdin.write(frames.map((frame) => `${frame}\n`).join(''));
  }

  /** Everything that came in so far. */
  get received(): readonly string[] {
    return this.#lines.slice(1);
  }

  /** Whether a frame came in. Throws when the card has ended: then nothing does. */
  has(frame: string): boolean {
    if (this.#process.exitCode !== null) throw new Error(`the card has ended: ${this.#said}`);
    // The kernel takes a VLAN's tag off before it hands a frame over.
    return this.#lines.includes(frame.slice(24, 28) === '8100' ? `${frame.slice(0, 24)}${frame.slice(32)}` : frame);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin.end();
    if (this.#process.exitCode === null && this.#process.signalCode === null) await ended;
  }
}
