import { createAggregateLoop } from '#controllers/aggregate/create-aggregate-loop.ts';
import { createGarbageCollectionLoop } from '#controllers/garbage-collection/create-garbage-collection-loop.ts';
import { createHostLoop } from '#controllers/host/create-host-loop.ts';
import { createNetworkLoop } from '#controllers/network/create-network-loop.ts';
import { createQuotaLoop } from '#controllers/quota/create-quota-loop.ts';
import type { EventSink } from '#controllers/runtime/event-recorder.ts';
import type { LoopDependencies } from '#controllers/runtime/loop-dependencies.ts';
import type { StartableLoop } from '#controllers/runtime/loop.ts';
import { createSchedulingLoop } from '#controllers/scheduling/create-scheduling-loop.ts';
import { createServiceAccountLoop } from '#controllers/service-account/create-service-account-loop.ts';
import { createServerLoop } from '#controllers/server/create-server-loop.ts';
import { createVolumeLoop } from '#controllers/volume/create-volume-loop.ts';

/** What loops are made of. A loop takes what it needs and nothing else. */
export interface ControllerDependencies extends LoopDependencies {
  readonly events: EventSink;
  /** How long actions that ended are kept; 0: for ever. Default: 90 days. */
  readonly actionRetentionSeconds?: number;
}

/**
 * Every loop that one elected replica runs. The loop `instance`, the gateway, is not among them: it runs on as many
 * replicas as there are, each for the hosts whose streams end there, in processes of its own.
 */
const controllers = {
  /** Servers without an incarnation → a placement, or words for why there is none. */
  scheduling: (dependencies: ControllerDependencies) => createSchedulingLoop(dependencies),
  /** Servers and their actions → wishes of their Instances; Instances and hosts → status of the servers. */
  server: (dependencies: ControllerDependencies) => createServerLoop(dependencies),
  /** Networks and ports that servers name → ports; what hosts say of them → who has a port, and whether it may go. */
  network: (dependencies: ControllerDependencies) => createNetworkLoop(dependencies),
  /** Volumes and attachments → volumes on hosts, handed to one server after the other. */
  volume: (dependencies: ControllerDependencies) => createVolumeLoop(dependencies),
  /** What counts against quotas, and who is in server groups → their status, as a report. */
  quota: (dependencies: ControllerDependencies) => createQuotaLoop(dependencies),
  /** Who belongs to aggregates, and which zones there are → their status, and Zones. */
  aggregate: (dependencies: ControllerDependencies) => createAggregateLoop(dependencies),
  /** Sessions and gateways' leases → which hosts can be counted on; deleted hosts → what was on them is let go. */
  host: (dependencies: ControllerDependencies) => createHostLoop(dependencies),
  /** Namespaces → the account `default` in each. */
  'service-account': (dependencies: ControllerDependencies) => createServiceAccountLoop(dependencies),
  /** Owner references and deleted namespaces → deletions. */
  'garbage-collection': (dependencies: ControllerDependencies) => createGarbageCollectionLoop(dependencies),
} as const;

export type ControllerName = keyof typeof controllers;

export const controllerNames = Object.keys(controllers) as readonly ControllerName[];

/** Makes the loops of those names, in the order of the table. Their informers are known from then on. */
export function createControllers(names: readonly ControllerName[], dependencies: ControllerDependencies): readonly StartableLoop[] {
  return controllerNames
    .filter((name) => names.includes(name))
    .map((name) => controllers[name]({ ...dependencies, logger: dependencies.logger.child({ controller: name }) }));
}
