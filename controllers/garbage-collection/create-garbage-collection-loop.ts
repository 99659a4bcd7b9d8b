import { catalog } from '#apis/catalog.ts';
import type { ObjectChange } from '#apis/client/object-cache.ts';
import { configMapKind, eventKind, leaseKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { startTogether } from '../runtime/start-together.ts';
import { CollectionActuator } from './apply.ts';
import { NamespaceContents } from './namespace-contents.ts';
import { awaitsDependents, ObjectGraph, type CollectedKind } from './object-graph.ts';
import { orphanFinalizer } from './plan.ts';
import { CollectionReconciler } from './reconcile.ts';

export interface GarbageCollectionDependencies extends LoopDependencies {
  readonly events: EventSink;
}

/** Events go by themselves after an hour, and Leases belong to whoever renews them: neither is owned by objects. */
const uncollected: readonly KindDefinition[] = [eventKind, leaseKind];
/** Nobody in this process needs what is in them. */
const metadataOnly: readonly KindDefinition[] = [secretKind, configMapKind];

/** The loops that delete what nobody owns any more, and the contents of namespaces that are being deleted. */
export function createGarbageCollectionLoop(dependencies: GarbageCollectionDependencies): StartableLoop {
  const { client, informers, logger } = dependencies;
  const kinds = catalog
    .filter((kind) => !uncollected.includes(kind))
    .map((kind): CollectedKind => {
      // Of every kind, only what all objects have in common is looked at.
      const informer = (metadataOnly.includes(kind) ? informers.metadataFor(kind) : informers.for(kind)) as CollectedKind['informer'];
      return { kind, informer, client: client.resourceAt<ApiObject>(kind) };
    });
  const graph = new ObjectGraph(kinds);
  const actuator = new CollectionActuator({ clientOf: (kind) => client.resourceAt<ApiObject>(kind), logger });
  const loops = new Map<string, Loop>();
  for (const collected of kinds) {
    const loop = new Loop({
      ...dependencies,
      name: `garbage-collection/${collected.kind.plural}`,
      reconciler: new CollectionReconciler({ collected, graph, actuator }),
      workerCount: 4,
    });
    loop.watch(collected.informer, (change) => {
      enqueueRelatives(change, graph, loops);
      return [change.key];
    });
    loops.set(groupResourceOf(collected.kind), loop);
  }
  return startTogether('garbage-collection', [...loops.values(), createNamespaceLoop(dependencies)]);
}

/** An object that goes, or waits for others to go, concerns its dependents; one that changes concerns owners that wait for it. */
function enqueueRelatives({ previous, current }: ObjectChange<ApiObject>, graph: ObjectGraph, loops: ReadonlyMap<string, Loop>): void {
  const enqueue = (kind: KindDefinition, object: ApiObject): void => loops.get(groupResourceOf(kind))?.enqueue(keyOf(object));
  const goneUID = previous !== undefined && previous.metadata.uid !== current?.metadata.uid ? previous.metadata.uid : undefined;
  const waitingUID = current !== undefined && awaitsDependents(current) ? current.metadata.uid : undefined;
  for (const uid of [goneUID, waitingUID]) {
    if (uid === undefined) continue;
    for (const dependent of graph.dependentsOf(uid)) enqueue(dependent.kind, dependent.object);
  }
  for (const object of [previous, current]) {
    if (object === undefined) continue;
    for (const owner of graph.cachedOwnersOf(object)) {
      const waits = awaitsDependents(owner.object) || owner.object.metadata.finalizers?.includes(orphanFinalizer) === true;
      if (waits) enqueue(owner.kind, owner.object);
    }
  }
}

function createNamespaceLoop({ client, informers, events, clock, random, logger, metrics }: GarbageCollectionDependencies): Loop {
  const namespaces = informers.for(namespaceKind);
  const namespaceClient = client.resource(namespaceKind);
  const reconciler = new NamespaceContents({
    namespaces,
    namespaceClient,
    events,
    kinds: catalog.filter(({ scope }) => scope === 'Namespaced').map((kind) => ({ kind, client: client.resourceAt<ApiObject>(kind) })),
    logger,
  });
  const loop = new Loop({ name: 'garbage-collection/namespace-contents', reconciler, clock, random, logger, metrics, workerCount: 4 });
  loop.watch(namespaces, ({ key }) => [key]);
  return loop;
}
