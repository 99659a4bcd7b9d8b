import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPortFile } from '#cmd/bootstrap/port-file.ts';
import { repositoryRoot } from '../../end-to-end/local-tycho.ts';
import { eventually } from '../../harness/eventually.ts';
import { signalIfThere } from '../../harness/signal-if-there.ts';

export interface ServiceProcessOptions {
  /** Its folder in `cmd/`. */
  readonly program: string;
  /** For its log and the file that says its port. */
  readonly folder: string;
  /** By name, without `--`; where to listen, and the file that tells the port, are not among them. */
  readonly flags: Readonly<Record<string, string>>;
}

/** One process of ours that speaks HTTP on a free port of loopback. */
export class ServiceProcess implements AsyncDisposable {
  readonly program: string;
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #logFile: string;
  readonly #endProcess: () => void;

  private constructor(parts: { program: string; url: string; child: ChildProcess; logFile: string; endProcess: () => void }) {
    this.program = parts.program;
    this.url = parts.url;
    this.#process = parts.child;
    this.#logFile = parts.logFile;
    this.#endProcess = parts.endProcess;
  }

  /** Returns when it listens. */
  static async start({ program, folder, flags }: ServiceProcessOptions): Promise<ServiceProcess> {
    const [logFile, portFile] = [join(folder, `${program}.log`), join(folder, `${program}.port`)];
    const given = { ...flags, listen: '127.0.0.1:0', 'port-file': portFile };
    const parameters = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(process.execPath, [join(repositoryRoot, 'cmd', program, 'main.ts'), ...parameters], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const endProcess = (): void => signalIfThere(child.pid!, 'SIGKILL');
    process.once('exit', endProcess);
    const { port } = await eventually(
      async () => {
        if (child.exitCode !== null || child.signalCode !== null) return { port: 0 };
        return readPortFile(portFile);
      },
      { withinMilliseconds: 60_000 },
    );
    if (port === 0) throw new Error(`${program} ended at its start: ${await readFile(logFile, 'utf8')}`);
    return new ServiceProcess({ program, url: `http://127.0.0.1:${port}`, child, logFile, endProcess });
  }

  /** Everything that it has logged. */
  log(): Promise<string> {
    return readFile(this.#logFile, 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('exit', this.#endProcess);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}
