import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keystoneAdmin } from '../../harness/keystone.ts';
import { eventually } from '../../harness/eventually.ts';
import { quickTests, runTempest } from './tempest/tempest-run.ts';
import { summarize } from './tempest/tempest-summary.ts';
import { cloudNames, demo, NovaWorld } from './nova-world.ts';
import { OpenStackClients } from './openstack-clients.ts';

/**
 * The real `openstack` and `nova`, as people type them. The client's own `--wait` looks every five seconds: where it is not what a test is about, the test
 * looks for itself.
 */
let world: NovaWorld;
let me: OpenStackClients;
let admin: OpenStackClients;

beforeAll(async () => {
  world = await NovaWorld.start();
  me = new OpenStackClients(world.environment(demo));
  admin = new OpenStackClients(world.environment(keystoneAdmin));
});

afterAll(async () => {
  await me?.[Symbol.asyncDispose]();
  await admin?.[Symbol.asyncDispose]();
  await world?.[Symbol.asyncDispose]();
});

interface ShownServer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  readonly flavor: { readonly original_name: string };
  readonly locked: boolean;
  readonly 'OS-EXT-STS:power_state': string;
}

const show = (name: string): Promise<ShownServer> => me.json<ShownServer>(`openstack server show ${name}`);

async function untilStatus(name: string, status: string): Promise<ShownServer> {
  return eventually(async () => {
    const server = await show(name);
    expect(server.status).toBe(status);
    return server;
  });
}

describe('openstack, of what there is to choose from,', () => {
  it('lists flavors, images and networks', async () => {
    const names = async (words: string): Promise<readonly string[]> => (await me.json<{ Name: string }[]>(words)).map(({ Name }) => Name);

    expect(await names('openstack flavor list')).toEqual(expect.arrayContaining([cloudNames.flavor, cloudNames.otherFlavor]));
    expect(await names('openstack image list')).toEqual(expect.arrayContaining([cloudNames.image, cloudNames.otherImage]));
    expect(await names('openstack network list')).toContain(cloudNames.network);
    expect(await me.json(`openstack flavor show ${cloudNames.flavor}`)).toMatchObject({ ram: 64, vcpus: 1, disk: 1 });
  });

  it('says what it does not know in the words of Nova', async () => {
    const { code, err } = await me.run('openstack server show nobody');

    expect(code).toBe(1);
    expect(err).toContain('No server with a name or ID of');
  });
});

describe('openstack server', () => {
  it('creates one and waits until it is there', async () => {
    const { flavor, image, network } = cloudNames;
    const made = await me.json<ShownServer>(`openstack server create --flavor ${flavor} --image ${image} --network ${network} --wait life`);

    expect(made).toMatchObject({ name: 'life', status: 'ACTIVE' });
    expect(made.addresses[network]).toHaveLength(1);
    expect(await me.json<{ ID: string }[]>('openstack server list --name life')).toMatchObject([
      { ID: made.id, Status: 'ACTIVE', Flavor: flavor, Image: image },
    ]);
    expect(await me.do('nova list')).toContain(made.id);
    expect(await me.do('nova show life')).toMatch(/\| status +\| ACTIVE/);
  });

  it.each([
    ['stop', 'SHUTOFF'],
    ['start', 'ACTIVE'],
    ['pause', 'PAUSED'],
    ['unpause', 'ACTIVE'],
    ['suspend', 'SUSPENDED'],
    ['resume', 'ACTIVE'],
    ['rescue', 'RESCUE'],
    ['unrescue', 'ACTIVE'],
    ['shelve', 'SHELVED_OFFLOADED'],
    ['unshelve', 'ACTIVE'],
    ['rebuild', 'ACTIVE'],
    [`resize --flavor ${cloudNames.otherFlavor}`, 'VERIFY_RESIZE'],
    ['resize revert', 'ACTIVE'],
    [`resize --flavor ${cloudNames.otherFlavor}`, 'VERIFY_RESIZE'],
    ['resize confirm', 'ACTIVE'],
  ])('can %s one, which then is %s', async (verb, status) => {
    await me.do(`openstack server ${verb} life`);

    expect(await untilStatus('life', status)).toMatchObject({ status });
  });

  it('reboots one and waits for that', async () => {
    expect(await me.do('openstack server reboot --hard --wait life')).toContain('Complete');
    expect((await show('life')).flavor.original_name).toBe(cloudNames.otherFlavor);
  });

  it('locks one, so that nobody else of the project changes it, and unlocks it', async () => {
    await me.do('openstack server lock life');
    expect((await show('life')).locked).toBe(true);
    const { code, err } = await me.run('openstack server stop life');
    expect([code, err]).toEqual([1, expect.stringContaining('is locked')]);

    await me.do('openstack server unlock life');
    expect((await show('life')).locked).toBe(false);
  });

  it('is refused what does not fit the state that a server is in', async () => {
    const { code, err } = await me.run('openstack server unpause life');

    expect(code).toBe(1);
    expect(err).toContain('409');
    expect(err).toMatch(/Cannot 'unpause' instance .* while it is in vm_state active/);
  });

  it('shows what was written on the console', async () => {
    expect(await me.do('openstack console log show life')).toContain('life');
  });

  it('renames one', async () => {
    await me.do('openstack server set --name renamed life');

    expect((await show('renamed')).name).toBe('renamed');
    await me.do('openstack server set --name life renamed');
  });

  it('is another project’s business for nobody but administrators', async () => {
    const { id } = await show('life');

    expect((await admin.run(`openstack server show ${id}`)).code).toBe(0);
    expect(await admin.json<{ ID: string }[]>('openstack server list')).toEqual([]);
    expect(await admin.json<{ ID: string }[]>('openstack server list --all-projects')).toEqual([expect.objectContaining({ ID: id })]);
    expect((await me.run('openstack server list --all-projects')).err).toContain('HTTP 403');
  });

  it('deletes one, and waits for that', async () => {
    await me.do('openstack server delete --wait life');

    expect(await me.json('openstack server list')).toEqual([]);
  });
});

describe('Tempest', () => {
  it('finds nothing wrong in its quick subset', { timeout: 10 * 60_000 }, async () => {
    const folder = join(world.tycho.stateDirectory, 'tempest');

    const { passed, tests } = summarize(await runTempest({ world, folder, only: await quickTests(), workers: 2, hosts: 2 }));

    expect(tests.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(passed).toBeGreaterThan(60);
  });
});
