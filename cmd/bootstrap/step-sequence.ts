import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';

/** What a process's `start` is given. */
export interface Lifecycle {
  /**
   * Starts one part of the process and gives what `start` returned. Parts stop in the reverse order of their start. Throws {@link StartupError},
   * which names the step, when it fails or takes longer than its deadline.
   */
  step<Value>(name: string, step: Step<Value>): Promise<Value>;
  /** Ends the process in order, as a failure: for a running part that finds that it cannot go on. */
  fail(error: unknown): void;
  /** Aborted when the process begins to stop. */
  readonly signal: AbortSignal;
}

export interface Step<Value> {
  readonly start: (signal: AbortSignal) => Value | Promise<Value>;
  readonly stop?: (value: Value) => void | Promise<void>;
  /** Default 30. */
  readonly startDeadlineSeconds?: number;
  /** Default 10. */
  readonly stopDeadlineSeconds?: number;
}

/** A step of the start failed or hung; `step` says which, `cause` why. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
  readonly step: string;

  constructor(step: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.step = step;
  }
}

/** Starts steps in order and stops those that started, in reverse order. Each start and stop has a deadline. */
export class StepSequence {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #running: RunningStep[] = [];
  readonly #failure = Promise.withResolvers<{ readonly kind: 'Failure'; readonly error: unknown }>();

  constructor({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Resolves when a running part called `fail`. */
  get failure(): Promise<{ readonly kind: 'Failure'; readonly error: unknown }> {
    return this.#failure.promise;
  }

  /** Calls `start` with a {@link Lifecycle}. Rejects with what it rejects with. */
  async run(start: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
    await start({
      step: (name, step) => this.#start(name, step),
      fail: (error) => this.#failure.resolve({ kind: 'Failure', error }),
      signal: this.#stopping.signal,
    });
  }

  /** Stops what started, newest first. Returns the names of the steps that did not stop in time; it goes on without them. */
  async stop(): Promise<readonly string[]> {
    this.#stopping.abort(new Error('the process is stopping'));
    const hung: string[] = [];
    for (let step = this.#running.pop(); step !== undefined; step = this.#running.pop()) {
      const outcome = await this.#within(step.stopDeadlineSeconds, step.stop).catch((error: unknown) => ({ error }));
      if (outcome === 'DeadlinePassed') {
        hung.push(step.name);
        this.#logger.error({ step: step.name, deadlineSeconds: step.stopDeadlineSeconds }, 'step did not stop in time');
      } else if (outcome?.error !== undefined) {
        this.#logger.warn({ step: step.name, error: outcome.error }, 'step failed to stop');
      }
    }
    return hung;
  }

  async #start<Value>(name: string, step: Step<Value>): Promise<Value> {
    const { startDeadlineSeconds = 30, stopDeadlineSeconds = 10 } = step;
    this.#stopping.signal.throwIfAborted();
    const startedAt = this.#clock.monotonicMilliseconds();
    let outcome: { readonly value: Value } | 'DeadlinePassed';
    try {
      outcome = await this.#within(startDeadlineSeconds, async () => ({ value: await step.start(this.#stopping.signal) }));
    } catch (cause) {
      throw new StartupError(name, `step "${name}" failed to start: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    if (outcome === 'DeadlinePassed') {
      throw new StartupError(name, `step "${name}" did not start within ${startDeadlineSeconds} seconds`);
    }
    const { value } = outcome;
    if (this.#stopping.signal.aborted) {
      await step.stop?.(value);
      this.#stopping.signal.throwIfAborted();
    }
    this.#running.push({ name, stopDeadlineSeconds, stop: async () => step.stop?.(value) });
    const tookMilliseconds = Math.round(this.#clock.monotonicMilliseconds() - startedAt);
    this.#logger.debug({ step: name, tookMilliseconds }, 'step started');
    return value;
  }

  async #within<Value>(deadlineSeconds: number, work: () => Promise<Value>): Promise<Value | 'DeadlinePassed'> {
    const finished = new AbortController();
    const deadline = this.#clock.sleep(deadlineSeconds * 1000, { signal: finished.signal }).then(
      () => 'DeadlinePassed' as const,
      () => 'DeadlinePassed' as const,
    );
    try {
      return await Promise.race([work(), deadline]);
    } finally {
      finished.abort();
    }
  }
}

interface RunningStep {
  readonly name: string;
  readonly stopDeadlineSeconds: number;
  readonly stop: () => Promise<void>;
}
