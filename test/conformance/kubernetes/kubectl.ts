import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubectlProgram } from './kubectl-program.ts';

/** What a command came to. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A shell with a real kubectl, in a folder of its own, as one user of one server. */
export class KubectlShell {
  readonly folder: string;
  readonly #kubeconfig: string;
  readonly #program: KubectlProgram;

  private constructor(folder: string, kubeconfig: string, program: KubectlProgram) {
    this.folder = folder;
    this.#kubeconfig = kubeconfig;
    this.#program = program;
  }

  static async open(kubeconfig: string, program: KubectlProgram): Promise<KubectlShell> {
    return new KubectlShell(await mkdtemp(join(tmpdir(), 'tycho-kubectl-')), kubeconfig, program);
  }

  /** Runs one line of bash in the folder. Does not reject when it fails. */
  run(line: string, { timeoutSeconds = 30 }: { readonly timeoutSeconds?: number } = {}): Promise<CommandOutcome> {
    return new Promise((resolve) => {
      const environment = {
        ...process.env,
        PATH: `${this.#program.folder}:${process.env['PATH']}`,
        KUBECONFIG: this.#kubeconfig,
        HOME: this.folder,
        KUBECTL_COMMAND_HEADERS: 'false',
        TMPDIR: this.folder,
      };
      const options = { cwd: this.folder, env: environment, timeout: timeoutSeconds * 1000, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile('bash', ['-c', line], options, (error, stdout, stderr) => {
        resolve({
          exitCode: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
          stdout,
          stderr: withoutClientNoise(stderr),
        });
      });
      child.stdin?.end();
    });
  }

  /** Standard output of a command that must succeed. */
  async output(line: string): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(line);
    if (exitCode !== 0) throw new Error(`${line}: exit ${exitCode}: ${stderr}`);
    return stdout;
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** kubectl's own library logs that a watch ended because kubectl itself ended it, now and then, whatever the server. */
function withoutClientNoise(stderr: string): string {
  return stderr.replaceAll(/^E\d{4} .*(?:reflector|informerwatcher)\.go.*\n/gm, '');
}
