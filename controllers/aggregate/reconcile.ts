import type { Aggregate } from '#apis/infrastructure/aggregate.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { ZoneActuator } from './apply.ts';
import type { Observer } from './observe.ts';
import { aggregateStatus, planZone } from './plan.ts';

/** Says on an Aggregate which hosts belong to it. */
export class AggregateReconciler implements Reconciler {
  readonly #observer: Observer;
  readonly #statuses: StatusWriter<Aggregate>;

  constructor({ observer, statuses }: { readonly observer: Observer; readonly statuses: StatusWriter<Aggregate> }) {
    this.#observer = observer;
    this.#statuses = statuses;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const aggregate = this.#observer.aggregate(key);
    if (aggregate === undefined) return {};
    try {
      await this.#statuses.write(aggregate, aggregateStatus(aggregate, this.#observer.hosts()));
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    return {};
  }
}

/** Sees to it that there is a Zone for each zone that a host is in, and no other. */
export class ZoneReconciler implements Reconciler {
  readonly #observer: Observer;
  readonly #actuator: ZoneActuator;

  constructor({ observer, actuator }: { readonly observer: Observer; readonly actuator: ZoneActuator }) {
    this.#observer = observer;
    this.#actuator = actuator;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const zone = this.#observer.zone(key);
    const plan = planZone(zone, this.#observer.hostsIn(key.name));
    await this.#actuator.apply(key.name, zone, plan);
    return {};
  }
}
