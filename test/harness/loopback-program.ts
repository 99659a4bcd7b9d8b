import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { signalIfThere } from './signal-if-there.ts';

export interface LoopbackProgramOptions {
  /** As people know it. */
  readonly name: string;
  readonly program: string;
  readonly flags: readonly string[];
  /** Of this run alone: it goes with the program. What the program complains of is in its `errors.log`. */
  readonly folder: string;
}

/** A program that says in one line where it answers, and ends with its input, so that not even a killed test leaves it behind. */
export class LoopbackProgram implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #endProcess: () => void;

  private constructor(child: ChildProcess, folder: string) {
    this.#process = child;
    this.#folder = folder;
    this.#endProcess = () => signalIfThere(child.pid!, 'SIGKILL');
    process.once('exit', this.#endProcess);
  }

  /** Gives what it said too. Rejects with its complaints if it ends without a word. */
  static async start(options: LoopbackProgramOptions): Promise<{ readonly program: LoopbackProgram; readonly line: string }> {
    const { name, program: path, flags, folder } = options;
    const errors = openSync(join(folder, 'errors.log'), 'a');
    const child = spawn(path, flags, { stdio: ['pipe', 'pipe', errors] });
    closeSync(errors);
    const program = new LoopbackProgram(child, folder);
    const lines = createInterface(child.stdout!);
    const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [])])) as [string | undefined];
    if (line === undefined) throw new Error(`${name} ended at its start: ${await readFile(join(folder, 'errors.log'), 'utf8')}`);
    return { program, line };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('exit', this.#endProcess);
    const exited = once(this.#process, 'exit');
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.stdin!.end();
      await exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
