import type { Informer } from '#apis/client/informer.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import { serverFinalizer, type Server } from '#apis/compute/server.ts';
import { instanceName, type Instance } from '#apis/infrastructure/instance.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import type { ServerStep } from './plan.ts';

export interface ActuatorOptions {
  readonly servers: ResourceClient<Server>;
  readonly instances: ResourceClient<Instance>;
  readonly serverInformer: Informer<Server>;
  readonly instanceInformer: Informer<Instance>;
  readonly actionStatuses: StatusWriter<ServerAction>;
  readonly events: EventSink;
  readonly logger: Logger;
}

/** Carries out the server loop's steps. Every write states what it was decided on, so a late one is refused. */
export class ServerActuator {
  readonly #options: ActuatorOptions;

  constructor(options: ActuatorOptions) {
    this.#options = options;
  }

  /** Throws ConflictError when the world has moved since the decision. */
  async apply(steps: readonly ServerStep[], server: Server | undefined): Promise<void> {
    for (const step of steps) await this.#take(step, server);
  }

  async #take(step: ServerStep, server: Server | undefined): Promise<void> {
    switch (step.kind) {
      case 'DeleteInstance':
        return this.#deleteInstance(step, server);
      case 'SetWish':
        return this.#setWish(step);
      case 'ReleaseServer':
        return this.#release(step.server);
      case 'ReportAction':
        return this.#reportAction(step);
    }
  }

  async #deleteInstance(
    { instance, because }: ServerStep & { readonly kind: 'DeleteInstance' },
    server: Server | undefined,
  ): Promise<void> {
    const { instances, instanceInformer, events, logger } = this.#options;
    try {
      const outcome = await instances.delete(keyOf(instance), { uid: instance.metadata.uid });
      if (outcome.kind === 'Terminating') instanceInformer.absorb(outcome.object);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    logger.info({ instance: formatKey(keyOf(instance)), server: instance.spec.server.name, because }, 'instance deleted');
    if (because === 'Lost' && server !== undefined && instance.status?.phase === 'Lost') {
      events.record(server, { type: 'Warning', reason: 'Lost', message: 'The incarnation is lost for good; the server is placed anew' });
    }
  }

  async #setWish({ instance, wish }: ServerStep & { readonly kind: 'SetWish' }): Promise<void> {
    const { instances, instanceInformer, logger } = this.#options;
    const { resourceVersion } = instance.metadata;
    const patched = await instances.patch(
      keyOf(instance),
      { spec: mergePatchBetween(instance.spec, { ...instance.spec, ...wish }) },
      { resourceVersion },
    );
    instanceInformer.absorb(patched);
    logger.info({ instance: formatKey(keyOf(instance)), server: instance.spec.server.name, wish }, 'wish handed down');
  }

  /**
   * Lets the server go. The cache that showed no Instance may lag behind the placement that made the newest one, so
   * that one is asked for first; the older ones had to be destroyed before it could be made.
   */
  async #release(server: Server): Promise<void> {
    const { servers, serverInformer, logger } = this.#options;
    if (await this.#newestInstanceExists(server)) return;
    const finalizers = server.metadata.finalizers?.filter((finalizer) => finalizer !== serverFinalizer) ?? [];
    const { resourceVersion } = server.metadata;
    try {
      const released = await servers.patch(keyOf(server), { metadata: { finalizers } }, { resourceVersion });
      if (finalizers.length > 0) serverInformer.absorb(released);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    logger.info({ server: formatKey(keyOf(server)) }, 'server released');
  }

  async #newestInstanceExists(server: Server): Promise<boolean> {
    const { instances, instanceInformer } = this.#options;
    const epoch = server.status?.epoch;
    if (epoch === undefined) return false;
    try {
      const name = instanceName(server.metadata.uid, epoch);
      instanceInformer.absorb(await instances.get({ namespace: server.metadata.namespace!, name }));
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  async #reportAction({ action, status }: ServerStep & { readonly kind: 'ReportAction' }): Promise<void> {
    const { actionStatuses, logger } = this.#options;
    try {
      await actionStatuses.write(action, status);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    const { phase, message } = status;
    logger.info({ action: formatKey(keyOf(action)), server: action.spec.server, phase, reason: message }, 'action progressed');
  }
}
