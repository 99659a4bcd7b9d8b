import { afterEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { LifeWorld } from '#test/builders/life-world.ts';
import { everyFeature, type ModelHostOptions } from '#test/harness/model-agents.ts';

const withoutLocalDisks = everyFeature.filter((each) => each !== 'local-disks');

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function aLife(hosts?: Readonly<Record<string, ModelHostOptions>>): Promise<void> {
  life = await LifeWorld.start(hosts);
}

describe('a flavor', () => {
  it('with disks beside the root disk is refused where the host of the server has none, and a new server waits', async () => {
    await aLife({ plain: { features: withoutLocalDisks } });
    await life.create();
    await life.flavor('scratch', { ephemeralGiB: 4, swapMiB: 512 });
    await life.change({ flavor: 'scratch' });

    expect(await life.state()).toBe('Running False/Unsupported');
    expect(await life.message()).toBe('spec.flavor: scratch needs the feature "local-disks", which the host of this server does not offer');
    await life.world.createServer('new', { flavor: 'scratch' });
    await life.pass();
    expect((await life.world.getServer('new'))?.status?.conditions?.find(({ type }) => type === 'Scheduled')).toMatchObject({
      status: 'False',
      reason: 'Unsupported',
      message: expect.stringContaining('needs the feature "local-disks", and no host offers it') as string,
    });
  });

  it('with disks beside the root disk goes to a host that has them, and takes all of them from it', async () => {
    await aLife({ plain: { features: withoutLocalDisks }, roomy: {} });
    await life.flavor('scratch', { diskGiB: 10, ephemeralGiB: 4, swapMiB: 512 });
    await life.create({ flavor: 'scratch' });

    const { spec } = await life.world.instanceOf('web');
    expect(spec).toMatchObject({
      host: { name: 'roomy' },
      claim: { diskGiB: 15 },
      machine: { diskGiB: 10, ephemeralGiB: 4, swapMiB: 512 },
    });
  });

  it('that is kept for other projects is as good as none, until it is not', async () => {
    await aLife();
    await life.create();
    await life.flavor('theirs', { diskGiB: 20, projects: ['others'] });
    await life.change({ flavor: 'theirs' });
    expect(await life.state()).toBe('Running False/FlavorNotFound');

    await life.world.does(life.world.objects(flavorKind).patch({ name: 'theirs' }, { spec: { projects: ['others', 'default'] } }));
    await life.pass();
    expect(await life.state()).toBe('VerifyResize True/Running');
  });
});
