import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { signalIfThere } from '../../harness/signal-if-there.ts';

const script = fileURLToPath(new URL('clients.py', import.meta.url));

/** What a command printed, and what it complained. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The real `openstack` and `nova` of one person, one command after the other. */
export class OpenStackClients implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #endProcess: () => void;
  #last: Promise<unknown> = Promise.resolve();

  constructor(environment: Readonly<Record<string, string>>) {
    const child = spawn(script, [], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process = child;
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    this.#endProcess = () => signalIfThere(child.pid!, 'SIGKILL');
    process.once('exit', this.#endProcess);
  }

  /** Runs a command, as typed, and gives what came of it. Words with blanks in them are given apart. */
  run(command: string, ...more: readonly string[]): Promise<Outcome> {
    const answer = this.#last.then(async () => {
      this.#process.stdin!.write(`${JSON.stringify([...command.split(' '), ...more])}\n`);
      const { value } = (await this.#answers.next()) as { value: string | undefined };
      if (value === undefined) throw new Error(`the clients ended at: ${command}`);
      return JSON.parse(value) as Outcome;
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** As {@link run}; rejects, with its complaint, when the command fails. */
  async do(command: string, ...more: readonly string[]): Promise<string> {
    const { code, out, err } = await this.run(command, ...more);
    if (code !== 0) throw new Error(`${command} ${more.join(' ')}: ${err.trim() || out.trim() || `ended with ${code}`}`);
    return out.trim();
  }

  /** As {@link do}, of what the command prints as JSON. */
  async json<Value = Record<string, unknown>>(command: string, ...more: readonly string[]): Promise<Value> {
    return JSON.parse(await this.do(command, ...more, '-f', 'json')) as Value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('exit', this.#endProcess);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.stdin!.end();
    await exited;
  }
}
