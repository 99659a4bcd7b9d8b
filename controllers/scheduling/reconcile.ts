import { restoreUnsettled } from '#apis/infrastructure/restored.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { PlacementActuator } from './apply.ts';
import { decidePlacement, type Wait } from '#apis/placement/decide-placement.ts';
import type { Observer } from './observe.ts';
import { waitingStatus } from './status.ts';
import type { WaitingServers } from './waiting-servers.ts';
import type { PlacementPolicy } from '#apis/placement/weighers/weigher.ts';

export interface SchedulingReconcilerOptions {
  readonly observer: Observer;
  readonly actuator: PlacementActuator;
  readonly statusWriter: StatusWriter<Server>;
  readonly waiting: WaitingServers;
  readonly events: EventSink;
  readonly policy: PlacementPolicy;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A use that falls elsewhere in the namespace, or a host that says what is on it, is seen by no watch of ours: look again now and then. */
const refusedRetrySeconds = 15;

/** Gives a server that has no incarnation one, or says what it waits for. */
export class SchedulingReconciler implements Reconciler {
  readonly #options: SchedulingReconcilerOptions;

  constructor(options: SchedulingReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, actuator, waiting, events, policy, random, logger } = this.#options;
    const question = observer.observe(key);
    if (question === undefined) {
      waiting.delete(key);
      return {};
    }
    const { server } = question;
    const plan = decidePlacement(question, observer.table, { policy, random });
    if (plan.kind === 'Wait') return this.#wait(key, server, plan);
    const outcome = await actuator.place(server, plan);
    if (outcome.kind === 'Refused') return this.#wait(key, server, outcome);
    waiting.delete(key);
    const { hostsConsidered, hostsLeft } = plan.explanation;
    events.record(server, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Placed on one of ${hostsLeft} hosts that fit, of ${hostsConsidered}`,
    });
    logger.info({ server: formatKey(key), host: plan.host.name }, 'server placed');
    return {};
  }

  async #wait(key: ObjectKey, server: Server, { reason, message, worthSayingAfterSeconds = 0 }: Omit<Wait, 'kind'>): Promise<Result> {
    const { waiting, statusWriter, events, clock } = this.#options;
    waiting.add(key);
    const earlySeconds = secondsToAge(server, worthSayingAfterSeconds, clock.now());
    if (earlySeconds > 0) return { requeueAfterSeconds: earlySeconds };
    const written = await statusWriter.write(server, waitingStatus(server, { reason, message }, clock));
    if (written === 'Written') events.record(server, { type: 'Warning', reason, message });
    return reason === 'QuotaExceeded' || reason === restoreUnsettled ? { requeueAfterSeconds: refusedRetrySeconds } : {};
  }
}

/** How long until the server is so old. 0 if it is, or comes from another clock's future. */
function secondsToAge({ metadata }: Server, wantedSeconds: number, now: Date): number {
  const ageSeconds = (now.getTime() - Date.parse(metadata.creationTimestamp)) / 1000;
  return ageSeconds < 0 ? 0 : Math.max(0, wantedSeconds - ageSeconds);
}
