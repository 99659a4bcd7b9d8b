import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOfFurtherHost } from '#cmd/bootstrap/host-names.ts';
import { removeTraces } from '../soak/host-traces.ts';
import type { HostNamespace } from './host-namespace.ts';
import { joinParameters } from './join-parameters.ts';
import { repositoryRoot, type LocalTycho } from './local-tycho.ts';

export interface SecondAgentOptions {
  /** What its hosts are called. Default: `second`. */
  readonly name?: string;
  /** Default: virtual machines and containers. */
  readonly flags?: readonly string[];
  /** The network that it runs in; absent: this machine's. */
  readonly namespace?: HostNamespace;
}

/** Another agent on this machine, as one on a second machine would be. */
export class SecondAgent implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #stateDirectory: string;

  private constructor(process: ChildProcess, stateDirectory: string) {
    this.#process = process;
    this.#stateDirectory = stateDirectory;
  }

  /** Joins the control plane as an operator has it join. */
  static async start(tycho: LocalTycho, options: SecondAgentOptions = {}): Promise<SecondAgent> {
    const { name = 'second', flags = ['--driver=kvm,container'], namespace } = options;
    const inState = (...names: string[]): string => join(tycho.stateDirectory, ...names);
    const log = openSync(inState('logs', `${name}-agent.log`), 'a', 0o600);
    const stateDirectory = inState(`${name}-agent`);
    const words = [
      process.execPath,
      join(repositoryRoot, 'cmd/node-agent/main.ts'),
      ...flags,
      `--host-name=${name}`,
      `--state-directory=${stateDirectory}`,
      ...(await joinParameters(tycho, name)),
    ];
    const [program, ...parameters] = namespace?.enter(words) ?? words;
    const child = spawn(program!, parameters, { stdio: ['ignore', log, log] });
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
