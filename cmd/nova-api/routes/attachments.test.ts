import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeKind, type Volume } from '#apis/compute/volume.ts';
import { networkIndexLabel } from '#apis/infrastructure/machine-ports.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('what is plugged into a server', () => {
  let desk: NovaDesk;
  let imageID: string;
  let networkID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
    // Nobody has been in the project before.
    await makeServer(desk, 'member@p1', { imageID, name: 'first' });
    const network = await desk.operator.resource(networkKind).create(draftOf(networkKind, 'blue', { cidr: '10.9.0.0/24' }, 'p1'));
    networkID = network.metadata.uid;
    await known(() => desk.known.networks.size > 0);
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const known = (isSo: () => boolean) =>
    eventually(async () => {
      if (!isSo()) throw new Error('not known yet');
    });
  const ask = (id: string, method: string, path: string, body?: unknown, version = '2.70') =>
    desk.ask('member@p1', method, `/servers/${id}${path}`, { version, ...(body === undefined ? {} : { body }) });

  /** As the network loop does for an entry of `spec.networks`. */
  const makePort = async (serverName: string, uid: string, index: number): Promise<Port> => {
    const owner = { apiVersion: apiVersionOf(serverKind), kind: 'Server', name: serverName, uid, controller: true };
    const metadata = {
      name: `${serverName}-${index}`,
      namespace: 'p1',
      labels: { [networkIndexLabel]: String(index) },
      ownerReferences: [owner],
    };
    return desk.operator
      .resource(portKind)
      .create({ apiVersion: apiVersionOf(portKind), kind: 'Port', metadata, spec: { network: 'blue' } });
  };

  it('loses the card that was named, of several of one network', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'twins' });
    const key = { namespace: 'p1', name: 'twins' };
    await desk.operator
      .resource(serverKind)
      .patch(key, { spec: { networks: [{ network: 'blue' }, { network: 'blue' }, { network: 'blue' }] } });
    const ports: Port[] = [];
    for (const index of [0, 1, 2]) {
      const port = await makePort('twins', id, index);
      ports.push(port);
      await desk.operator
        .resource(portKind)
        .patchStatus({ namespace: 'p1', name: port.metadata.name }, { status: { server: 'twins', serverUID: id } });
    }
    const cards = async (): Promise<readonly string[]> => {
      const { interfaceAttachments } = (await ask(id, 'GET', '/os-interface')).body as { interfaceAttachments: { port_id: string }[] };
      return interfaceAttachments.map((card) => card.port_id).toSorted();
    };
    const [first, ...others] = ports.map(({ metadata }) => metadata.uid);
    await eventually(async () => expect(await cards()).toHaveLength(3));

    expect((await ask(id, 'DELETE', `/os-interface/${first}`)).code).toBe(202);

    expect(await cards()).toEqual(others.toSorted());
  });

  it('gets a card of a network, is told its port, and lets go of it', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'web', networks: 'none' });

    const attaching = ask(id, 'POST', '/os-interface', { interfaceAttachment: { net_id: networkID, tag: 'nic' } });
    await known(() => desk.known.servers.get({ namespace: 'p1', name: 'web' })?.spec.networks?.length === 1);
    const port = await makePort('web', id, 0);

    const shown = {
      port_state: 'DOWN',
      port_id: port.metadata.uid,
      net_id: networkID,
      mac_addr: port.status?.macAddress,
      fixed_ips: [{ subnet_id: networkID, ip_address: port.status?.ipAddresses?.[0] }],
      tag: 'nic',
    };
    expect(await attaching).toMatchObject({ code: 200, body: { interfaceAttachment: shown } });
    expect((await ask(id, 'GET', '/os-interface')).body).toEqual({ interfaceAttachments: [shown] });
    const { tag: _tag, ...older } = shown;
    expect((await ask(id, 'GET', `/os-interface/${port.metadata.uid}`, undefined, '2.69')).body).toEqual({ interfaceAttachment: older });
    expect((await ask(id, 'DELETE', `/os-interface/${port.metadata.uid}`)).code).toBe(202);
    expect((await desk.operator.resource(serverKind).get({ namespace: 'p1', name: 'web' })).spec.networks).toEqual([]);
    expect((await ask(id, 'DELETE', `/os-interface/${port.metadata.uid}`)).code).toBe(404);
    expect((await ask(id, 'GET', '/os-instance-actions')).body['instanceActions']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'attach_interface' }),
        expect.objectContaining({ action: 'detach_interface' }),
      ]),
    );
  });

  it('gets a port by its id, and none that is not there or makes no sense', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'porter' });
    const port = await desk.operator.resource(portKind).create(draftOf(portKind, 'mine', { network: 'blue' }, 'p1'));
    await known(() => desk.known.ports.get({ namespace: 'p1', name: 'mine' }) !== undefined);
    const attach = (wish: object) => ask(id, 'POST', '/os-interface', { interfaceAttachment: wish });

    expect(await attach({ port_id: port.metadata.uid })).toMatchObject({
      code: 200,
      body: { interfaceAttachment: { port_id: port.metadata.uid } },
    });
    expect((await attach({ port_id: imageID })).code).toBe(404);
    expect((await attach({ net_id: imageID })).code).toBe(404);
    expect((await attach({ net_id: networkID, port_id: port.metadata.uid })).code).toBe(400);
    expect((await attach({ fixed_ips: [{ ip_address: '10.9.0.7' }] })).code).toBe(400);
  });

  const aVolume = async (name: string): Promise<Volume> => {
    const volume = await desk.operator.resource(volumeKind).create(draftOf(volumeKind, name, { sizeGiB: 1 }, 'p1'));
    await known(() => desk.known.volumes.get({ namespace: 'p1', name }) !== undefined);
    return volume;
  };

  it('gets a volume, may own it, and lets go of it', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'keeper' });
    const { metadata } = await aVolume('data');
    const volumeId = metadata.uid;
    const attached = { volumeId, serverId: id, device: '/dev/vdb' };

    expect((await ask(id, 'POST', '/os-volume_attachments', { volumeAttachment: { volumeId } }, '2.60')).body).toEqual({
      volumeAttachment: { ...attached, id: volumeId },
    });
    expect((await ask(id, 'GET', `/os-volume_attachments/${volumeId}`, undefined, '2.89')).body).toMatchObject({
      volumeAttachment: { ...attached, tag: null, delete_on_termination: false, attachment_id: expect.any(String) as string },
    });
    const update = (version: string) =>
      ask(id, 'PUT', `/os-volume_attachments/${volumeId}`, { volumeAttachment: { volumeId, delete_on_termination: true } }, version);
    expect((await update('2.85')).code).toBe(202);
    expect((await ask(id, 'GET', '/os-volume_attachments', undefined, '2.79')).body).toEqual({
      volumeAttachments: [{ ...attached, id: volumeId, tag: null, delete_on_termination: true }],
    });
    const key = { namespace: 'p1', name: 'data' };
    expect((await desk.operator.resource(volumeKind).get(key)).metadata.ownerReferences).toMatchObject([{ kind: 'Server', uid: id }]);
    expect((await ask(id, 'DELETE', `/os-volume_attachments/${volumeId}`)).code).toBe(202);
    expect((await desk.operator.resource(volumeKind).get(key)).metadata.ownerReferences ?? []).toEqual([]);
    await known(
      () =>
        desk.known.attachments.size === 0 ||
        [...desk.known.attachments.list()].every((each) => each.metadata.deletionTimestamp !== undefined),
    );
    expect((await ask(id, 'GET', `/os-volume_attachments/${volumeId}`)).code).toBe(404);
  });

  it('gets no volume that somebody has, is not there, or is to replace another', async () => {
    const [one, other] = [
      await makeServer(desk, 'member@p1', { imageID, name: 'one' }),
      await makeServer(desk, 'member@p1', { imageID, name: 'other' }),
    ];
    const volumeId = (await aVolume('taken')).metadata.uid;
    const attach = (id: string, wish: object) => ask(id, 'POST', '/os-volume_attachments', { volumeAttachment: wish });

    expect((await attach(one, { volumeId })).code).toBe(200);
    expect((await attach(one, { volumeId })).code).toBe(400);
    expect((await attach(other, { volumeId })).code).toBe(400);
    expect((await attach(other, { volumeId: imageID })).code).toBe(404);
    const swap = { volumeAttachment: { volumeId: imageID } };
    expect((await ask(one, 'PUT', `/os-volume_attachments/${volumeId}`, swap)).code).toBe(403);
  });

  it('has no console before it is on a host, and none of a kind that is not there', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'dark' });
    const open = (protocol: string, type: string) => ask(id, 'POST', '/remote-consoles', { remote_console: { protocol, type } });

    expect(await open('vnc', 'novnc')).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: `Instance ${id} is not ready` } },
    });
    expect((await open('spice', 'spice-html5')).code).toBe(400);
    expect((await open('vnc', 'serial')).code).toBe(400);
    expect((await ask(id, 'POST', '/action', { 'os-getVNCConsole': { type: 'novnc' } }, '2.5')).code).toBe(409);
    expect((await ask(id, 'POST', '/action', { 'os-getVNCConsole': { type: 'novnc' } }, '2.6')).code).toBe(404);
    expect((await desk.ask('admin@p1', 'GET', '/os-console-auth-tokens/none', { version: '2.31' })).code).toBe(404);
  });
});

/** On which what takes seconds is over at once. */
class HurriedClock extends SystemClock {
  override monotonicMilliseconds(): number {
    return super.monotonicMilliseconds() * 1000;
  }
}

describe('a network without an address that is free', () => {
  it('is refused, and the server is as it was', async () => {
    await using desk = await NovaDesk.open({ waits: new HurriedClock() });
    const { imageID } = await stockCloud(desk);
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'web' });
    const { metadata } = await desk.operator.resource(networkKind).create(draftOf(networkKind, 'full', { cidr: '10.9.0.0/24' }, 'p1'));
    await eventually(() => {
      if (desk.known.networks.size === 0) throw new Error('not known yet');
    });

    const { code } = await desk.ask('member@p1', 'POST', `/servers/${id}/os-interface`, {
      body: { interfaceAttachment: { net_id: metadata.uid } },
    });

    expect(code).toBe(409);
    expect((await desk.operator.resource(serverKind).get({ namespace: 'p1', name: 'web' })).spec.networks ?? []).toEqual([]);
  });
});
