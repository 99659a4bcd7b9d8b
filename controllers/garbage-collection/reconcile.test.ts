import { describe, expect, it } from 'vitest';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { aPlainObject } from '#test/builders/api-object.ts';
import { CollectionActuator } from './apply.ts';
import { ObjectGraph, type CollectedKind } from './object-graph.ts';
import { CollectionReconciler } from './reconcile.ts';

/** A cache that lags behind the api-server: it has seen the owner and none of its dependents. */
function aWorld(
  owner: ApiObject,
  dependents: readonly ApiObject[],
): { readonly reconciler: CollectionReconciler; readonly stored: Map<string, ApiObject> } {
  const stored = new Map([owner, ...dependents].map((object) => [object.metadata.name, object]));
  const client = {
    list: async () => ({ items: [...stored.values()], resourceVersion: '9' }),
    patch: async ({ name }: ObjectKey, patch: { readonly metadata: object }) => {
      const object = stored.get(name)!;
      stored.set(name, { ...object, metadata: { ...object.metadata, ...patch.metadata } });
    },
  };
  const informer = { get: () => stored.get(owner.metadata.name), index: () => ({ get: () => [] }) };
  const collected = { kind: configMapKind, informer, client } as unknown as CollectedKind;
  const actuator = new CollectionActuator({ clientOf: () => collected.client, logger: silentLogger });
  return { reconciler: new CollectionReconciler({ collected, graph: new ObjectGraph([collected]), actuator }), stored };
}

describe('an owner that leaves its dependents behind', () => {
  it('is not let go before those that no cache has seen yet have forgotten it', async () => {
    const owner = aPlainObject({ name: 'owner', deletionTimestamp: '2026-06-01T12:00:00Z', finalizers: ['orphan'] });
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata.uid };
    const { reconciler, stored } = aWorld(owner, [aPlainObject({ name: 'child', ownerReferences: [reference] })]);

    const first = await reconciler.reconcile(keyOf(owner));
    const finalizers = stored.get('owner')?.metadata.finalizers;
    const second = await reconciler.reconcile(keyOf(owner));

    expect([first, finalizers, second]).toEqual([{ requeueAfterSeconds: 1 }, ['orphan'], {}]);
    expect(stored.get('child')?.metadata.ownerReferences).toEqual([]);
    expect(stored.get('owner')?.metadata.finalizers).toEqual([]);
  });
});
