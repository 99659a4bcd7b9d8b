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
import { quotaStatus, serverGroupStatus } from './plan.ts';
import { ReportReconciler } from './reconcile.ts';

/** The loop that reports what projects use, and who belongs to server groups. */
export function createQuotaLoop(dependencies: LoopDependencies): StartableLoop {
  const { client, informers, clock, random, logger, metrics } = dependencies;
  const quotas = informers.for(quotaKind);
  const serverGroups = informers.for(serverGroupKind);
  const servers = informers.for(serverKind);
  const counted = countedKinds.map((kind) => ({ kind, informer: informers.for(kind) as unknown as Informer<ApiObject> }));
  const observer = new Observer({ quotas, servers, counted });
  const common = { clock, random, logger, metrics, workerCount: 4 };

  const ofQuotas = new Loop({
    ...common,
    name: 'quota/quotas',
    reconciler: new ReportReconciler({
      find: (key) => quotas.get(key),
      statusOf: (quota) => quotaStatus(quota, observer.countedIn(quota.metadata.namespace ?? '')),
      statuses: new StatusWriter({ client: client.resource(quotaKind), informer: quotas }),
      clock,
    }),
  });
  ofQuotas.watch(quotas, ({ key }) => [key]);
  for (const { kind, informer } of counted) {
    ofQuotas.watch(informer, ({ previous, current }) => observer.quotasTouched(kind, previous, current));
  }

  const ofGroups = new Loop({
    ...common,
    name: 'quota/server-groups',
    reconciler: new ReportReconciler({
      find: (key) => serverGroups.get(key),
      statusOf: (group) => serverGroupStatus(group, observer.membersOf(group)),
      statuses: new StatusWriter({ client: client.resource(serverGroupKind), informer: serverGroups }),
      clock,
    }),
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
