import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { infrastructureGroup, infrastructureVersion } from '#apis/infrastructure/group.ts';
import { instanceName, type Instance } from '#apis/infrastructure/instance.ts';
import { amountsOf } from '#apis/infrastructure/local-disk.ts';
import { restoreUnsettled } from '#apis/infrastructure/restored.ts';
import { ConflictError, ForbiddenError } from '#apis/machinery/errors.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { PlacementDecision } from '#apis/placement/decide-placement.ts';
import type { HostTable } from '#apis/placement/host-table.ts';

/** How a placement ended. `Refused`: the api-server's answer, in its words, which no other host would change. */
export type PlacementOutcome =
  | { readonly kind: 'Placed' }
  | { readonly kind: 'Refused'; readonly reason: 'QuotaExceeded' | typeof restoreUnsettled; readonly message: string };

/** Carries out placements. */
export class PlacementActuator {
  readonly #client: ApiClient;
  readonly #table: HostTable;
  readonly #instances: Informer<Instance>;

  constructor(dependencies: { readonly client: ApiClient; readonly table: HostTable; readonly instances: Informer<Instance> }) {
    this.#client = dependencies.client;
    this.#table = dependencies.table;
    this.#instances = dependencies.instances;
  }

  /**
   * Makes the server's next incarnation as planned. The claim counts from this moment, so that decisions made meanwhile
   * see it, and not at all if the placement fails. Throws ConflictError when the world has moved since.
   */
  async place(server: Server, plan: PlacementDecision & { readonly kind: 'Place' }): Promise<PlacementOutcome> {
    const { host, machine, explanation } = plan;
    const instance = instanceName(server.metadata.uid, (server.status?.epoch ?? 0) + 1);
    const amounts = amountsOf(machine);
    this.#table.putClaim({ instance, serverUID: server.metadata.uid, hostUID: host.uid, amounts });
    try {
      const placed = await this.#client.place(serverKind, keyOf(server), {
        apiVersion: `${infrastructureGroup}/${infrastructureVersion}`,
        kind: 'Placement',
        serverResourceVersion: server.metadata.resourceVersion,
        host: { name: host.name, uid: host.uid },
        machine,
        explanation,
      });
      this.#instances.absorb(placed);
      return { kind: 'Placed' };
    } catch (error) {
      // The watch may have brought the Instance already, if only the answer was lost.
      if (this.#instances.get({ namespace: server.metadata.namespace!, name: instance }) === undefined) this.#table.removeClaim(instance);
      if (error instanceof ForbiddenError) return { kind: 'Refused', reason: 'QuotaExceeded', message: error.message };
      const held = error instanceof ConflictError ? error.details?.causes?.find(({ reason }) => reason === restoreUnsettled) : undefined;
      if (held !== undefined) return { kind: 'Refused', reason: restoreUnsettled, message: held.message };
      throw error;
    }
  }
}
