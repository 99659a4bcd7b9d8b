import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { HostActuator } from './apply.ts';
import type { ConnectionWatch } from './connection.ts';
import { planHost, type HostPlan } from './plan.ts';
import { hostOccurrence, hostStatus } from './status.ts';

export interface HostReconcilerOptions {
  readonly hosts: Informer<Host>;
  readonly liveHosts: ResourceClient<Host>;
  readonly instances: Informer<Instance>;
  readonly instancesByHost: ObjectIndex<Instance>;
  readonly instancesByHostName: ObjectIndex<Instance>;
  readonly connections: ConnectionWatch;
  readonly actuator: HostActuator;
  readonly statuses: StatusWriter<Host>;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How soon to look again while the cache of Instances has not come to where the Host is. */
const cacheLagSeconds = 5;

/** Says whether a host can be counted on, and lets go of what was on one that is deleted. */
export class HostReconciler implements Reconciler {
  readonly #options: HostReconcilerOptions;

  constructor(options: HostReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { hosts, instancesByHost, connections, actuator } = this.#options;
    const host = hosts.get(key);
    await this.#releaseOrphans(key, host);
    if (host === undefined) return {};
    const plan = planHost({ host, connection: connections.connectionOf(host), instances: instancesByHost.get(host.metadata.uid) });
    if (plan.removal.kind === 'ReleaseHost' && !this.#knowsAllInstancesOf(host)) return { requeueAfterSeconds: cacheLagSeconds };
    await this.#report(host, plan);
    if (plan.removal.kind !== 'None') {
      await actuator.apply(hosts.get(key) ?? host, plan.removal);
      return { requeueAfterSeconds: cacheLagSeconds };
    }
    return plan.lookAgainAfterSeconds === undefined ? {} : { requeueAfterSeconds: plan.lookAgainAfterSeconds };
  }

  /** Somebody took the Host's finalizer away by hand: that is their word too, and what was on it must not be stuck for ever. */
  async #releaseOrphans(key: ObjectKey, cached: Host | undefined): Promise<void> {
    const { instancesByHostName, actuator } = this.#options;
    const suspects = instancesByHostName.get(key.name).filter((instance) => instance.spec.host.uid !== cached?.metadata.uid);
    if (suspects.length === 0) return;
    const host = await this.#readHost(key);
    await actuator.releaseInstances(suspects.filter((instance) => instance.spec.host.uid !== host?.metadata.uid));
  }

  /** That a host does not exist is never taken from a cache. */
  async #readHost(key: ObjectKey): Promise<Host | undefined> {
    try {
      return await this.#options.liveHosts.get(key);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Nothing is placed on a host after its deletion, so a cache that has come so far shows all there will ever be. */
  #knowsAllInstancesOf(host: Host): boolean {
    return this.#options.instances.hasReached(host.metadata.resourceVersion);
  }

  async #report(host: Host, plan: HostPlan): Promise<void> {
    const { statuses, events, clock, logger } = this.#options;
    const status = hostStatus(host, plan, clock);
    const written = await statuses.write(host, status);
    if (written === 'Unchanged') return;
    const ready = status.conditions?.find((condition) => condition.type === 'Ready');
    logger.info({ host: host.metadata.name, ready: ready?.status, reason: ready?.reason }, 'host status written');
    const occurrence = hostOccurrence(host.status, status);
    if (occurrence !== undefined) events.record(host, occurrence);
  }
}
