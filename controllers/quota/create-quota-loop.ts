import type { Informer } from '#apis/client/informer.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { countedKinds } from '#apis/infrastructure/quota-use.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { startTogether } from '../runtime/start-together.ts';
import { Observer } from './observe.ts';
import { QuotaReconciler, ServerGroupReconciler } from './reconcile.ts';

/** The loop that reports what projects use, and who belongs to server groups. */
export function createQuotaLoop(dependencies: LoopDependencies): StartableLoop {
  const { client, informers, clock, random, logger, metrics } = dependencies;
  const quotas = informers.for(quotaKind);
  const serverGroups = informers.for(serverGroupKind);
  const servers = informers.for(serverKind);
  const counted = countedKinds.map((kind) => ({ kind, informer: informers.for(kind) as unknown as Informer<ApiObject> }));
  const observer = new Observer({ quotas, serverGroups, servers, counted });
  const common = { clock, random, logger, metrics, workerCount: 4 };

  const quotaStatuses = new StatusWriter({ client: client.resource(quotaKind), informer: quotas });
  const ofQuotas = new Loop({
    ...common,
    name: 'quota/quotas',
    reconciler: new QuotaReconciler({ observer, statuses: quotaStatuses, clock }),
  });
  ofQuotas.watch(quotas, ({ key }) => [key]);
  for (const { kind, informer } of counted) {
    ofQuotas.watch(informer, ({ previous, current }) => observer.quotasTouched(kind, previous, current));
  }

  const groupStatuses = new StatusWriter({ client: client.resource(serverGroupKind), informer: serverGroups });
  const ofGroups = new Loop({
    ...common,
    name: 'quota/server-groups',
    reconciler: new ServerGroupReconciler({ observer, statuses: groupStatuses, clock }),
  });
  ofGroups.watch(serverGroups, ({ key }) => [key]);
  ofGroups.watch(servers, ({ previous, current }) => groupsTouched(previous, current));
  return startTogether('quota', [ofQuotas, ofGroups]);
}

/** The group of a server that came, went, or begins to go. */
function groupsTouched(previous: Server | undefined, current: Server | undefined): readonly ObjectKey[] {
  const server = current ?? previous;
  const name = server?.spec.placement?.serverGroup;
  const isMember = (each: Server | undefined): boolean => each !== undefined && each.metadata.deletionTimestamp === undefined;
  if (name === undefined || (isMember(previous) === isMember(current) && previous?.metadata.uid === current?.metadata.uid)) return [];
  return [{ namespace: server!.metadata.namespace!, name }];
}
