import { flushCompileCache } from 'node:module';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { collectWhenQuiet, ownHeap } from './quiet-collection.ts';
import { onceAskedToStop, reportToProcess } from './service-thread.ts';
import { StartupError, StepSequence, type Lifecycle } from './step-sequence.ts';

export type { Lifecycle, Step } from './step-sequence.ts';

export interface ProcessOptions {
  /** Name of the process, for its log. */
  readonly name: string;
  readonly logger: Logger;
  /** Starts everything by `lifecycle.step(…)`, one after the other. The process is ready when it resolves. */
  readonly start: (lifecycle: Lifecycle) => Promise<void>;
  readonly clock?: Clock;
}

/** How a process of ours ends. */
export const exitCodes = {
  /** It was told to stop and did. */
  stopped: 0,
  /** It could not start, or something broke while it ran. */
  failed: 1,
  /** Its flags make no sense. A supervisor need not try again. */
  usage: 2,
  /** It was told to stop, and a step did not within its deadline. The log names it. */
  stopHung: 3,
} as const;

/**
 * Runs the life of a process: starts its steps in order, stops them in reverse order on SIGTERM or SIGINT (a second signal ends it at once), and
 * names the step that failed or hung. An unhandled error or rejection anywhere is a crash: it is logged and the process ends without a clean stop,
 * since nobody knows what state it is in.
 *
 * It is the same where the process is one thread of several (cmd/services): the wish to stop comes from the process then, and what ends is the thread.
 */
export async function runProcess(options: ProcessOptions): Promise<void> {
  const { name, logger, clock = new SystemClock() } = options;
  const sequence = new StepSequence({ clock, logger });
  installCrashLog(logger);
  const ending = Promise.race([nextStopSignal(), sequence.failure]);
  const started = sequence.run(options.start).then((): Ending | undefined => {
    logger.info({ process: name }, 'process ready');
    // Node keeps what it compiled at a clean exit only; a process of ours may never have one.
    flushCompileCache();
    reportToProcess({ kind: 'Ready' });
    return undefined;
  });
  const life = new AbortController();
  const heap = ownHeap();
  if (heap !== undefined) void collectWhenQuiet({ heap, clock, signal: life.signal });
  const ended = (await Promise.race([started.catch(failedToStart), ending])) ?? (await ending);
  life.abort(new Error('the process is stopping'));
  logEnding(logger, name, ended);
  onceAskedToStop(endAtOnce);
  const hung = await sequence.stop();
  process.exit(hung.length > 0 ? exitCodes.stopHung : ended.kind === 'Signal' ? exitCodes.stopped : exitCodes.failed);
}

type Ending = { readonly kind: 'Signal'; readonly signal: string } | { readonly kind: 'Failure'; readonly error: unknown };

function nextStopSignal(): Promise<Ending> {
  return new Promise((resolve) => onceAskedToStop((signal) => resolve({ kind: 'Signal', signal })));
}

function failedToStart(error: unknown): Ending {
  return { kind: 'Failure', error };
}

function endAtOnce(): void {
  process.exit(exitCodes.stopHung);
}

function logEnding(logger: Logger, name: string, ending: Ending): void {
  if (ending.kind === 'Signal') {
    logger.info({ process: name, signal: ending.signal }, 'stopping');
    return;
  }
  reportFailure(ending.error);
  if (ending.error instanceof StartupError) {
    logger.error({ process: name, step: ending.error.step, error: ending.error }, 'process could not start');
  } else {
    logger.error({ process: name, error: ending.error }, 'process failed');
  }
}

function reportFailure(error: unknown): void {
  reportToProcess({ kind: 'Failed', message: error instanceof Error ? error.message : String(error) });
}

/** Logs what nobody caught and ends the process. Our loggers write synchronously, so the line is out before the end. */
function installCrashLog(logger: Logger): void {
  const crash = (message: string) => (error: unknown) => {
    logger.error({ error }, message);
    reportFailure(error);
    process.exit(exitCodes.failed);
  };
  process.on('uncaughtException', crash('crashed by an error that nobody caught'));
  process.on('unhandledRejection', crash('crashed by a rejected promise that nobody awaited'));
}
