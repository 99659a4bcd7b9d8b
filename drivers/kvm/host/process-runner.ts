import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';

/** The programs of the host, as far as the driver uses them. */
export interface ProcessRunner {
  /** Runs a program to its end. One that is still there after the time is killed. Throws {@link DriverError} when there is no such program. */
  run(command: Command, options: RunOptions): Promise<Outcome>;

  /**
   * Starts a program that goes on when we are gone: in a session of its own, without a pipe to us. Throws
   * {@link DriverError} when it cannot be started.
   */
  launch(command: Command, options: LaunchOptions): Promise<LaunchedProcess>;
}

/** A program by its absolute path, and its arguments. */
export type Command = readonly [program: string, ...theArguments: string[]];

export interface Outcome {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** At most 64 KiB of each. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly timeoutMilliseconds: number;
  /** Descriptors that it finds as 3, 4 and so on. They stay ours to close. */
  readonly descriptors?: readonly number[];
  /** Default: the root. */
  readonly workingDirectory?: string;
  /** Ends it at once. Its outcome says so as that of any other that was killed. */
  readonly signal?: AbortSignal;
}

export interface LaunchOptions {
  readonly workingDirectory: string;
  /** As in {@link RunOptions}. */
  readonly descriptors: readonly number[];
  /** Descriptor for what it says. */
  readonly output: number;
}

export interface LaunchedProcess {
  readonly pid: number;
  readonly ended: Promise<Pick<Outcome, 'exitCode' | 'signal'>>;
}

const maximumOutputBytes = 64 * 1024;

/** What a child of ours sees of the environment: nothing of the agent's, which may hold secrets. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' } as const;

/** {@link ProcessRunner} on this host. */
export class SystemProcessRunner implements ProcessRunner {
  readonly #clock: Clock;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  async run([program, ...theArguments]: Command, options: RunOptions): Promise<Outcome> {
    const { timeoutMilliseconds, descriptors = [], workingDirectory = '/', signal } = options;
    const child = spawn(program, theArguments, {
      cwd: workingDirectory,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', ...descriptors],
    });
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
    const ended = Promise.withResolvers<Outcome>();
    child.once('error', (error) => ended.reject(cannotStart(program, error)));
    child.once('close', (code, signal) => {
      ended.resolve({ exitCode: code ?? undefined, signal: signal ?? undefined, stdout: stdout(), stderr: stderr() });
    });
    const kill = (): boolean => child.kill('SIGKILL');
    const timer = this.#clock.setTimer(kill, timeoutMilliseconds);
    signal?.addEventListener('abort', kill);
    if (signal?.aborted === true) kill();
    try {
      return await ended.promise;
    } finally {
      timer.cancel();
      signal?.removeEventListener('abort', kill);
    }
  }

  async launch([program, ...theArguments]: Command, options: LaunchOptions): Promise<LaunchedProcess> {
    const stdio: StdioOptions = ['ignore', options.output, options.output, ...options.descriptors];
    const child = spawn(program, theArguments, { cwd: options.workingDirectory, env: environment, stdio, detached: true });
    const ended = endOf(child);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(cannotStart(program, error)));
    });
    child.unref();
    return { pid: child.pid ?? 0, ended };
  }
}

function endOf(child: ChildProcess): LaunchedProcess['ended'] {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ exitCode: code ?? undefined, signal: signal ?? undefined }));
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (bytes < maximumOutputBytes) chunks.push(chunk.subarray(0, maximumOutputBytes - bytes));
    bytes += chunk.length;
  });
  return () => Buffer.concat(chunks).toString();
}

function cannotStart(program: string, cause: Error): DriverError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === 'EAGAIN' || code === 'ENOMEM' || code === 'EMFILE' ? 'Temporary' : 'HostBroken';
  return new DriverError(reason, `start ${program}: ${cause.message}`, { cause });
}
