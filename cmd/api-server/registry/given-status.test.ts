import { describe, expect, it } from 'vitest';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { Cloud } from '#test/builders/cloud.ts';
import { aStartedRegistry, plainWrite } from '#test/builders/registry.ts';

const namespace = 'default';
const onStatus = { ...plainWrite, subresource: 'status' } as const;

async function aCloudWithServer() {
  const { registry } = await aStartedRegistry();
  const cloud = new Cloud({ registry });
  return { registry, cloud, server: await cloud.server('web') };
}

function anActionBody(status?: object) {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'ServerAction',
    metadata: { name: 'reboot' },
    spec: { server: 'web', type: 'Reboot', requestID: 'req-1' },
    ...(status === undefined ? {} : { status }),
  };
}

describe('who made an object', () => {
  it('stands in its status from the start, whatever the body says', async () => {
    const { registry, server } = await aCloudWithServer();

    const body = anActionBody({ createdBy: 'somebody else', serverUID: 'another' });
    const action = (await registry.create(serverActionKind, namespace, body, plainWrite)).object() as ServerAction;

    expect(server.status).toEqual({ createdBy: 'tester' });
    expect(action.status).toEqual({ createdBy: 'tester', serverUID: server.metadata.uid });
  });

  it('stands on server groups, too, which a loop reports on later', async () => {
    const { registry, cloud } = await aCloudWithServer();
    await cloud.group('apart');
    const key = { namespace, name: 'apart' };

    await registry.mergePatch(serverGroupKind, key, { status: { memberCount: 0, members: [] } }, onStatus);

    expect((await registry.get(serverGroupKind, key, {})).object()).toMatchObject({ status: { createdBy: 'tester', memberCount: 0 } });
  });

  it('stays what it is, whatever is written to the status', async () => {
    const { registry, server } = await aCloudWithServer();
    const key = { namespace, name: 'web' };

    await registry.mergePatch(serverKind, key, { status: { createdBy: 'me', phase: 'Running' } }, onStatus);
    await registry.mergePatch(serverKind, key, { status: { createdBy: null } }, onStatus);
    const { resourceVersion: _, ...metadata } = server.metadata;
    const read = (await registry.get(serverKind, key, {})).object() as Server;
    const replaced = { ...server, metadata: { ...metadata, resourceVersion: read.metadata.resourceVersion }, status: { phase: 'Stopped' } };
    const written = (await registry.update(serverKind, key, replaced, onStatus)).object() as Server;

    expect(written.status).toEqual({ createdBy: 'tester', phase: 'Stopped' });
  });

  it('is not made up for what was there before', async () => {
    const { registry, storage } = await aStartedRegistry();
    const cloud = new Cloud({ registry });
    await cloud.server('web');
    const { items } = await storage.range({ start: '/tycho/', end: '/tycho0' });
    const item = items.find(({ key }) => key.endsWith('/servers/default/web'))!;
    const { status: _, ...old } = JSON.parse(item.value.toString()) as Server;
    await storage.transact({ compare: [], operations: [{ kind: 'Put', key: item.key, value: Buffer.from(JSON.stringify(old)) }] });

    const patched = await registry.mergePatch(serverKind, { namespace, name: 'web' }, { status: { createdBy: 'me' } }, onStatus);

    expect((patched.object() as Server).status?.createdBy).toBeUndefined();
  });
});
