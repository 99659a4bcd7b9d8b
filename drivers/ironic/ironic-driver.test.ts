import { beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { IronicError } from './api/ironic-error.ts';
import { aDiskImage, aGuest, aKernelImage, aMark } from '#test/builders/guest.ts';
import type { MemoryNode } from '#test/harness/in-memory-ironic.ts';
import { InMemoryIronicWorld } from '#test/harness/in-memory-ironic-world.ts';
import { configDriveOf } from './config-drive.ts';

let world: InMemoryIronicWorld;
let node: MemoryNode;
let driver: Driver;
let guest: Guest;

beforeEach(() => {
  world = new InMemoryIronicWorld();
  driver = world.driver();
  ({ node, guest } = world);
});

const hard = { gracePeriodSeconds: 0 } as const;
const softly = { gracePeriodSeconds: 60 } as const;

describe('preparing a guest on a node', () => {
  it('claims the node with the guest’s uid and our mark, at one stroke, and says what to put on it', async () => {
    await world.when(driver.prepare(guest));

    expect(node.instance_uuid).toBe(guest.mark.instanceUID);
    expect(node.instance_info).toMatchObject({
      tycho: { mark: guest.mark },
      image_source: 'file:///images/disk',
      image_type: 'whole-disk',
      image_disk_format: 'qcow2',
      image_os_hash_algo: 'sha256',
      display_name: 'first',
    });
    expect(world.ironic.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
    expect(await world.when(driver.observe(guest.mark))).toEqual({ kind: 'Stopped' });
  });

  it('leaves nothing of an older image behind', async () => {
    await world.when(driver.prepare(guest));
    await world.when(driver.prepare({ ...guest, image: aKernelImage() }));

    expect(node.instance_info).toMatchObject({
      kernel: 'file:///k',
      ramdisk: 'file:///i',
      ramdisk_kernel_arguments: 'console=ttyS0 quiet',
    });
    expect(node.instance_info).not.toHaveProperty('image_source');
    expect(node.instance_info).not.toHaveProperty('image_os_hash_value');
  });

  it('leaves a node alone that has somebody else’s instance', async () => {
    Object.assign(node, { instance_uuid: 'theirs', provision_state: 'active' });
    const before = JSON.stringify(node);

    await expect(world.when(driver.prepare(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('theirs'),
    });

    expect(JSON.stringify(node)).toBe(before);
  });

  it('loses to whoever claims the node at the same moment', async () => {
    const thief = world.driver({
      exchange: (request) => {
        if (request.method === 'PATCH') node.instance_uuid = 'theirs';
        return world.ironic.exchange(request);
      },
    });

    await expect(world.when(thief.prepare(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('theirs'),
    });

    expect(node).toMatchObject({ instance_uuid: 'theirs', instance_info: {} });
  });

  it('waits a little for a node that is being cleaned, and leaves a long wait to another try', async () => {
    Object.assign(node, { provision_state: 'cleaning' });
    world.clock.setTimer(() => (node.provision_state = 'available'), 3_000);
    await world.when(driver.prepare(guest));

    await world.when(driver.destroy(guest.mark));
    node.provision_state = 'clean wait';
    const began = world.clock.monotonicMilliseconds();
    await expect(world.when(driver.prepare(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('clean wait'),
    });
    expect(world.clock.monotonicMilliseconds() - began).toBeLessThan(30_000);
  });

  it.each<[string, Partial<MemoryNode>, string]>([
    ['is in maintenance', { maintenance: true, maintenance_reason: 'a fan' }, 'a fan'],
    ['is not available', { provision_state: 'manageable' }, 'manageable'],
  ])('does not claim a node that %s', async (_, state, words) => {
    Object.assign(node, state);

    await expect(world.when(driver.prepare(guest))).rejects.toThrow(words);

    expect(node.instance_uuid).toBeNull();
  });

  it('says why when Ironic does not find the node fit for it', async () => {
    world.ironic.validation = {
      power: { result: true },
      deploy: { result: false, reason: 'no driver for that disk' },
      boot: { result: null },
    };

    await expect(world.when(driver.prepare(guest))).rejects.toMatchObject({
      reason: 'HostBroken',
      message: expect.stringContaining('no driver for that disk'),
    });
  });

  it('refuses an image that is for containers', async () => {
    const image = { format: 'OCI', path: '/images/oci' } as const;

    await expect(world.when(driver.prepare({ ...guest, image }))).rejects.toMatchObject({ reason: 'Unsupported' });
    expect(node.instance_uuid).toBeNull();
  });

  it('claims no node that is no longer among those that it may use', async () => {
    node.resource_class = 'theirs';
    await world.watch.start();

    await expect(world.when(driver.prepare(guest))).rejects.toMatchObject({ reason: 'HostBroken' });
    expect((await world.when(driver.describe())).problem).toMatchObject({ reason: 'NodeMissing' });
    expect(node.instance_uuid).toBeNull();
  });
});

describe('starting a guest on a node', () => {
  it('deploys it with its documents, and turns the machine on if Ironic has not', async () => {
    const configDrive = new Map([['openstack/latest/meta_data.json', Buffer.from('{"uuid":"u"}')]]);
    await world.running(driver, { ...guest, configDrive });

    const configdrive = configDriveOf({ ...guest, configDrive }, []);
    expect(world.ironic.deployments).toEqual([{ target: 'active', configdrive }]);
    expect(node).toMatchObject({ provision_state: 'active', power_state: 'power on' });
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running', addresses: [{}, {}] });
  });

  it('says what Ironic says when a deployment fails, and deploys again when asked again', async () => {
    world.ironic.failures.set('deploy', 'the disk is broken');
    await world.when(driver.prepare(guest));
    await expect(world.when(driver.start(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the disk is broken'),
    });
    expect(await world.when(driver.observe(guest.mark))).toEqual({ kind: 'Stopped' });

    world.ironic.failures.clear();
    await world.when(driver.start(guest));

    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });
  });

  it('goes on waiting for a deployment that a predecessor ordered', async () => {
    world.ironic.durations.set('deploy', 600);
    await world.when(driver.prepare(guest));
    const first = driver.start(guest).catch((error: Error) => error.message);
    await world.clock.advance(60_000);
    await driver.close();
    expect(await first).toContain('closed');
    const successor = world.driver();
    expect(await world.when(successor.observe(guest.mark))).toMatchObject({ kind: 'Running' });

    await world.when(successor.start(guest));

    expect(world.ironic.deployments).toHaveLength(1);
    expect(node.provision_state).toBe('active');
  });

  it('is given up when nobody wants it any more, and does nothing afterwards', async () => {
    world.ironic.durations.set('deploy', 600);
    await world.when(driver.prepare(guest));
    const unwanted = new AbortController();
    const start = driver.start(guest, { signal: unwanted.signal }).catch((error: unknown) => error);
    await world.clock.advance(60_000);

    unwanted.abort(new Error('the server is deleted'));
    expect(await world.when(start)).toMatchObject({ message: expect.stringContaining('the server is deleted') });
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running', isStarting: true });
    Object.assign(node, { provision_state: 'wait call-back', reservation: null });
    await world.when(driver.destroy(guest.mark));
    const before = world.ironic.requests.length;
    await world.clock.advance(3_600_000);

    expect(world.ironic.requests).toHaveLength(before);
    expect(node.instance_uuid).toBeNull();
  });

  it('goes on when the answer to its order is lost, and fails when the order was lost too', async () => {
    await world.when(driver.prepare(guest));
    let isTakenIn = false;
    const lossy = world.driver({
      exchange: async (request) => {
        if (!request.path.endsWith('/states/provision')) return world.ironic.exchange(request);
        if (isTakenIn) await world.ironic.exchange(request);
        throw new IronicError('Unanswered', 'the connection broke');
      },
    });

    await expect(world.when(lossy.start(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('available'),
    });
    isTakenIn = true;
    await world.when(lossy.start(guest));

    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });
    expect(world.ironic.deployments).toHaveLength(1);
  });

  it('does not start what is not on the node', async () => {
    await expect(world.when(driver.start(guest))).rejects.toMatchObject({ reason: 'Temporary' });
    await world.running(driver);
    await expect(world.when(driver.start(aGuest({ mark: aMark({ epoch: 2 }) })))).rejects.toMatchObject({ reason: 'Temporary' });
  });

  it('starts the rescue system and goes back from it', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));

    await world.when(driver.start({ ...guest, rescueImage: aDiskImage() }));
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running', inRescue: true });
    await world.when(driver.stop(guest.mark, hard));
    await world.when(driver.start(guest));

    expect(node).toMatchObject({ provision_state: 'active', power_state: 'power on' });
    expect(await world.when(driver.observe(guest.mark))).not.toHaveProperty('inRescue');
  });

  it('says why when the rescue system does not come up, and can go back all the same', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));
    world.ironic.failures.set('rescue', 'no rescue kernel');

    await expect(world.when(driver.start({ ...guest, rescueImage: aDiskImage() }))).rejects.toThrow('no rescue kernel');
    await world.when(driver.start(guest));

    expect(node.provision_state).toBe('active');
  });
});

describe('stopping a guest on a node', () => {
  it('asks the machine first, and writes down before it does that this was our wish', async () => {
    await world.running(driver);
    world.ironic.durations.set('soft power off', 20);
    const stop = driver.stop(guest.mark, softly);
    await world.clock.advance(10_000);
    const notedBefore = node.instance_info['tycho'];
    await world.when(stop);

    expect(notedBefore).toMatchObject({ stoppedAt: expect.any(String) });
    expect(node.power_state).toBe('power off');
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  it('cuts the power of a machine that does not listen', async () => {
    await world.running(driver);
    world.ironic.failures.set('soft power off', 'the system ignores it');

    await world.when(driver.stop(guest.mark, softly));

    expect(node.power_state).toBe('power off');
  });

  it('says why when the machine stays on, and does not call it stopped', async () => {
    await world.running(driver);
    world.ironic.failures.set('power off', 'the controller is silent');

    await expect(world.when(driver.stop(guest.mark, hard))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the controller is silent'),
    });
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });
  });

  it('turns off a machine that Ironic turned on again', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));
    node.power_state = 'power on';
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });

    await world.when(driver.stop(guest.mark, hard));

    expect(node.power_state).toBe('power off');
  });
});

describe('a machine that went off by itself', () => {
  it('is not taken for stopped, keeps the time, and starts again', async () => {
    await world.running(driver);
    node.power_state = 'power off';
    const first = await world.when(driver.observe(guest.mark));
    await world.clock.advance(60_000);

    expect(first).toMatchObject({ kind: 'Stopped', exit: { reason: 'GuestShutdown' } });
    expect(await world.when(driver.observe(guest.mark))).toEqual(first);
    expect(await world.when(world.driver().observe(guest.mark))).toEqual(first);
    const startedAt = world.clock.now();
    await world.when(driver.start(guest));
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running', startedAt });
  });

  it('is heard of through the listing that all nodes share', async () => {
    const heard: string[] = [];
    driver.onChange((mark) => heard.push(mark.instanceUID));
    await world.watch.start();
    await world.running(driver);
    await world.clock.advance(20_000);
    heard.length = 0;
    node.power_state = 'power off';

    await world.clock.advance(10_000);

    expect(heard).toEqual([guest.mark.instanceUID]);
  });
});

describe('rebooting a guest on a node', () => {
  it.each([
    ['Soft', 'soft reboot'],
    ['Hard', 'reboot'],
  ] as const)('of mode %s restarts the machine', async (mode, operation) => {
    await world.running(driver);
    await world.clock.advance(5_000);
    world.ironic.durations.set(operation, 30);
    const began = world.clock.now();

    await world.when(driver.reboot(guest, { mode, ...softly }));

    expect(world.clock.now().getTime() - began.getTime()).toBeGreaterThanOrEqual(30_000);
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running', startedAt: began });
  });

  it('cuts the power when the machine does not reboot softly', async () => {
    await world.running(driver);
    world.ironic.failures.set('soft reboot', 'the system ignores it');

    await world.when(driver.reboot(guest, { mode: 'Soft', ...softly }));

    expect(node).toMatchObject({ power_state: 'power on', last_error: null });
  });

  it('starts a machine that is off', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));

    await world.when(driver.reboot(guest, { mode: 'Hard', ...hard }));

    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });
  });
});

describe('rebuilding a guest on a node', () => {
  it('leaves the machine off, and puts the new image on it at the next start, once', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));
    await world.clock.advance(60_000);
    const rebuilt = { ...guest, image: aDiskImage({ path: '/images/new', format: 'Raw' }) };

    await world.when(driver.abilities.rebuilding!.rebuild(rebuilt));
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Stopped' });
    await world.when(driver.start(rebuilt));
    await world.when(driver.stop(guest.mark, hard));
    await world.when(driver.start(rebuilt));

    expect(node.instance_info).toMatchObject({ image_source: 'file:///images/new', image_disk_format: 'raw' });
    expect(world.ironic.deployments.map(({ target }) => target)).toEqual(['active', 'rebuild']);
  });

  it('is refused while the guest runs', async () => {
    await world.running(driver);
    const before = JSON.stringify(node);

    await expect(world.when(driver.abilities.rebuilding!.rebuild(guest))).rejects.toMatchObject({ reason: 'Temporary' });

    expect(JSON.stringify(node)).toBe(before);
  });

  it('does not write the disk a second time when the agent dies between writing and noting it', async () => {
    await world.running(driver);
    await world.when(driver.stop(guest.mark, hard));
    await world.clock.advance(60_000);
    await world.when(driver.abilities.rebuilding!.rebuild(guest));
    const note = structuredClone(node.instance_info['tycho']);
    await world.when(driver.start(guest));

    // As if the note had not been taken back.
    node.instance_info['tycho'] = note;
    await world.when(world.driver().stop(guest.mark, hard));
    await world.when(world.driver().start(guest));

    expect(world.ironic.deployments).toHaveLength(2);
  });
});

describe('destroying a guest on a node', () => {
  it('takes it off, and is done when cleaning begins', async () => {
    await world.running(driver);
    world.ironic.durations.set('clean', 7200);

    await world.when(driver.destroy(guest.mark));

    expect(node).toMatchObject({ provision_state: 'cleaning', instance_uuid: null, instance_info: {} });
    expect(await world.when(driver.observe(guest.mark))).toEqual({ kind: 'Absent' });
    expect((await world.when(driver.describe())).problem).toMatchObject({ reason: 'NodeCleaning' });
  });

  it('gives back a claim that nothing was deployed for', async () => {
    await world.when(driver.prepare(guest));

    await world.when(driver.destroy(guest.mark));

    expect(node).toMatchObject({ provision_state: 'available', instance_uuid: null, instance_info: {} });
    expect(world.ironic.requests).not.toContain(`PUT /v1/nodes/${node.uuid}/states/provision`);
  });

  it.each(['deploy failed', 'error', 'wait call-back', 'rescue', 'rescue failed'])(
    'works on a node that is "%s"',
    async (provision_state) => {
      await world.running(driver);
      Object.assign(node, { provision_state });

      await world.when(driver.destroy(guest.mark));

      expect(node.instance_uuid).toBeNull();
    },
  );

  it('says why when the machine cannot be torn down, and tries again when asked again', async () => {
    await world.running(driver);
    world.ironic.failures.set('tear down', 'the switch is silent');
    await expect(world.when(driver.destroy(guest.mark))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the switch is silent'),
    });
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Running' });

    world.ironic.failures.clear();
    await world.when(driver.destroy(guest.mark));

    expect(node.instance_uuid).toBeNull();
  });

  it('waits for a deployment that cannot be cut short', async () => {
    world.ironic.durations.set('deploy', 300);
    await world.when(driver.prepare(guest));
    driver.start(guest).catch(() => {});
    await world.clock.advance(10_000);

    await world.when(world.driver().destroy(guest.mark));

    expect(node.instance_uuid).toBeNull();
    expect(world.clock.monotonicMilliseconds()).toBeGreaterThan(300_000);
  });

  it('says so when cleaning fails: the host is not healthy, and the guest is gone', async () => {
    await world.running(driver);
    world.ironic.failures.set('clean', 'a disk does not erase');

    await world.when(driver.destroy(guest.mark));
    await world.clock.advance(60_000);

    expect((await world.when(driver.describe())).problem).toMatchObject({
      reason: 'NodeFault',
      message: expect.stringContaining('a disk does not erase'),
    });
  });

  it('touches nothing when somebody took the instance off the node, and says what to do', async () => {
    await world.running(driver);
    node.instance_uuid = null;
    const before = JSON.stringify(node);

    await expect(world.when(driver.destroy(guest.mark))).rejects.toMatchObject({
      reason: 'HostBroken',
      message: expect.stringContaining('undeploy'),
    });

    expect(JSON.stringify(node)).toBe(before);
    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Lost' });
  });

  it('is done when the operator has removed the node', async () => {
    await world.running(driver);
    world.ironic.nodes.clear();

    await world.when(driver.destroy(guest.mark));

    expect(await world.when(driver.observe(guest.mark))).toMatchObject({ kind: 'Lost' });
    expect((await world.when(driver.describe())).driver).toBe('ironic');
  });
});
