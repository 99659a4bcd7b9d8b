import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Environment } from '#cmd/bootstrap/environment.ts';
import { identityOf, type ProcessIdentity } from './process-identity.ts';
import { lastComplaint, logEnd, readLogFrom } from './process-log.ts';
import type { PlannedProcess } from './process-plan.ts';
import { stopProcess, type ProcessRegistry } from './process-registry.ts';
import { isReady } from './readiness.ts';
import type { ProcessStatus } from './supervision-status.ts';

export interface SupervisedProcessOptions {
  readonly plan: PlannedProcess;
  readonly logFile: string;
  readonly registry: ProcessRegistry;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after each change of `status`. */
  readonly onChange: () => void;
}

/** A process could not be made ready. The message says why, in the words of its log. */
export class ProcessNotReadyError extends Error {
  override readonly name = 'ProcessNotReadyError';
}

/** Waits between starts of a process that keeps ending; the longest is held. */
const restartDelaysMilliseconds = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];
/** Who ran for that long may start again at once. */
const steadyMilliseconds = 60_000;
/** How often a process may end before it was ever ready, until the whole start is given up. */
const firstStartLimit = 3;
const firstReadyLimitMilliseconds = 60_000;
const readinessLookMilliseconds = 50;
/** The exit code of a process of ours whose flags make no sense (cmd/bootstrap/lifecycle.ts): trying again is of no use. */
const usageExitCode = 2;

/** One process that is kept running: started again, with growing waits, whenever it ends. */
export class SupervisedProcess {
  readonly #options: SupervisedProcessOptions;
  readonly #stopping = new AbortController();
  readonly #firstReady = Promise.withResolvers<void>();
  #status: ProcessStatus;
  #identity: ProcessIdentity | undefined;
  #running: Promise<void> | undefined;

  constructor(options: SupervisedProcessOptions) {
    this.#options = options;
    this.#status = { name: options.plan.name, state: 'Waiting', since: timestamp(options.clock.now()), restartCount: 0 };
  }

  get status(): ProcessStatus {
    return this.#status;
  }

  /** Starts it and keeps it running. Resolves when it is ready for the first time; throws {@link ProcessNotReadyError} when it does not get there. */
  async start(): Promise<void> {
    const { clock, plan } = this.#options;
    this.#firstReady.promise.catch(() => {});
    this.#running = this.#keepRunning();
    const limit = clock.setTimer(() => {
      this.#firstReady.reject(this.#notReady(`is not ready after ${firstReadyLimitMilliseconds / 1000} seconds`));
    }, firstReadyLimitMilliseconds);
    try {
      await Promise.race([this.#firstReady.promise, this.#running.then(() => Promise.reject(this.#notReady(`${plan.name} was stopped`)))]);
    } finally {
      limit.cancel();
    }
  }

  /** Stops it for good. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    if (this.#identity !== undefined) {
      const how = await stopProcess(this.#identity, this.#options.clock);
      if (how === 'Killed') this.#options.logger.warn({ process: this.#status.name }, 'process did not stop when asked and was killed');
    }
    await this.#running;
    this.#options.registry.forget(this.#status.name);
    this.#change({ state: 'Stopped' });
  }

  async #keepRunning(): Promise<void> {
    const { clock, logger, logFile, plan } = this.#options;
    for (let failures = 0; !this.#stopping.signal.aborted;) {
      const startedAt = clock.monotonicMilliseconds();
      const logStart = logEnd(logFile);
      const ended = await this.#runOnce(logStart);
      if (this.#stopping.signal.aborted) return;
      failures = clock.monotonicMilliseconds() - startedAt > steadyMilliseconds ? 0 : failures + 1;
      const why = lastComplaint(readLogFrom(logFile, logStart)) ?? ended.words;
      logger.warn({ process: plan.name, ended: ended.words, why, failures }, 'process ended and is started again');
      this.#change({ state: 'Restarting', detail: why, restartCount: this.#status.restartCount + 1 });
      if (failures >= firstStartLimit || ended.exitCode === usageExitCode)
        this.#firstReady.reject(this.#notReady(`keeps ending (${ended.words})`, why));
      const delay =
        restartDelaysMilliseconds[Math.min(failures, restartDelaysMilliseconds.length) - 1] ?? restartDelaysMilliseconds[0] ?? 0;
      await clock.sleep(delay, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  async #runOnce(logStart: number): Promise<Ended> {
    const { plan, registry, onChange } = this.#options;
    const child = this.#spawn();
    const ended = endOf(child);
    this.#identity = child.pid === undefined ? undefined : identityOf(child.pid);
    if (this.#identity !== undefined) registry.record(plan.name, this.#identity);
    this.#change({ state: 'Starting', ...(child.pid === undefined ? {} : { pid: child.pid }) });
    const over = new AbortController();
    void ended.then(() => over.abort());
    if (await this.#becomesReady(logStart, over.signal)) {
      this.#change({
        state: 'Ready',
        ...(child.pid === undefined ? {} : { pid: child.pid }),
        ...(plan.address === undefined ? {} : { detail: plan.address }),
      });
      this.#firstReady.resolve();
    }
    const result = await ended;
    this.#identity = undefined;
    onChange();
    return result;
  }

  /** In a session of its own, so that Ctrl-C in our terminal is for us alone, writing straight to its log, so that it outlives us. */
  #spawn(): ChildProcess {
    const { plan, logFile, environment } = this.#options;
    const log = openSync(logFile, 'a', 0o600);
    try {
      return spawn(plan.command, plan.parameters, { detached: true, stdio: ['ignore', log, log], env: { ...environment }, cwd: '/' });
    } finally {
      closeSync(log);
    }
  }

  async #becomesReady(logStart: number, over: AbortSignal): Promise<boolean> {
    const { plan, clock, logFile } = this.#options;
    while (!over.aborted) {
      if (await isReady(plan.readiness, { file: logFile, start: logStart }, clock)) return !over.aborted;
      await clock.sleep(readinessLookMilliseconds, { signal: over }).catch(() => {});
    }
    return false;
  }

  #notReady(what: string, why?: string): ProcessNotReadyError {
    const { plan, logFile } = this.#options;
    return new ProcessNotReadyError(`${plan.name} ${what}${why === undefined ? '' : `: ${why}`}; its log is ${logFile}`);
  }

  #change(change: Partial<ProcessStatus> & Pick<ProcessStatus, 'state'>): void {
    const { name, restartCount } = this.#status;
    this.#status = { name, restartCount, since: timestamp(this.#options.clock.now()), ...change };
    this.#options.onChange();
  }
}

interface Ended {
  readonly words: string;
  readonly exitCode: number | undefined;
}

function endOf(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ words: error.message, exitCode: undefined }));
    child.once('exit', (code, signal) =>
      resolve({ words: signal === null ? `exit code ${code}` : `signal ${signal}`, exitCode: code ?? undefined }),
    );
  });
}
