import { serverKind, type Server, type ServerSize, type ServerStatus } from '#apis/compute/server.ts';
import { waitingForAgent } from '#apis/compute/waiting-for-agent.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import { sizeOf } from '#apis/infrastructure/quota-use.ts';
import { instanceKind, instanceName, type InstanceSpec, type Placement } from '#apis/infrastructure/instance.ts';
import { countedInALife } from '#apis/infrastructure/restored.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp, withCondition, type Condition } from '#apis/machinery/condition.ts';
import { withHealth } from '#apis/machinery/health.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Draft } from '../admission/draft.ts';
import { claimOf } from './placement-refusal.ts';

/** The server's next incarnation, with everything resolved. */
export function placedInstance(
  server: Server,
  placement: Placement,
  options: { readonly uid: string; readonly incarnation: number; readonly clock: Clock },
): Draft {
  const { name, namespace = '', uid } = server.metadata;
  const epoch = nextEpoch(server, options.incarnation);
  const move = moveToPlace(server);
  const spec: InstanceSpec = {
    server: { name, uid },
    epoch,
    host: placement.host,
    claim: claimOf(placement),
    machine: placement.machine,
    ...(move === undefined ? {} : { arrival: { actionUID: move.actionUID, source: move.source } }),
    power: server.spec.power,
    runPolicy: server.spec.runPolicy,
    ...(server.spec.driftPolicy === undefined ? {} : { driftPolicy: server.spec.driftPolicy }),
    ...(placement.explanation === undefined ? {} : { explanation: placement.explanation }),
  };
  const metadata: ObjectMeta = {
    name: instanceName(uid, epoch),
    namespace,
    uid: options.uid,
    resourceVersion: '',
    generation: 1,
    creationTimestamp: timestamp(options.clock.now()),
    ownerReferences: [
      { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, name, uid, controller: true, blockOwnerDeletion: true },
    ],
    finalizers: instanceKind.finalizers,
  };
  return { apiVersion: apiVersionOf(instanceKind), kind: instanceKind.kind, metadata, spec };
}

/** The server, knowing that it is placed. */
export function placedServer(
  server: Server,
  placement: Placement,
  { zone, incarnation, clock }: { readonly zone: string | undefined; readonly incarnation: number; readonly clock: Clock },
): Server {
  const { namespace = '', uid, generation } = server.metadata;
  const epoch = nextEpoch(server, incarnation);
  const before = server.status ?? {};
  const move = moveToPlace(server);
  if (move !== undefined) return { ...server, status: { ...before, epoch, move: { ...move, destination: instanceName(uid, epoch) } } };
  const status: ServerStatus = {
    ...without(before, ['zone', 'requestedResources']),
    observedGeneration: generation,
    epoch,
    instance: instanceName(uid, epoch),
    hostID: hostIDOf(namespace, placement.host.uid),
    ...(zone === undefined ? {} : { zone }),
    resources: placedSize(before, placement),
    ...keptSize(before),
    phase: 'Starting',
    conditions: placedConditions(server, clock),
  };
  return { ...server, status };
}

/** The flavor was known when it was named. */
function placedSize({ requestedResources, resources, resize }: ServerStatus, { machine }: Placement): ServerSize {
  const named = [requestedResources, resources, resize?.previousResources].find((each) => each?.flavor === machine.flavor);
  const size = sizeOf(machine);
  return named?.flavorID === undefined ? size : { ...size, flavorID: named.flavorID };
}

/** What a resize or move keeps has the size that the server had. */
function keptSize({ resize, resources }: ServerStatus): Pick<ServerStatus, 'resize'> {
  if (resize === undefined || resize.previousResources !== undefined || resources === undefined) return {};
  return { resize: { ...resize, previousResources: resources } };
}

function placedConditions({ metadata: { generation: observedGeneration }, status }: Server, clock: Clock): readonly Condition[] {
  const message = 'A host with room for the server was found.';
  const scheduled = withCondition(
    status?.conditions ?? [],
    { type: 'Scheduled', status: 'True', reason: 'Placed', message, observedGeneration },
    clock,
  );
  return withHealth(scheduled, { ready: 'False', ...waitingForAgent, outlook: 'Reconciling' }, observedGeneration, clock);
}

/** Above all that any life of the control plane has handed out, also after its backup was made. */
function nextEpoch(server: Server, incarnation: number): number {
  return Math.max(server.status?.epoch ?? 0, incarnation * countedInALife) + 1;
}

/** What goes to another host while it runs is where it was until it is there. */
function moveToPlace({ status }: Server): ServerStatus['move'] {
  return status?.move?.failure === undefined && status?.move?.destination === undefined ? status?.move : undefined;
}
