import { afterEach, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { migrationKind, type Migration } from '#apis/infrastructure/migration.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function aLife(options: Parameters<typeof LifeWorld.start>[1] = {}): Promise<void> {
  life = await LifeWorld.start(undefined, options);
  await life.create();
}

async function moves(): Promise<readonly Migration[]> {
  return (await life.world.does(life.world.objects(migrationKind).list({ namespace: 'default' }))).items.toSorted(
    (one, other) => one.status!.number! - other.status!.number!,
  );
}

/** As `Resize small>large 1>2 Finished`, by the epochs of the incarnations. */
async function told(): Promise<readonly string[]> {
  const epoch = (instance = '?'): string => instance.slice(instance.lastIndexOf('-') + 1);
  return (await moves()).map(({ spec, status }) => {
    const places = `${epoch(spec.source.instance)}>${epoch(status?.destination?.instance)}`;
    const isOver = status?.finishedAt === undefined ? '' : ' for good';
    return `${spec.type} ${spec.oldFlavor}>${spec.newFlavor} ${places} ${status?.phase}${isOver}`;
  });
}

describe('the record of a move', () => {
  it('is not there for a server that moves nowhere, whatever else becomes of it', async () => {
    await aLife();
    for (const power of ['Stopped', 'Shelved', 'Running', 'Paused']) await life.change({ power });
    await life.change({ image: 'fedora', power: 'Running' });

    expect(await told()).toEqual([]);
  });

  it('of a resize says from where to where, which sizes, who asked, and how it ended', async () => {
    await aLife();
    await life.change({ flavor: 'large' });

    expect(await told()).toEqual(['Resize small>large 1>2 Finished']);
    const [move] = await moves();
    const { metadata } = (await life.world.getServer('web'))!;
    expect(move).toMatchObject({
      metadata: { name: `${metadata.uid}-1` },
      spec: { server: { name: 'web', uid: metadata.uid }, requestedBy: expect.any(String) as string },
      status: { number: 1, destination: { host: (await life.world.instanceOf('web')).spec.host.name } },
    });
    await life.act('ConfirmResize');
    await life.pass();
    expect(await told()).toEqual(['Resize small>large 1>2 Confirmed for good']);
  });

  it('of one that is taken back says so, and the next attempt has a record of its own', async () => {
    await aLife();
    await life.change({ flavor: 'large' });
    await life.change({ flavor: 'small' });
    await life.pass();
    await life.change({ flavor: 'large' });

    expect(await told()).toEqual(['Resize small>large 1>2 Reverted for good', 'Resize small>large 3>4 Finished']);
  });

  it('of one that finds no room is open until it is given up', async () => {
    await aLife();
    await life.flavor('giant', { vcpus: 1000 });
    await life.change({ flavor: 'giant' });
    expect(await told()).toEqual(['Resize small>giant 1>? Migrating']);

    await life.change({ flavor: 'small' });
    await life.pass();
    expect(await told()).toEqual(['Resize small>giant 1>? Reverted for good']);
  });

  it('of an attempt that is given up before the server has left does not stand in the way of the next', async () => {
    await aLife();
    life.world.agents.hold('web');
    await life.change({ flavor: 'large' });
    expect(await told()).toEqual(['Resize small>large 1>? Preparing']);
    await life.change({ flavor: 'small' });
    expect(await told()).toEqual(['Resize small>large 1>? Reverted for good']);
    life.world.agents.letGo('web');
    await life.change({ flavor: 'large' });

    expect(await told()).toEqual(['Resize small>large 1>? Reverted for good', 'Resize small>large 1>2 Finished']);
    expect((await moves())[1]?.metadata.name).toMatch(/-1\.2$/);
  });

  it('of a cold migration names its action and who made it', async () => {
    await aLife();
    await life.act('MigrateCold');

    expect(await told()).toEqual(['Cold small>small 1>2 Finished']);
    const [{ spec, status } = undefined!] = await moves();
    expect(spec).toMatchObject({ actionUID: expect.any(String) as string, requestedBy: expect.any(String) as string });
    expect(status?.destination?.host).not.toBe(spec.source.host);
    await life.act('RevertMigration');
    await life.pass();
    expect(await told()).toEqual(['Cold small>small 1>2 Reverted for good']);
  });

  it('of a cold migration without another host says that it failed', async () => {
    life = await LifeWorld.start({ only: {} });
    await life.create();
    await life.act('MigrateCold');
    await life.pass();

    expect(await told()).toEqual(['Cold small>small 1>? Failed for good']);
  });

  it('from a host that is given up ends when the server is up elsewhere', async () => {
    await aLife();
    const [host = ''] = await life.hosts();
    await life.world.does(life.world.agents.disconnect(host));
    await life.world.does(life.world.objects(hostKind).delete({ name: host }));
    await life.pass(120);

    expect(await told()).toEqual(['Evacuation small>small 1>2 Finished for good']);
    expect((await moves())[0]?.spec.source.host).toBe(host);
  });

  it('outlives its server, which ends it, and goes when its time is over', async () => {
    await aLife({ actionRetentionSeconds: 3_600 });
    await life.change({ flavor: 'large' });
    await life.delete();
    await life.pass(60);
    expect(await life.state()).toBe('gone');
    expect(await told()).toEqual(['Resize small>large 1>2 Confirmed for good']);

    await life.pass(4_000);
    expect(await told()).toEqual([]);
  });
});
