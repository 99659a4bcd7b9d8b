import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keystoneAdmin } from '../../harness/keystone.ts';
import { eventually } from '../../harness/eventually.ts';
import { quickTests, runTempest } from './tempest/tempest-run.ts';
import { summarize } from './tempest/tempest-summary.ts';
import { attachmentCases } from './attachment-cases.ts';
import { novaClientCases } from './nova-client-cases.ts';
import { operatorCases } from './operator-cases.ts';
import { cloudNames, demo, NovaWorld } from './nova-world.ts';
import { OpenStackClients } from './openstack-clients.ts';

const run = promisify(execFile);

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

async function projectID(): Promise<string> {
  return me.do('openstack token issue -f value -c project_id');
}

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

  it('gives one properties and tags, and takes them away', async () => {
    await me.do('openstack server set --property role=web --tag blue life');
    expect(await show('life')).toMatchObject({ properties: { role: 'web' }, tags: ['blue'] });

    await me.do('openstack server unset --property role --tag blue life');
    expect(await show('life')).toMatchObject({ properties: {}, tags: [] });
  });

  it('makes an image of one', async () => {
    await me.do('openstack server image create --name copy life');

    const image = await eventually(async () => {
      const shown = await me.json<{ status: string; owner: string }>('openstack image show copy');
      expect(shown.status).toBe('active');
      return shown;
    });
    expect(image.owner).toBe(await projectID());
    await me.do('openstack image delete copy');
  });

  it('tells what was done to one', async () => {
    const events = await me.json<{ Action: string }[]>('openstack server event list life');

    expect(events.map(({ Action }) => Action)).toEqual(expect.arrayContaining(['create', 'stop', 'start', 'reboot', 'resize']));
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

describe('openstack, of what goes with servers,', () => {
  it('keeps key pairs of a user', async () => {
    const file = join(world.tycho.stateDirectory, 'demo-key');
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    await me.do(`openstack keypair create --public-key ${file}.pub demo`);
    expect(await me.json('openstack keypair list')).toMatchObject([{ Name: 'demo' }]);
    expect(await me.do('openstack keypair show --public-key demo')).toBe((await readFile(`${file}.pub`, 'utf8')).trim());

    await me.do('openstack keypair delete demo');
    expect(await me.json('openstack keypair list')).toEqual([]);
  });

  it('keeps groups of servers', async () => {
    await me.do('openstack server group create --policy anti-affinity apart');
    expect(await me.json('openstack server group show apart')).toMatchObject({ name: 'apart', policy: 'anti-affinity', members: [] });

    await me.do('openstack server group delete apart');
    expect(await me.json('openstack server group list')).toEqual([]);
  });

  it('tells zones, limits and quotas', async () => {
    const zones = await me.json<{ 'Zone Name': string; 'Zone Status': string }[]>('openstack availability zone list --compute');
    expect(zones).toContainEqual({ 'Zone Name': 'nova', 'Zone Status': 'available' });
    const limits = await me.json<{ Name: string; Value: number }[]>('openstack limits show --absolute');
    expect(limits.map(({ Name }) => Name)).toEqual(expect.arrayContaining(['maxTotalInstances', 'totalInstancesUsed']));
    expect(await me.do('nova quota-show')).toMatch(/instances +\| -1/);
  });

  it('is refused to people who are no operators', async () => {
    for (const words of ['hypervisor list', 'compute service list', 'aggregate list']) {
      expect((await me.run(`openstack ${words}`)).code).toBe(1);
    }
  });

  it('lets operators say how much one user may have, and everybody who is given nothing else', async () => {
    const project = (await admin.json<{ id: string }>('openstack project show demo')).id;
    const user = (await admin.json<{ id: string }>('openstack user show demo')).id;

    await admin.do(`nova quota-update --user ${user} --cores 6 ${project}`);
    expect(await admin.do(`nova quota-show --tenant ${project} --user ${user}`)).toMatch(/cores +\| 6 /);
    await admin.do(`nova quota-delete --tenant ${project} --user ${user}`);
    expect(await admin.do(`nova quota-show --tenant ${project} --user ${user}`)).toMatch(/cores +\| 400 /);

    await admin.do('openstack quota set --class --instances 48 default');
    expect(await admin.do('nova quota-defaults')).toMatch(/instances +\| 48 /);
    await admin.do('nova quota-class-update --instances -1 default');
    expect(await me.do('nova quota-show')).toMatch(/instances +\| -1/);
  });

  it('shows operators hosts and services', async () => {
    expect(await admin.json('openstack hypervisor list')).toHaveLength(2);
    const services = await admin.json<{ Binary: string; State: string }[]>('openstack compute service list --service nova-compute');
    expect(services).toMatchObject([{ State: 'up' }, { State: 'up' }]);
  });

  it('lets operators put hosts together', async () => {
    const [{ 'Hypervisor Hostname': host }] = await admin.json<[{ 'Hypervisor Hostname': string }]>('openstack hypervisor list');
    await admin.do('openstack aggregate create --zone east rack');
    await admin.do(`openstack aggregate add host rack ${host}`);
    expect(await admin.json('openstack aggregate show rack')).toMatchObject({ name: 'rack', availability_zone: 'east', hosts: [host] });

    await admin.do(`openstack aggregate remove host rack ${host}`);
    await admin.do('openstack aggregate delete rack');
    expect(await admin.json('openstack aggregate list')).toEqual([]);
  });

  it('lets operators make sizes, for everybody and for one project', async () => {
    await admin.do('openstack flavor create --ram 96 --disk 1 --vcpus 1 --private --project demo special');
    expect(await me.json('openstack flavor show special')).toMatchObject({ ram: 96 });

    await admin.do('openstack flavor unset --project demo special');
    expect((await me.run('openstack flavor show special')).code).toBe(1);
    await admin.do('openstack flavor delete special');
  });
});

const people = { world: () => world, me: () => me, admin: () => admin };

attachmentCases(people);
operatorCases(people);
novaClientCases(people);

describe('Tempest', () => {
  it('finds nothing wrong in its quick subset', { timeout: 10 * 60_000 }, async () => {
    const folder = join(world.tycho.stateDirectory, 'tempest');

    const { passed, tests } = summarize(await runTempest({ world, folder, only: await quickTests(), workers: 2, hosts: 2 }));

    expect(tests.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(passed).toBeGreaterThan(60);
  });
});
