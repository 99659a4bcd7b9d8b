import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Namespace } from '#apis/kubernetes/core.ts';
import { defaultServiceAccountName, type ServiceAccount } from '#apis/kubernetes/service-account.ts';
import { AlreadyExistsError, ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';

export interface DefaultAccountReconcilerOptions {
  readonly namespaces: Informer<Namespace>;
  readonly accounts: Informer<ServiceAccount>;
  readonly client: ResourceClient<ServiceAccount>;
}

/** Gives a namespace the account `default`, unless it has one or goes. */
export class DefaultAccountReconciler implements Reconciler {
  readonly #options: DefaultAccountReconcilerOptions;

  constructor(options: DefaultAccountReconcilerOptions) {
    this.#options = options;
  }

  async reconcile({ name: namespace }: ObjectKey): Promise<Result> {
    const { namespaces, accounts, client } = this.#options;
    const key = { namespace, name: defaultServiceAccountName };
    const found = namespaces.get({ name: namespace });
    if (found === undefined || found.metadata.deletionTimestamp !== undefined || accounts.get(key) !== undefined) return {};
    try {
      accounts.absorb(await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: key }));
    } catch (error) {
      // There already, or the namespace has gone meanwhile: nothing is left to do.
      if (!(error instanceof AlreadyExistsError || error instanceof NotFoundError || error instanceof ForbiddenError)) throw error;
    }
    return {};
  }
}
