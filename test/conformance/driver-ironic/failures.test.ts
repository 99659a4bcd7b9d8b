import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { basicAuthentication, noAuthentication } from '#drivers/ironic/api/authentication.ts';
import { eventually } from '#test/harness/eventually.ts';
import { IronicWorld } from './ironic-world.ts';

let world: IronicWorld;
let uuid: string;
let driver: Driver;
let guest: Guest;

const hard = { gracePeriodSeconds: 0 } as const;

beforeAll(async () => {
  world = await IronicWorld.create({ authentication: 'http_basic' });
  [uuid = ''] = await world.ironic.enrol({});
});

afterAll(() => world[Symbol.asyncDispose]());

beforeEach(() => {
  driver = world.driver(uuid, world.watch());
  guest = world.guest();
});

afterEach(async () => {
  await world.closeDrivers();
  await world.clear([uuid]);
});

async function running(peer: object = {}): Promise<void> {
  await world.instruct(uuid, peer);
  await driver.prepare(guest);
  await driver.start(guest);
}

/** An agent that was started anew: another driver for the same node. */
async function successor(): Promise<Driver> {
  await driver.close();
  return world.driver(uuid, world.watch());
}

describe('a machine that fails', () => {
  it('while it is deployed: says why, and is deployed at the next try', async () => {
    await world.instruct(uuid, { fail: { deploy: { msg: 'the disk is broken', times: 1 } } });
    await driver.prepare(guest);

    await expect(driver.start(guest)).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the disk is broken'),
    });
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
    await driver.start(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('while it is turned off: says why, and counts as running', async () => {
    await running({ fail: { power_off: { msg: 'the controller is silent', times: 1 }, soft_power_off: 'the system ignores it' } });

    await expect(driver.stop(guest.mark, { gracePeriodSeconds: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('the controller is silent'),
    });
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await driver.stop(guest.mark, { gracePeriodSeconds: 1 });

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  it('while it is rescued: says why, and goes back to its own system', async () => {
    await running({ fail: { rescue: 'no rescue system' } });
    await driver.stop(guest.mark, hard);

    await expect(driver.start({ ...guest, rescueImage: guest.image })).rejects.toThrow('no rescue system');
    await driver.start(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(await world.client.node(uuid)).toMatchObject({ provisionState: 'active', powerState: 'power on' });
  });

  it('while it is rebuilt: says why, and has the new system at the next try', async () => {
    await running();
    await driver.stop(guest.mark, hard);
    await world.instruct(uuid, { fail: { deploy: { msg: 'the disk broke since', times: 1 } } });
    await driver.abilities.rebuilding!.rebuild(guest);

    await expect(driver.start(guest)).rejects.toThrow('the disk broke since');
    await driver.start(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('while it is torn down: says why, and is torn down at the next try', async () => {
    await running({ fail: { tear_down: { msg: 'the switch is silent', times: 1 } } });

    await expect(driver.destroy(guest.mark)).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the switch is silent'),
    });
    await driver.destroy(guest.mark);

    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
  });

  it('while it is cleaned: the guest is gone, and the host says what an operator has to look at', async () => {
    await running({ fail: { clean: 'a disk does not erase' } });

    await driver.destroy(guest.mark);
    await world.nodeWhen(uuid, ({ provisionState }) => provisionState === 'clean failed');

    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
    const { problem } = await (await successor()).describe();
    expect(problem).toMatchObject({ reason: 'NodeFault', message: expect.stringContaining('a disk does not erase') });
    await world.ironic.call('PUT', `/v1/nodes/${uuid}/states/provision`, { target: 'manage' });
    await world.nodeWhen(uuid, (node) => node.provisionState === 'manageable' && node.reservation === undefined);
    await world.instruct(uuid, {});
    await world.ironic.call('DELETE', `/v1/nodes/${uuid}/maintenance`);
    await world.ironic.call('PUT', `/v1/nodes/${uuid}/states/provision`, { target: 'provide' });
  });
});

describe('a deployment that takes its time', () => {
  it('is waited for by an agent that was started meanwhile, and the guest stopped after it', async () => {
    await world.instruct(uuid, { delay: { deploy: 2 } });
    await driver.prepare(guest);
    driver.start(guest).catch(() => {});
    await world.nodeWhen(uuid, ({ provisionState }) => provisionState === 'deploying');
    const next = await successor();

    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await next.stop(guest.mark, hard);

    expect(await world.client.node(uuid)).toMatchObject({ provisionState: 'active', powerState: 'power off' });
    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  it('and hangs, can be given up', async () => {
    await world.instruct(uuid, { hang: ['deploy'] });
    await driver.prepare(guest);
    driver.start(guest).catch(() => {});
    await world.nodeWhen(uuid, (node) => node.provisionState === 'wait call-back' && node.reservation === undefined);

    const next = await successor();
    await next.destroy(guest.mark);

    expect(await next.observe(guest.mark)).toEqual({ kind: 'Absent' });
    await world.nodeWhen(uuid, ({ provisionState }) => provisionState === 'available');
  });

  it('does not survive kill -9 of Ironic: that is said, and it is deployed at the next try', async () => {
    await world.instruct(uuid, { delay: { deploy: 20 } });
    await driver.prepare(guest);
    const start = driver.start(guest);
    start.catch(() => {});
    await world.nodeWhen(uuid, ({ provisionState }) => provisionState === 'deploying');

    world.ironic.kill();
    await world.ironic.restart();
    await expect(start).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('deploy failed') });
    await world.instruct(uuid, {});
    await driver.start(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });
});

describe('what Ironic is told', () => {
  it('holds the guest’s documents, with the addresses of the real cards', async () => {
    const networkData = JSON.stringify({ links: [{ id: 'nic0', ethernet_mac_address: 'fa:16:3e:00:00:01' }] });
    const files = { 'meta_data.json': '{"uuid":"u"}', 'network_data.json': networkData, user_data: '#!/bin/sh\necho größer\n' };
    guest = world.guest({
      configDrive: new Map(Object.entries(files).map(([name, text]) => [`openstack/latest/${name}`, Buffer.from(text)])),
    });
    await running();

    // The API masks it.
    const database = new DatabaseSync(join(world.ironic.folder, 'ironic.sqlite'), { readOnly: true });
    const row = database.prepare('select instance_info from nodes where uuid = ?').get(uuid) as { instance_info: string };
    database.close();
    const { configdrive } = JSON.parse(row.instance_info) as { configdrive: string };
    const disk = gunzipSync(Buffer.from(configdrive, 'base64')).toString();

    const [macAddress] = await world.client.macAddresses(uuid);
    expect(disk).toContain('config-2');
    expect(disk).toContain(files['meta_data.json']);
    expect(disk).toContain(files.user_data);
    expect(disk).toContain(JSON.stringify({ links: [{ id: 'nic0', ethernet_mac_address: macAddress }] }));
  });

  it('comes from somebody who may say it', async () => {
    for (const authentication of [noAuthentication, basicAuthentication({ user: 'tycho-test', password: 'wrong' })]) {
      const stranger = world.driver(uuid, world.watch(), world.clientOf(authentication));
      await expect(stranger.prepare(guest)).rejects.toMatchObject({ reason: 'HostBroken', message: expect.stringContaining('401') });
    }
    expect((await world.client.node(uuid)).instanceUUID).toBeUndefined();
  });
});

describe('a node that somebody else uses', () => {
  it('is the same to the last byte after everything that could be asked of it', async () => {
    const theirs = '7e7e7e7e-0000-4000-8000-000000000001';
    await world.client.patch(uuid, [
      { op: 'add', path: '/instance_uuid', value: theirs },
      { op: 'add', path: '/instance_info', value: { display_name: 'theirs' } },
    ]);
    await world.client.provision(uuid, 'active');
    await world.nodeWhen(uuid, (node) => node.provisionState === 'active' && node.reservation === undefined);
    const before = await world.ironic.call('GET', `/v1/nodes/${uuid}`);
    const named = world.guest({ mark: { ...guest.mark, instanceUID: theirs } });

    for (const each of [guest, named]) {
      await driver.stop(each.mark, hard);
      await driver.destroy(each.mark);
      await expect(driver.prepare(each)).rejects.toThrow(theirs);
      await expect(driver.start(each)).rejects.toMatchObject({ reason: 'Temporary' });
      await expect(driver.reboot(each, { mode: 'Hard', ...hard })).rejects.toMatchObject({ reason: 'Temporary' });
      await expect(driver.abilities.rebuilding!.rebuild(each)).rejects.toMatchObject({ reason: 'Temporary' });
      await expect(driver.abilities.crashDumping!.crashDump(each.mark)).rejects.toMatchObject({ reason: 'Temporary' });
      expect(await driver.observe(each.mark)).toEqual({ kind: 'Absent' });
    }

    expect(await world.ironic.call('GET', `/v1/nodes/${uuid}`)).toEqual(before);
    expect(await driver.recover()).toEqual({ guests: [], foreignGuestCount: 1 });
    expect((await driver.describe()).problem).toMatchObject({ reason: 'NodeTaken' });
  });
});

describe('the console of a machine', () => {
  it('is a stream of what it writes and reads, and a second session ends the first', async () => {
    const server = createServer((socket) => {
      socket.write('login: ');
      socket.on('data', (bytes) => socket.write(bytes));
      // Whoever hangs up may do it at any moment.
      socket.on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await running({ console_url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` });

    const stream = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    const [greeting] = (await once(stream, 'data')) as [Buffer];
    stream.write('root\n');
    const [echo] = (await once(stream, 'data')) as [Buffer];
    const second = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');

    expect([greeting.toString(), echo.toString()]).toEqual(['login: ', 'root\n']);
    for (const each of [stream, second]) each.destroy();
    await expect(driver.abilities.consoles!.openConsole(guest.mark, 'Graphical')).rejects.toMatchObject({ reason: 'Unsupported' });
    server.close();
    await expect(driver.abilities.consoles!.openConsole(guest.mark, 'Serial')).rejects.toMatchObject({ reason: 'Temporary' });
  });
});

describe('a host', () => {
  it('tells of maintenance as soon as the listing shows it', async () => {
    const seen: unknown[] = [];
    driver.onHostChange!(() => void driver.describe().then(({ problem }) => seen.push(problem?.reason)));

    await world.ironic.call('PUT', `/v1/nodes/${uuid}/maintenance`, { reason: 'a fan is replaced' });
    await eventually(() => expect(seen).toContain('NodeInMaintenance'));

    expect((await driver.describe()).problem?.message).toContain('a fan is replaced');
    await world.ironic.call('DELETE', `/v1/nodes/${uuid}/maintenance`);
  });
});
