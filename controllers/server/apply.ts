import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import { serverFinalizer, serverKind, type Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import { over, withActionHealth } from './action-history.ts';
import type { ImageMaker } from './make-image.ts';
import type { MigrationWriter } from './write-migration.ts';
import { recordEnd } from './record-end.ts';
import { powerGenerationAfter } from './power-generation.ts';
import type { ServerStep } from './server-step.ts';

export interface ActuatorOptions {
  readonly servers: ResourceClient<Server>;
  readonly instances: ResourceClient<Instance>;
  readonly serverInformer: Informer<Server>;
  readonly instanceInformer: Informer<Instance>;
  readonly statuses: StatusWriter<Server>;
  readonly actionStatuses: StatusWriter<ServerAction>;
  readonly images: ImageMaker;
  readonly migrations: MigrationWriter;
  readonly client: Pick<ApiClient, 'restore' | 'resource'>;
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
      case 'NoteStatus':
        return this.#note(step);
      case 'MakeImage':
        return this.#options.images.make(step.image);
      case 'FillImage':
        return this.#fill(step);
      case 'GiveUpImage':
        return this.#options.images.giveUp(step.action);
      case 'DeleteSavedDisk':
        await this.#requireUnchanged(step.server);
        return this.#options.images.delete(step.image);
      case 'DeleteBackup':
        return this.#options.images.delete(step.image);
      case 'RestoreServer':
        return this.#restore(step);
      case 'RecordEnd':
        return recordEnd(step.server, this.#options);
      case 'ReleaseServer':
        return this.#release(step.server);
      case 'ReportAction':
        return this.#reportAction(step);
      case 'CreateMigration':
        return this.#options.migrations.create(step);
      case 'ReportMigration':
        return this.#options.migrations.report(step.migration, step.status);
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
    const powerGeneration = powerGenerationAfter(instance, wish);
    const patched = await instances.patch(
      keyOf(instance),
      { spec: mergePatchBetween(instance.spec, { ...instance.spec, ...wish, powerGeneration }) },
      { resourceVersion },
    );
    instanceInformer.absorb(patched);
    logger.info({ instance: formatKey(keyOf(instance)), server: instance.spec.server.name, wish }, 'wish handed down');
  }

  async #note({ server, status }: ServerStep & { readonly kind: 'NoteStatus' }): Promise<void> {
    await this.#options.statuses.write(server, status);
    const { savedImage, resize } = status;
    this.#options.logger.info({ server: formatKey(keyOf(server)), savedImage, kept: resize?.keptInstance }, 'server noted');
  }

  /** A cache that lags behind may not yet show that the status names the disk. Throws ConflictError then. */
  async #requireUnchanged(server: Server): Promise<void> {
    const live = await this.#options.servers.get(keyOf(server));
    if (live.metadata.resourceVersion !== server.metadata.resourceVersion)
      throw new ConflictError(`delete a saved disk of server ${server.metadata.name}: the server has changed meanwhile`);
  }

  async #restore({ server, action, decidedAt }: ServerStep & { readonly kind: 'RestoreServer' }): Promise<void> {
    const { client, serverInformer, logger } = this.#options;
    try {
      serverInformer.absorb((await client.restore(serverKind, keyOf(server))) as Server);
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
      const status = over(action, server, { outcome: 'Failed', message: error.message }, decidedAt);
      return this.#reportAction({ kind: 'ReportAction', action, status });
    }
    logger.info({ server: formatKey(keyOf(server)) }, 'server restored');
  }

  async #fill({ image, server, action, decidedAt }: ServerStep & { readonly kind: 'FillImage' }): Promise<void> {
    const obstacle = await this.#options.images.fill(image, action);
    if (obstacle === undefined) return;
    await this.#options.images.giveUp(action);
    await this.#reportAction({
      kind: 'ReportAction',
      action,
      status: withActionHealth(action, over(action, server, { outcome: 'Failed', message: obstacle }, decidedAt), decidedAt),
    });
  }

  /** Lets the server go. The cache that showed no Instance may lag behind placements, so the api-server itself is asked. */
  async #release(server: Server): Promise<void> {
    const { servers, serverInformer, logger } = this.#options;
    if (await this.#hasInstances(server)) return;
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

  async #hasInstances({ metadata }: Server): Promise<boolean> {
    const { instances, instanceInformer } = this.#options;
    const { items } = await instances.list({ namespace: metadata.namespace!, fieldSelector: `spec.server.uid=${metadata.uid}` });
    for (const instance of items) instanceInformer.absorb(instance);
    return items.length > 0;
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
