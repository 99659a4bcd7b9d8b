import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Duplex, type Readable, type Writable } from 'node:stream';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Environment } from '#cmd/bootstrap/environment.ts';
import { runCommandLine } from '#cmd/tycho/program.ts';
import type { Output, World } from '#cmd/tycho/world.ts';
import { SeededRandom } from './seeded-random.ts';

export interface CommandLineOptions {
  /** What every connection leads to. */
  readonly transport: Pick<Transport, 'request'>;
  readonly clock?: Clock;
  readonly environment?: Environment;
  /** Whether both streams are a terminal with colours. */
  readonly isTerminal?: boolean;
  /** What a WebSocket leads to, by its path; absent: there is none. */
  readonly openWebSocket?: (path: string) => Promise<Duplex>;
  /** The person's terminal. */
  readonly terminal?: { readonly keys: Readable; readonly screen: Writable };
  /** What the user makes of a text in the editor; unchanged if absent. */
  readonly editText?: (text: string) => string | Promise<string>;
}

/** What one command did. */
export interface Outcome {
  readonly exitCode: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly errors: string;
}

/** Runs `tycho` in this process, in an empty directory with a kubeconfig, against any api-server that a transport leads to. */
export class CommandLine {
  readonly directory: string;
  readonly #options: CommandLineOptions;
  readonly #random = new SeededRandom('command-line');

  constructor(options: CommandLineOptions) {
    this.#options = options;
    this.directory = mkdtempSync(join(tmpdir(), 'command-line-'));
    this.write('kubeconfig', kubeconfig);
  }

  /** Writes a file into the directory where commands run. */
  write(name: string, content: string): void {
    writeFileSync(join(this.directory, name), content);
  }

  async run(...words: string[]): Promise<Outcome> {
    return this.start(words).ended;
  }

  /** Starts a command that goes on until it is interrupted. */
  start(words: readonly string[], options: { readonly input?: string } = {}): RunningCommand {
    const streams = { output: '', errors: '' };
    const interruption = new AbortController();
    const world: World = {
      clock: this.#options.clock ?? new SystemClock(),
      random: this.#random,
      environment: this.#options.environment ?? {},
      workingDirectory: this.directory,
      homeDirectory: this.directory,
      entryFile: join(this.directory, 'tycho.cjs'),
      userID: 1000,
      output: this.#stream((text) => (streams.output += text)),
      errors: this.#stream((text) => (streams.errors += text)),
      readInput: async () => options.input ?? '',
      editText: async (text) => this.#options.editText?.(text) ?? text,
      openTransport: () => this.#options.transport,
      openWebSocket: (_, path) => this.#options.openWebSocket?.(path) ?? Promise.reject(new Error(`no WebSocket at ${path}`)),
      openTerminal: () => ({ keys: new PassThrough(), screen: new PassThrough(), ...this.#options.terminal, close: () => {} }),
      interrupted: interruption.signal,
    };
    const ended = runCommandLine(['--kubeconfig', 'kubeconfig', ...words], world).then((exitCode) => ({ exitCode, ...streams }));
    return { ended, soFar: () => ({ ...streams }), interrupt: () => interruption.abort(new Error('interrupted')) };
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #stream(write: (text: string) => void): Output {
    const isTerminal = this.#options.isTerminal ?? false;
    return { write, isTerminal, hasColour: isTerminal, columnCount: 120 };
  }
}

export interface RunningCommand {
  readonly ended: Promise<Outcome>;
  /** What it has printed until now. */
  soFar(): Omit<Outcome, 'exitCode'>;
  /** Ctrl-C. */
  interrupt(): void;
}

const kubeconfig = JSON.stringify({
  'current-context': 'test',
  clusters: [{ name: 'test', cluster: { server: 'https://127.0.0.1:1', 'certificate-authority-data': '' } }],
  contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  users: [{ name: 'admin', user: {} }],
});
