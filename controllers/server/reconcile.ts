import { restorableUntil } from '#apis/infrastructure/action-refusals.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { ServerActuator } from './apply.ts';
import { confirmationTime } from './incarnation-plan.ts';
import { moveDeadline } from './live-move-plan.ts';
import type { Observation } from './observation.ts';
import type { Observer } from './observe.ts';
import { planServer } from './plan.ts';
import type { StatusPacing } from './status-pacing.ts';
import { occurrenceOf, serverReport } from './status.ts';

export interface ServerReconcilerOptions {
  readonly observer: Observer;
  readonly actuator: ServerActuator;
  readonly statuses: StatusWriter<Server>;
  readonly pacing: StatusPacing;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The changes that a step makes bring the loop back by themselves; this is for the one that gets lost. */
const afterStepSeconds = 10;

/** Makes a server's incarnation wish for what the server declares, and the server say how far that is. */
export class ServerReconciler implements Reconciler {
  readonly #options: ServerReconcilerOptions;

  constructor(options: ServerReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, actuator, pacing, clock } = this.#options;
    const observation = await observer.observe(key);
    if (observation === undefined) {
      pacing.forget(formatKey(key));
      return {};
    }
    const steps = planServer(observation, clock.now());
    await actuator.apply(steps, observation.server);
    if (steps.length > 0) return { requeueAfterSeconds: afterStepSeconds };
    return observation.server === undefined
      ? {}
      : soonest(await this.#report(observation.server, observation), { ...observation, server: observation.server }, clock.now());
  }

  async #report(server: Server, observation: Observation): Promise<Result> {
    const { statuses, pacing, events, clock, logger } = this.#options;
    const key = formatKey({ namespace: server.metadata.namespace!, name: server.metadata.name });
    const { status, pace } = serverReport(server, observation, clock);
    const isNews = mergePatchBetween(server.status ?? {}, status) !== undefined;
    if (pace === 'Settled') pacing.forget(key);
    if (!isNews) {
      pacing.upToDate(key);
      return {};
    }
    if (pace === 'Passing') {
      const delayMilliseconds = pacing.delayMilliseconds(key);
      if (delayMilliseconds > 0) return { requeueAfterSeconds: delayMilliseconds / 1000 };
    }
    try {
      await statuses.write(server, status);
    } catch (error) {
      if (error instanceof NotFoundError) return {};
      throw error;
    }
    if (pace === 'Passing') pacing.written(key);
    const occurrence = occurrenceOf(server.status, status);
    if (occurrence !== undefined) events.record(server, occurrence);
    logger.info({ server: key, phase: status.phase, was: server.status?.phase }, 'server status written');
    return {};
  }
}

/** Looks again, too, when time alone changes something: a deletion takes effect, or a resize confirms itself. */
function soonest(result: Result, { server, actions }: Pick<Observation, 'actions'> & { readonly server: Server }, now: Date): Result {
  const times = [restorableUntil(server, now), confirmationTime(server), moveDeadline(server, actions)].filter(
    (time) => time !== undefined && time > now,
  );
  const delays = times.map((time) => (time!.getTime() - now.getTime()) / 1000);
  if (delays.length === 0) return result;
  return { requeueAfterSeconds: Math.min(result.requeueAfterSeconds ?? Number.POSITIVE_INFINITY, longestDelaySeconds, ...delays) };
}

/** Longer waits are cut into pieces: timers of weeks are not to be trusted. */
const longestDelaySeconds = 3_600;
