import { Worker } from 'node:worker_threads';
import { stopWord, type ThreadReport } from '#cmd/bootstrap/service-thread.ts';

/** One service to run. */
export interface ServicePlan {
  /** What it is called in what we say about it. */
  readonly name: string;
  /** The file that would be run to have it as a process. */
  readonly programFile: string;
  readonly parameters: readonly string[];
}

/** A service ended although nobody had asked it to. */
export class ServiceEndedError extends Error {
  override readonly name = 'ServiceEndedError';
}

/**
 * A service in a thread of its own: the program that is a process elsewhere, with its own heap, event loop, metrics and certificate. It shares with the
 * others what the machine would have to keep for each process: Node itself, most of all.
 */
export class ServiceThread {
  readonly plan: ServicePlan;
  readonly #worker: Worker;
  readonly #ready = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  #failure: string | undefined;

  /** Starts it. `onEnd` is called once, when it has ended, whoever wanted it. */
  constructor(plan: ServicePlan, onEnd: (error: ServiceEndedError) => void) {
    this.plan = plan;
    this.#worker = new Worker(plan.programFile, { argv: [...plan.parameters], name: plan.name });
    this.#ready.promise.catch(() => {});
    this.#worker.on('message', (report: ThreadReport) => {
      if (report.kind === 'Ready') this.#ready.resolve();
      else this.#failure = report.message;
    });
    // As when its program is not there, or its heap is full.
    this.#worker.on('error', (error) => (this.#failure ??= error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', (exitCode) => {
      const error = new ServiceEndedError(`${plan.name} ended: ${this.#failure ?? `exit code ${exitCode}`}`);
      this.#ready.reject(error);
      this.#ended.resolve();
      onEnd(error);
    });
  }

  /** Resolves when its start is done. Rejects with {@link ServiceEndedError}. */
  untilReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** Asks it to stop as SIGTERM asks a process. Resolves when it has ended. */
  stop(): Promise<void> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origins, unlike windows
    this.#worker.postMessage(stopWord);
    return this.#ended.promise;
  }
}
