import { describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { aQuotaBody } from '#test/builders/api-bodies.ts';
import { Cloud } from '#test/builders/cloud.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import { prefixEnd } from '../storage/storage.ts';
import { guardPrefix } from '../watch-cache/object-location.ts';

async function guards({ storage, clock }: StartedRegistry): Promise<readonly string[]> {
  await clock.settle();
  const { items } = await storage.range({ start: guardPrefix, end: prefixEnd(guardPrefix) });
  return items.map(({ key }) => key.slice(guardPrefix.length).split('/')[0] ?? '');
}

describe('GuardSweeper', () => {
  it('removes the guards of a group that is gone, and those of no other', async () => {
    const running = await aStartedRegistry();
    const cloud = new Cloud(running);
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    for (const name of ['one', 'two']) {
      await cloud.group(name);
      await cloud.place(await cloud.server(`of-${name}`, { placement: { serverGroup: name } }), host, flavor);
    }
    const before = await guards(running);

    await running.registry.delete(serverGroupKind, { namespace: 'default', name: 'one' }, plainDelete);

    expect(before).toEqual(['flavor-ids', 'group', 'group', 'host', 'numbers']);
    expect(await guards(running)).toEqual(['flavor-ids', 'group', 'host', 'numbers']);
  });

  it('removes the guard of a network that is gone, and what guards the numbers of all stays', async () => {
    const running = await aStartedRegistry();
    const { registry } = running;
    const body = (kind: string, name: string, spec: object): object => ({
      apiVersion: apiVersionOf(networkKind),
      kind,
      metadata: { name },
      spec,
    });
    await registry.create(networkKind, 'default', body('Network', 'backend', { cidr: '10.0.0.0/24' }), plainWrite);
    await registry.create(portKind, 'default', body('Port', 'front', { network: 'backend' }), plainWrite);
    const before = await guards(running);

    await registry.delete(portKind, { namespace: 'default', name: 'front' }, plainDelete);
    await registry.mergePatch(portKind, { namespace: 'default', name: 'front' }, { metadata: { finalizers: null } }, plainWrite);
    await registry.delete(networkKind, { namespace: 'default', name: 'backend' }, plainDelete);

    expect(before).toEqual(['network-numbers', 'network']);
    expect(await guards(running)).toEqual(['network-numbers']);
  });

  it('removes the guard of a namespace that is gone, also if that went while nobody was there', async () => {
    const first = await aStartedRegistry();
    const { registry } = first;
    await registry.create(namespaceKind, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blue' } }, plainWrite);
    await registry.create(quotaKind, 'blue', aQuotaBody('limits', { servers: 1 }), plainWrite);
    await registry.delete(quotaKind, { namespace: 'blue', name: 'limits' }, plainDelete);
    const before = await guards(first);
    first.close();
    await first.storage.transact({ compare: [], operations: [{ kind: 'Delete', key: '/tycho/core/namespaces/blue' }] });

    const second = await aStartedRegistry({ beside: first, seed: 2 });
    await second.registry.create(quotaKind, 'default', aQuotaBody('limits', { servers: 1 }), plainWrite);

    expect(before).toEqual(['quota']);
    expect(await guards(second)).toEqual(['quota']);
  });
});
