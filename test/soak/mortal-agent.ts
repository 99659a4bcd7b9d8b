import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const preload = new URL('die-at-call.ts', import.meta.url);
const program = fileURLToPath(new URL('../../cmd/node-agent/main.ts', import.meta.url));

/**
 * A real node agent that dies where it is told to, and is started again at once, always, as systemd does for the unit in manifests/. (The supervisor of
 * `tycho up` waits longer after each death, up to half a minute, and a run of many deaths would be a run of waiting.)
 */
export class MortalAgent {
  readonly stateDirectory: string;
  readonly #parameters: readonly string[];
  readonly #log: string;
  readonly #orders: string;
  readonly #compileCache: string;
  #process: ChildProcess | undefined;
  #isStopping = false;
  #deathCount = 0;

  constructor({ root, name, parameters }: { readonly root: string; readonly name: string; readonly parameters: readonly string[] }) {
    this.stateDirectory = join(root, `agent-${name}`);
    this.#parameters = [...parameters, `--state-directory=${this.stateDirectory}`];
    this.#log = join(root, 'logs', `mortal-agent-${name}.log`);
    this.#orders = join(root, `orders-${name}`);
    this.#compileCache = join(root, 'compile-cache');
  }

  /** How often it was killed. */
  get deathCount(): number {
    return this.#deathCount;
  }

  start(): void {
    const log = openSync(this.#log, 'a', 0o600);
    const child = spawn(process.execPath, [`--import=${preload.href}`, program, ...this.#parameters], {
      cwd: '/',
      stdio: ['ignore', log, log],
      env: { ...process.env, DIE_AT_CALL_ORDERS: this.#orders, NODE_COMPILE_CACHE: this.#compileCache },
    });
    closeSync(log);
    this.#process = child;
    child.once('exit', (_code, signal) => {
      if (this.#isStopping) return;
      if (signal === 'SIGKILL') this.#deathCount += 1;
      this.start();
    });
  }

  /** Orders its death at a point (see die-at-call.ts), or has its calls counted. */
  async order(order: number | 'COUNT'): Promise<void> {
    await rm(`${this.#orders}.calls`, { force: true });
    await writeFile(this.#orders, String(order));
  }

  /** Takes the order back, and tells how many calls there were since, and the last of them. */
  async release(): Promise<{ readonly callCount: number; readonly lastCall: string | undefined }> {
    await rm(this.#orders, { force: true });
    const calls = (await readFile(`${this.#orders}.calls`, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    return { callCount: calls.length, lastCall: calls.at(-1) };
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await rm(this.#orders, { force: true });
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
