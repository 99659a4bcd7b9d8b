import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { hostFinalizer, type Host } from '#apis/infrastructure/host.ts';
import { instanceFinalizer, type Instance } from '#apis/infrastructure/instance.ts';
import { migrationKind, migrationName, migrationSpecOf, type Migration } from '#apis/infrastructure/migration.ts';
import { isDestroyed, isShelved } from '#apis/infrastructure/needs-placement.ts';
import { AlreadyExistsError, ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { Removal } from './plan.ts';

export interface HostActuatorOptions {
  readonly hosts: ResourceClient<Host>;
  readonly instances: ResourceClient<Instance>;
  readonly instanceInformer: Informer<Instance>;
  readonly migrations: ResourceClient<Migration>;
  readonly logger: Logger;
}

/** Lets go of what was on a host that is gone for good, and then of the host. */
export class HostActuator {
  readonly #options: HostActuatorOptions;

  constructor(options: HostActuatorOptions) {
    this.#options = options;
  }

  /** Throws ConflictError when the world has moved since the decision. */
  async apply(host: Host, removal: Removal): Promise<void> {
    switch (removal.kind) {
      case 'None':
        return;
      case 'ReleaseInstances':
        return this.releaseInstances(removal.instances);
      case 'ReleaseHost':
        return ignoringAbsence(this.#releaseHost(host));
    }
  }

  /** Deletes Instances and lets them go without the word of an agent. Only for those whose host is gone for good. */
  async releaseInstances(instances: readonly Instance[]): Promise<void> {
    for (const instance of instances) await ignoringAbsence(this.#releaseInstance(instance));
  }

  async #releaseInstance(instance: Instance): Promise<void> {
    const { instances, instanceInformer, logger } = this.#options;
    const key = keyOf(instance);
    if (isMovedBy(instance)) await this.#recordEvacuation(instance);
    const outcome = await instances.delete(key, { uid: instance.metadata.uid });
    if (outcome.kind === 'Gone') return;
    const { finalizers = [], resourceVersion } = outcome.object.metadata;
    instanceInformer.absorb(outcome.object);
    await instances.patch(key, { metadata: { finalizers: finalizers.filter((each) => each !== instanceFinalizer) } }, { resourceVersion });
    logger.info({ instance: formatKey(key), host: instance.spec.host.name }, 'instance released from a host that is gone for good');
  }

  /** The server loop goes on with the record; nothing waits for it, so that a refusal keeps nobody on a host that is gone. */
  async #recordEvacuation(instance: Instance): Promise<void> {
    const { migrations, logger } = this.#options;
    const metadata = { name: migrationName(instance, 1), namespace: instance.metadata.namespace! };
    const spec = migrationSpecOf(instance, { type: 'Evacuation' });
    try {
      await migrations.create({ apiVersion: apiVersionOf(migrationKind), kind: migrationKind.kind, metadata, spec });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code >= 500) throw error;
      if (!(error instanceof AlreadyExistsError)) logger.warn({ instance: formatKey(keyOf(instance)), error }, 'evacuation not recorded');
    }
  }

  async #releaseHost(host: Host): Promise<void> {
    const { hosts, logger } = this.#options;
    const { finalizers = [], resourceVersion } = host.metadata;
    await hosts.patch(keyOf(host), { metadata: { finalizers: finalizers.filter((each) => each !== hostFinalizer) } }, { resourceVersion });
    logger.info({ host: host.metadata.name }, 'host released');
  }
}

/** Whether its server has to go elsewhere because of it: not if it is on its way out, or has left for good before. */
function isMovedBy(instance: Instance): boolean {
  return instance.metadata.deletionTimestamp === undefined && !isShelved(instance) && !isDestroyed(instance);
}

async function ignoringAbsence(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
