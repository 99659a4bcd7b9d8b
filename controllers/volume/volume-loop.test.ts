import { afterEach, describe, expect, it } from 'vitest';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeSnapshotKind, type VolumeSnapshot } from '#apis/compute/volume-snapshot.ts';
import { volumeKind, type VolumeSpec } from '#apis/compute/volume.ts';
import { hostVolumeKind, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld;

afterEach(async () => {
  await world.stop();
});

async function aWorld(...hosts: readonly string[]): Promise<void> {
  world = await LoopWorld.start();
  for (const host of hosts) await world.does(world.agents.addHost(host));
  await world.clock.advance(1_000);
}

const compute = 'compute.tycho.dev/v1alpha1';
const within = (name: string) => ({ namespace: 'default', name });

async function createVolume(name: string, spec: Partial<VolumeSpec> = {}): Promise<void> {
  const body = { apiVersion: compute, kind: 'Volume', metadata: within(name), spec: { sizeGiB: 5, ...spec } };
  await world.does(world.objects(volumeKind).create(body));
}

async function attach(name: string, volume: string, server: string): Promise<void> {
  const body = { apiVersion: compute, kind: 'VolumeAttachment', metadata: within(name), spec: { server, volume } };
  await world.does(world.objects(volumeAttachmentKind).create(body));
}

async function detach(name: string): Promise<void> {
  await world.does(world.objects(volumeAttachmentKind).delete(within(name)));
}

async function deleteServer(name: string): Promise<void> {
  await world.does(world.objects(serverKind).delete(within(name)));
}

async function patchServer(name: string, spec: object): Promise<void> {
  await world.does(world.objects(serverKind).patch(within(name), { spec }));
}

async function volumeWords(): Promise<readonly string[]> {
  const { items } = await world.does(world.objects(volumeKind).list({ namespace: 'default' }));
  return items.map(({ metadata, status }) => {
    const ready = findCondition(status?.conditions, 'Ready');
    const names = (status?.attachments ?? []).map(({ server }) => server).join();
    return `${metadata.name}: ${status?.phase}/${ready?.reason} ${status?.sizeGiB ?? '-'} GiB [${names}]`;
  });
}

async function attachments(): Promise<readonly VolumeAttachment[]> {
  return (await world.does(world.objects(volumeAttachmentKind).list({ namespace: 'default' }))).items;
}

async function attachmentWords(): Promise<readonly string[]> {
  return (await attachments()).map(
    ({ metadata, status }) =>
      `${metadata.name}: ${status?.phase}/${findCondition(status?.conditions, 'Ready')?.reason} epoch ${status?.epoch ?? '-'}`,
  );
}

async function hostVolumes(): Promise<readonly HostVolume[]> {
  return (await world.does(world.objects(hostVolumeKind).list({}))).items;
}

async function aServerWithVolume(...hosts: readonly string[]): Promise<void> {
  await aWorld(...(hosts.length === 0 ? ['host-a'] : hosts));
  await createVolume('data');
  await world.createServer('web');
  await world.clock.advance(1_000);
  await attach('data-web', 'data', 'web');
  await world.clock.advance(3_000);
}

describe('a volume that a server attaches', () => {
  it('is made on the host of the server and given to its guest', async () => {
    await aServerWithVolume();

    const instance = await world.instanceOf('web');
    expect(await attachmentWords()).toEqual(['data-web: Attached/Attached epoch 1']);
    expect(await volumeWords()).toEqual(['data: InUse/InUse 5 GiB [web]']);
    expect(instance.spec.volumes).toMatchObject([
      { attachment: { name: 'data-web' }, epoch: 1, volume: { name: 'data' }, readOnly: false },
    ]);
    expect((await hostVolumes())[0]?.spec).toMatchObject({
      volume: { name: 'data' },
      host: { name: 'host-a' },
      sizeGiB: 5,
      shareable: false,
    });
    const [server, volume] = [await world.getServer('web'), await world.does(world.objects(volumeKind).get(within('data')))];
    expect(volume.status?.hostID).toBe(server?.status?.hostID);
  });

  it('is not made before anybody wants it', async () => {
    await aWorld('host-a');
    await createVolume('data');
    await world.clock.advance(2_000);

    expect(await volumeWords()).toEqual(['data: Pending/WaitingForAttachment - GiB []']);
    expect(await hostVolumes()).toEqual([]);
  });

  it('is made from its image, as soon as that is there', async () => {
    await aWorld('host-a');
    await createVolume('data', { source: { image: 'golden' } });
    await world.createServer('web');
    await attach('data-web', 'data', 'web');
    await world.clock.advance(3_000);
    const before = await volumeWords();
    const source = { url: 'https://images.test/golden.raw', sha256: 'b'.repeat(64) };
    const spec = { format: 'Raw', source, minimumDiskGiB: 0, minimumMemoryMiB: 0 } as const;
    await world.does(world.objects(imageKind).create({ apiVersion: compute, kind: 'Image', metadata: within('golden'), spec }));
    await world.clock.advance(3_000);

    expect(before).toEqual(['data: Pending/ImageNotFound - GiB [web]']);
    expect((await hostVolumes())[0]?.spec.source).toMatchObject({ name: 'golden', format: 'Raw', source });
    expect(await attachmentWords()).toEqual(['data-web: Attached/Attached epoch 1']);
  });

  it('grows when its declaration does', async () => {
    await aServerWithVolume();

    await world.does(world.objects(volumeKind).patch(within('data'), { spec: { sizeGiB: 8 } }));
    await world.clock.advance(2_000);

    expect(await volumeWords()).toEqual(['data: InUse/InUse 8 GiB [web]']);
  });

  it('is detached when the attachment is deleted, which stays until the guest has let go', async () => {
    await aServerWithVolume();
    world.agents.hold('web');
    await detach('data-web');
    await world.clock.advance(3_000);
    const during = await attachmentWords();
    world.agents.letGo('web');
    await world.clock.advance(3_000);

    expect(during).toEqual(['data-web: Detaching/Detaching epoch 1']);
    expect(await attachmentWords()).toEqual([]);
    expect((await world.instanceOf('web')).spec.volumes ?? []).toEqual([]);
    expect(await volumeWords()).toEqual(['data: Available/Available 5 GiB []']);
  });

  it('survives its server, whose attachments go, and is the next one’s, which is placed where it is', async () => {
    await aServerWithVolume('host-a');
    await world.does(world.agents.addHost('host-b'));
    await deleteServer('web');
    await world.clock.advance(10_000);
    const between = [...(await attachmentWords()), ...(await volumeWords())];
    await attach('data-db', 'data', 'db');
    await world.createServer('db');
    await world.clock.advance(5_000);

    expect(between).toEqual(['data: Available/Available 5 GiB []']);
    expect((await world.instanceOf('db')).spec.host.name).toBe('host-a');
    expect(await attachmentWords()).toEqual(['data-db: Attached/Attached epoch 1']);
  });

  it('is handed to the next incarnation with the next epoch', async () => {
    await aServerWithVolume();
    world.agents.hold('web');
    await world.does(world.agents.report(await world.instanceOf('web'), { phase: 'Lost', volumes: [] }));
    world.agents.letGo('web');
    await world.clock.advance(20_000);

    expect((await world.instanceOf('web')).spec.epoch).toBe(2);
    expect(await attachmentWords()).toEqual(['data-web: Attached/Attached epoch 2']);
  });
});

describe('a volume of a server that is shelved', () => {
  it('stays the server’s, and is in the guest again when that is back, on the host that keeps it', async () => {
    await aServerWithVolume('host-a', 'host-b');
    const kept = (await hostVolumes())[0]?.spec.host.name;
    await patchServer('web', { power: 'Shelved' });
    await world.clock.advance(20_000);
    const shelved = [await world.stateOf('web'), ...(await attachmentWords())];
    await world.createServer('db');
    await attach('data-db', 'data', 'db');
    await world.clock.advance(3_000);
    const rival = (await attachmentWords())[0];
    await patchServer('web', { power: 'Running' });
    await world.clock.advance(20_000);

    expect(shelved).toEqual(['Shelved True/Shelved', 'data-web: Pending/WaitingForServer epoch 1']);
    expect(rival).toMatch(/^data-db: Pending\/(VolumeInUse|VolumeOnAnotherHost) epoch -$/);
    expect((await world.instanceOf('web')).spec.host.name).toBe(kept);
    expect(await attachmentWords()).toContain('data-web: Attached/Attached epoch 2');
  });
});

describe('a volume that two servers want', () => {
  it('is the first one’s, and the second one’s when that has let go; the second is told', async () => {
    await aServerWithVolume();
    await world.createServer('db');
    await world.clock.advance(1_000);
    await attach('data-db', 'data', 'db');
    await world.clock.advance(3_000);
    const before = await attachmentWords();
    const message = findCondition((await attachments())[0]?.status?.conditions, 'Ready')?.message;
    const handedDown = (await world.instanceOf('db')).spec.volumes;
    await detach('data-web');
    await world.clock.advance(5_000);

    expect(before).toEqual(['data-db: Pending/VolumeInUse epoch -', 'data-web: Attached/Attached epoch 1']);
    expect(message).toContain('spec.volume: server "web" has volume "data"; delete its attachment "data-web" first');
    expect(handedDown ?? []).toEqual([]);
    expect(await attachmentWords()).toEqual(['data-db: Attached/Attached epoch 1']);
    expect(await world.eventsAbout('data-db')).toContain('VolumeInUse×1');
  });

  it('is both of theirs if it is shareable', async () => {
    await aServerWithVolume();
    await world.does(world.objects(volumeKind).patch(within('data'), { spec: { shareable: true } }));
    await world.createServer('db');
    await attach('data-db', 'data', 'db');
    await world.clock.advance(5_000);

    expect(await attachmentWords()).toEqual(['data-db: Attached/Attached epoch 1', 'data-web: Attached/Attached epoch 1']);
    expect((await hostVolumes())[0]?.spec.shareable).toBe(true);
  });

  it('is not for one on another host, which is told where it is not', async () => {
    await aServerWithVolume('host-a');
    await detach('data-web');
    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { spec: { unschedulable: true } }));
    await world.does(world.agents.addHost('host-b'));
    await world.clock.advance(2_000);
    await world.createServer('db');
    await world.clock.advance(2_000);
    await attach('data-db', 'data', 'db');
    await world.clock.advance(3_000);

    expect(await attachmentWords()).toEqual(['data-db: Pending/VolumeOnAnotherHost epoch -']);
    expect(findCondition((await attachments())[0]?.status?.conditions, 'Ready')?.message).not.toContain('host-a');
  });
});

describe('a server that boots from a volume', () => {
  it('gets an attachment of its own, which goes with it while the volume stays', async () => {
    await aWorld('host-a');
    await createVolume('root', { source: { image: 'debian' } });

    await world.createServer('web', { image: undefined, bootVolume: 'root' } as never);
    await world.clock.advance(5_000);
    const instance = await world.instanceOf('web');
    const before = [...(await attachmentWords()), await world.stateOf('web')];
    await deleteServer('web');
    await world.clock.advance(10_000);

    expect(before).toEqual(['web-boot: Attached/Attached epoch 1', 'Running True/Running']);
    expect(instance.spec.machine.bootVolumeUID).toBe(instance.spec.volumes?.[0]?.volume.uid);
    expect(await attachmentWords()).toEqual([]);
    expect(await volumeWords()).toEqual(['root: Available/Available 5 GiB []']);
  });
});

describe('a volume that is deleted', () => {
  it('waits for its attachments, and says which', async () => {
    await aServerWithVolume();
    await world.does(world.objects(volumeKind).delete(within('data')));
    await world.clock.advance(3_000);
    const during = [...(await volumeWords()), ...(await attachmentWords())];
    await detach('data-web');
    await world.clock.advance(10_000);

    expect(during).toEqual(['data: Terminating/InUse 5 GiB [web]', 'data-web: Attached/Attached epoch 1']);
    expect(await volumeWords()).toEqual([]);
    expect(await hostVolumes()).toEqual([]);
  });

  it('stays until its host says that nothing is left', async () => {
    await aServerWithVolume();
    await detach('data-web');
    await world.clock.advance(3_000);
    world.agents.volumes.hold();
    await world.does(world.objects(volumeKind).delete(within('data')));
    await world.clock.advance(3_000);
    const during = await volumeWords();
    world.agents.volumes.letGo();
    await world.clock.advance(10_000);

    expect(during).toEqual(['data: Terminating/WaitingForHost 5 GiB []']);
    expect(await volumeWords()).toEqual([]);
  });
});

describe('a plain server', () => {
  it('costs this loop nothing', async () => {
    await aWorld('host-a');
    const before = await world.server.storage.currentRevision();

    await world.createServer('web');
    await world.clock.advance(1_500);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect((await world.server.storage.currentRevision()) - before).toBeLessThanOrEqual(6);
  });
});

describe('a snapshot of a volume', () => {
  const snapshot = async (name: string, spec: object = {}): Promise<void> => {
    const body = { apiVersion: compute, kind: 'VolumeSnapshot', metadata: within(name), spec: { volume: 'data', ...spec } };
    await world.does(world.objects(volumeSnapshotKind).create(body));
  };
  const snapshotOf = (name: string): Promise<VolumeSnapshot> => world.does(world.objects(volumeSnapshotKind).get(within(name)));

  it('becomes an image that a second volume is made from', async () => {
    await aServerWithVolume();
    await snapshot('monday', { image: 'data-of-monday' });
    await world.clock.advance(3_000);

    expect((await snapshotOf('monday')).status).toMatchObject({ phase: 'Succeeded', image: 'data-of-monday' });
    const image = await world.does(world.objects(imageKind).get(within('data-of-monday')));
    expect(image.spec).toMatchObject({ format: 'Qcow2', minimumDiskGiB: 5, source: { url: `image-store:${image.status?.sha256}` } });
    expect((await hostVolumes())[0]?.spec).not.toHaveProperty('save');

    await createVolume('copy', { source: { image: 'data-of-monday' } });
    await attach('copy-web', 'copy', 'web');
    await world.clock.advance(3_000);
    expect(await volumeWords()).toContainEqual('copy: InUse/InUse 5 GiB [web]');
    expect((await hostVolumes()).map(({ spec }) => spec.source?.name)).toContain('data-of-monday');
  });

  it('starts as the image does that its volume was made from', async () => {
    await aWorld('host-a');
    const source = { url: 'https://images.test/golden.raw', sha256: 'b'.repeat(64) };
    const spec = { format: 'Raw', source, firmware: 'UEFI', tpm: true, minimumDiskGiB: 0, minimumMemoryMiB: 0 } as const;
    await world.does(world.objects(imageKind).create({ apiVersion: compute, kind: 'Image', metadata: within('golden'), spec }));
    await createVolume('data', { source: { image: 'golden' } });
    await world.createServer('web');
    await attach('data-web', 'data', 'web');
    await snapshot('monday');
    await world.clock.advance(10_000);

    const image = await world.does(world.objects(imageKind).get(within('monday')));
    expect(image.spec).toMatchObject({ format: 'Qcow2', firmware: 'UEFI', tpm: true });
  });

  it('waits for the one before it, and for its volume', async () => {
    await aWorld('host-a');
    await snapshot('early');
    await snapshot('late');
    await world.clock.advance(1_000);
    expect((await snapshotOf('early')).status).toMatchObject({ phase: 'Pending', message: expect.stringContaining('no volume') as string });

    await createVolume('data');
    await world.createServer('web');
    await attach('data-web', 'data', 'web');
    await world.clock.advance(10_000);

    expect([(await snapshotOf('early')).status?.phase, (await snapshotOf('late')).status?.phase]).toEqual(['Succeeded', 'Succeeded']);
  });

  it('that is deleted before it is made is no longer asked for', async () => {
    await aServerWithVolume();
    world.agents.volumes.hold();
    await snapshot('monday');
    await world.clock.advance(1_000);
    expect((await hostVolumes())[0]?.spec.save?.uid).toBe((await snapshotOf('monday')).metadata.uid);

    await world.does(world.objects(volumeSnapshotKind).delete(within('monday')));
    await world.clock.advance(1_000);

    expect((await hostVolumes())[0]?.spec).not.toHaveProperty('save');
  });

  it('cannot be changed', async () => {
    await aWorld('host-a');
    await snapshot('monday');
    const change = world.objects(volumeSnapshotKind).patch(within('monday'), { spec: { image: 'other' } });
    await expect(world.does(change)).rejects.toThrow('a snapshot is made once');
  });
});
