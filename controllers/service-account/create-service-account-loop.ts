import type { ApiClient } from '#apis/client/api-client.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { defaultServiceAccountName, serviceAccountKind } from '#apis/kubernetes/service-account.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Random } from '#apis/machinery/random.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { SharedInformers } from '../runtime/shared-informers.ts';
import { DefaultAccountReconciler } from './reconcile.ts';

export interface ServiceAccountLoopDependencies {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The loop that gives every namespace its service account `default`. */
export function createServiceAccountLoop(dependencies: ServiceAccountLoopDependencies): StartableLoop {
  const { client, informers } = dependencies;
  const namespaces = informers.for(namespaceKind);
  const accounts = informers.for(serviceAccountKind);
  const reconciler = new DefaultAccountReconciler({ namespaces, accounts, client: client.resource(serviceAccountKind) });
  const loop = new Loop({ ...dependencies, name: 'service-account', reconciler });
  loop.watch(namespaces, ({ key }) => [key]);
  // Only one that goes leaves something to do.
  loop.watch(accounts, ({ key, current }) =>
    current === undefined && key.name === defaultServiceAccountName ? [{ name: key.namespace ?? '' }] : [],
  );
  return loop;
}
