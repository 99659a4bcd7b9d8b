import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOfFurtherHost } from '#cmd/bootstrap/host-names.ts';
import { removeTraces } from '../soak/host-traces.ts';
import { joinParameters } from './join-parameters.ts';
import { repositoryRoot, type LocalTycho } from './local-tycho.ts';

/** Another agent for virtual machines and containers on this machine, as one on a second machine would be: its hosts are called `second`. */
export class SecondAgent implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #stateDirectory: string;

  private constructor(process: ChildProcess, stateDirectory: string) {
    this.#process = process;
    this.#stateDirectory = stateDirectory;
  }

  /** Joins the control plane as an operator has it join. */
  static async start(tycho: LocalTycho, flags: readonly string[] = ['--driver=kvm,container']): Promise<SecondAgent> {
    const inState = (...names: string[]): string => join(tycho.stateDirectory, ...names);
    const log = openSync(inState('logs', 'second-agent.log'), 'a', 0o600);
    const stateDirectory = inState('second-agent');
    const parameters = [...flags, '--host-name=second', `--state-directory=${stateDirectory}`, ...(await joinParameters(tycho, 'second'))];
    const child = spawn(process.execPath, [join(repositoryRoot, 'cmd/node-agent/main.ts'), ...parameters], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    return new SecondAgent(child, stateDirectory);
  }

  /** For when no guest of its own is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
    await removeTraces(directoryOfFurtherHost(this.#stateDirectory, 'container'));
    await removeTraces(this.#stateDirectory);
  }
}
