import { namespaceKind } from '#apis/kubernetes/core.ts';
import { defaultServiceAccountName, serviceAccountKind } from '#apis/kubernetes/service-account.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { DefaultAccountReconciler } from './reconcile.ts';

/** The loop that gives every namespace its service account `default`. */
export function createServiceAccountLoop(dependencies: LoopDependencies): StartableLoop {
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
