import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { portFinalizer, portKind, type Port } from '#apis/compute/port.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { isMadeFor, networkIndexLabel } from '#apis/infrastructure/machine-ports.ts';
import { AlreadyExistsError, ForbiddenError, InvalidError, NotFoundError, type ApiError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import type { Obstacle, ServerStep } from './plan-server.ts';

export interface NetworkActuatorOptions {
  readonly ports: ResourceClient<Port>;
  readonly portInformer: Informer<Port>;
  readonly logger: Logger;
}

/** Makes, binds and deletes Ports as planned. Every write states what it was decided on. */
export class NetworkActuator {
  readonly #options: NetworkActuatorOptions;

  constructor(options: NetworkActuatorOptions) {
    this.#options = options;
  }

  /** Returns what the api-server refused, in its words. Throws ConflictError when the world has moved since the decision. */
  async apply(server: Server, steps: readonly ServerStep[]): Promise<readonly Obstacle[]> {
    const refusals: Obstacle[] = [];
    for (const step of steps) {
      const refusal = await this.#take(server, step);
      if (refusal !== undefined) refusals.push(refusal);
    }
    return refusals;
  }

  /** Nobody has the Port any more. */
  async release(port: Port): Promise<void> {
    const { finalizers = [], resourceVersion } = port.metadata;
    const left = finalizers.filter((finalizer) => finalizer !== portFinalizer);
    await ignoringAbsence(this.#options.ports.patch(keyOf(port), { metadata: { finalizers: left } }, { resourceVersion }));
    this.#log(port, 'port released');
  }

  async #take(server: Server, step: ServerStep): Promise<Obstacle | undefined> {
    const { ports, portInformer } = this.#options;
    switch (step.kind) {
      case 'CreatePort':
        return this.#create(server, step);
      case 'BindPort': {
        const { resourceVersion } = step.port.metadata;
        const status = { phase: 'Pending', server: server.metadata.name, serverUID: server.metadata.uid };
        portInformer.absorb(await ports.patchStatus(keyOf(step.port), { status }, { resourceVersion }));
        this.#log(step.port, 'port bound');
        return undefined;
      }
      case 'LabelPort': {
        const labels = { [networkIndexLabel]: String(step.index) };
        portInformer.absorb(await ports.patch(keyOf(step.port), { metadata: { labels } }));
        return undefined;
      }
      case 'DeletePort':
        await ignoringAbsence(this.#delete(step.port));
        return undefined;
    }
  }

  async #create(server: Server, step: ServerStep & { readonly kind: 'CreatePort' }): Promise<Obstacle | undefined> {
    const { ports, portInformer } = this.#options;
    const { wish, network, ipAddress, name } = step;
    const { namespace = '', uid } = server.metadata;
    const owner = { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, name: server.metadata.name, uid };
    try {
      const port = await ports.create({
        apiVersion: apiVersionOf(portKind),
        kind: portKind.kind,
        metadata: {
          namespace,
          name,
          labels: { [networkIndexLabel]: String(wish.index) },
          ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
        },
        spec: { network, ...(ipAddress === undefined ? {} : { ipAddress }) },
      });
      portInformer.absorb(port);
      this.#log(port, 'port made');
      return undefined;
    } catch (error) {
      if (error instanceof AlreadyExistsError) return await this.#explainTaken(server, step);
      if (!(error instanceof ForbiddenError || error instanceof InvalidError)) throw error;
      return refusalOf(error, wish.field);
    }
  }

  /** The cache did not know of it yet: our own of a moment ago, or somebody else's, after which the next name is tried. */
  async #explainTaken(server: Server, { wish, name }: ServerStep & { readonly kind: 'CreatePort' }): Promise<Obstacle | undefined> {
    const { ports, portInformer } = this.#options;
    try {
      const existing = await ports.get({ namespace: server.metadata.namespace!, name });
      portInformer.absorb(existing);
      if (isMadeFor(server, existing)) return undefined;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    return { reason: 'PortNameTaken', message: `${wish.field}: the port "${name}" is somebody else's; another name is tried` };
  }

  async #delete(port: Port): Promise<void> {
    const { ports, portInformer } = this.#options;
    const outcome = await ports.delete(keyOf(port), { uid: port.metadata.uid });
    if (outcome.kind === 'Terminating') portInformer.absorb(outcome.object);
    this.#log(port, 'port deleted: its server does not need it any more');
  }

  #log(port: Port, message: string): void {
    this.#options.logger.info({ port: formatKey(keyOf(port)), network: port.spec.network, server: port.status?.server }, message);
  }
}

/** In the words of the field that the user wrote. */
function refusalOf(error: ApiError, field: string): Obstacle {
  const [cause] = error.details?.causes ?? [];
  if (cause === undefined) return { reason: error.reason, message: `${field}: ${error.message}` };
  const isAboutAddress = cause.field === 'spec.ipAddress';
  return { reason: cause.reason, message: `${isAboutAddress ? field.replace(/\.network$/, '.ipAddress') : field}: ${cause.message}` };
}

async function ignoringAbsence(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
