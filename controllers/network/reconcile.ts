import type { Port } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { NetworkActuator } from './apply.ts';
import type { Observer } from './observe.ts';
import { planPort } from './plan-port.ts';
import { planServer, type Obstacle } from './plan-server.ts';
import { networkReadyCondition, portStatus, serverNetworkStatus } from './status.ts';

export interface NetworkReconcilerOptions {
  readonly observer: Observer;
  readonly actuator: NetworkActuator;
  readonly events: EventSink;
  readonly clock: Clock;
}

/** An address that is given back, or a name, is seen by no watch of ours: look again now and then. */
const refusedRetrySeconds = 15;

/** Sees to it that a server has the Ports that it names. */
export class ServerPortsReconciler implements Reconciler {
  readonly #options: NetworkReconcilerOptions & { readonly statuses: StatusWriter<Server> };

  constructor(options: NetworkReconcilerOptions & { readonly statuses: StatusWriter<Server> }) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, actuator, events } = this.#options;
    const observation = observer.observeServer(key);
    if (observation === undefined) return {};
    const { server } = observation;
    const { steps, obstacles, takenNames } = planServer(observation);
    const refusals = await actuator.apply(server, steps);
    for (const name of takenNames) {
      const message = `The port "${name}" is not one of this server's: its own gets another name`;
      events.record(server, { type: 'Warning', reason: 'PortNameTaken', message });
    }
    await this.#report(server, [...obstacles, ...refusals]);
    return refusals.length === 0 ? {} : { requeueAfterSeconds: refusedRetrySeconds };
  }

  async #report(server: Server, obstacles: readonly Obstacle[]): Promise<void> {
    const { statuses, events, clock } = this.#options;
    if (server.metadata.deletionTimestamp !== undefined) return;
    const status = serverNetworkStatus(server, obstacles, clock);
    if (status === undefined || (await ignoringAbsence(statuses.write(server, status))) !== 'Written') return;
    const [first] = obstacles;
    const was = findCondition(server.status?.conditions, networkReadyCondition);
    if (first !== undefined && first.reason !== was?.reason) events.record(server, { type: 'Warning', ...first });
  }
}

/** Says of a Port who has it, and lets it go when nobody does. */
export class PortReconciler implements Reconciler {
  readonly #options: NetworkReconcilerOptions & { readonly statuses: StatusWriter<Port> };

  constructor(options: NetworkReconcilerOptions & { readonly statuses: StatusWriter<Port> }) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, actuator, statuses, clock } = this.#options;
    const observation = observer.observePort(key);
    if (observation === undefined) return {};
    const { port } = observation;
    const plan = planPort(observation);
    if (plan.kind === 'ReleasePort') await actuator.release(port);
    else await ignoringAbsence(statuses.write(port, portStatus(port, plan, clock)));
    return {};
  }
}

async function ignoringAbsence<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
