import { spawn } from 'node:child_process';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';

export interface ProgramOptions {
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly workingDirectory?: string;
  /** Default: 30 s. Then it is killed. */
  readonly timeoutMilliseconds?: number;
}

/** What a child of ours sees of the environment: nothing of the agent's, which may hold secrets. */
export const programEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' } as const;

const maximumOutputBytes = 64 * 1024;

/** Runs a program of the host's to its end and gives what it wrote. Throws {@link DriverError} when it fails. */
export async function runProgram(command: readonly [program: string, ...theArguments: string[]], options: ProgramOptions): Promise<string> {
  const [program, ...theArguments] = command;
  const child = spawn(program, theArguments, {
    cwd: options.workingDirectory ?? '/',
    env: programEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      if (output[name].length < maximumOutputBytes) output[name] += text;
    });
  }
  const ended = Promise.withResolvers<string>();
  child.once('error', (cause) => ended.reject(new DriverError('HostBroken', `start ${program}: ${cause.message}`, { cause })));
  child.once('close', (code, signal) => {
    if (code === 0) ended.resolve(output.stdout);
    else ended.reject(new DriverError('HostBroken', `${command.join(' ')}: ${output.stderr.trim() || `it ended with ${code ?? signal}`}`));
  });
  const timer = options.clock.setTimer(() => child.kill('SIGKILL'), options.timeoutMilliseconds ?? 30_000);
  try {
    return await ended.promise;
  } finally {
    timer.cancel();
  }
}
