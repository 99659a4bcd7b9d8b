import { describe, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { untilStatus, type ClientPeople } from './client-people.ts';
import { cloudNames } from './nova-world.ts';

/** What administrators do with hosts, sizes, quotas and other people's servers, and what they are told of use. */
export function operatorCases(people: ClientPeople): void {
  const { me, admin } = people;
  const { flavor, image, network } = cloudNames;

  describe('openstack and nova, for operators,', () => {
    it('move a server away cold, and back, and tell of it', async () => {
      const { id } = await me().json<{ id: string }>(
        `openstack server create --flavor ${flavor} --image ${image} --network ${network} mover`,
      );
      await untilStatus(people, 'mover', 'ACTIVE');
      const hostOf = async (): Promise<string> =>
        (await admin().json<{ 'OS-EXT-SRV-ATTR:host': string }>(`openstack server show ${id}`))['OS-EXT-SRV-ATTR:host'];
      const first = await hostOf();

      await admin().do(`openstack server migrate ${id}`);
      await untilStatus(people, 'mover', 'VERIFY_RESIZE');
      expect(await hostOf()).not.toBe(first);
      await admin().do(`openstack server migrate revert ${id}`);
      await untilStatus(people, 'mover', 'ACTIVE');
      await admin().do(`openstack server migrate ${id}`);
      await untilStatus(people, 'mover', 'VERIFY_RESIZE');
      await admin().do(`openstack server migrate confirm ${id}`);
      await untilStatus(people, 'mover', 'ACTIVE');

      await eventually(async () => {
        const moves = await admin().json<{ Status: string; Type: string }[]>(`openstack server migration list --server ${id}`);
        expect(moves.map(({ Status, Type }) => `${Type} ${Status}`)).toEqual(['migration confirmed', 'migration reverted']);
      });
      expect(await admin().do('nova migration-list')).toContain(id);
      expect(await admin().do(`nova server-migration-list ${id}`)).not.toContain('confirmed');
      const [event] = await admin().json<{ 'Request ID': string; Action: string }[]>(`openstack server event list ${id}`);
      expect(await admin().json(`openstack server event show ${id} ${event!['Request ID']}`)).toMatchObject({ action: event!.Action });
      expect((await me().run('openstack server migration list')).err).toContain('HTTP 403');
    });

    it('are told what projects used', async () => {
      expect(await admin().json<{ Project: string }[]>('openstack usage list')).toEqual(expect.any(Array));
      expect(await me().json('openstack usage show')).toHaveProperty('Servers');
      expect((await me().run('openstack usage list')).err).toContain('HTTP 403');
      expect(await admin().do('nova usage-list')).toContain('RAM MiB-Hours');
      expect(await me().do('nova usage')).toContain('CPU Hours');
      await me().do('openstack server delete mover');
    });

    it('look at hosts, take one out of use and back', async () => {
      const [{ 'Hypervisor Hostname': host }] = await admin().json<[{ 'Hypervisor Hostname': string }]>('openstack hypervisor list');
      expect(await admin().json(`openstack hypervisor show ${host}`)).toMatchObject({
        hypervisor_hostname: host,
        state: 'up',
        status: 'enabled',
      });
      expect(await admin().do('nova hypervisor-list')).toContain(host);

      await admin().do(`openstack compute service set --disable --disable-reason broken ${host} nova-compute`);
      const services = await admin().json<{ Host: string; Status: string; 'Disabled Reason': string }[]>(
        'openstack compute service list --long',
      );
      expect(services.find(({ Host }) => Host === host)).toMatchObject({ Status: 'disabled', 'Disabled Reason': 'broken' });
      await admin().do(`openstack compute service set --enable ${host} nova-compute`);
      expect(await admin().do('nova service-list')).not.toContain('disabled');
      expect((await admin().run(`openstack compute service set --down ${host} nova-compute`)).code).toBe(1);
      expect(await admin().do('openstack availability zone list --long --compute')).toContain(host);
    });

    it('say what aggregates mean, and rename them', async () => {
      await admin().do('openstack aggregate create --property ssd=yes shelf');
      await admin().do('openstack aggregate set --name board --property ssd=no --property gpu=2 shelf');
      expect(await admin().json('openstack aggregate show board')).toMatchObject({ name: 'board', properties: { ssd: 'no', gpu: '2' } });
      await admin().do('openstack aggregate unset --property gpu board');
      expect(await admin().do('nova aggregate-show board')).not.toContain('gpu');
      await admin().do('openstack aggregate delete board');
      expect(await admin().do('nova aggregate-list')).not.toContain('board');
    });

    it('set quotas of a project, which its people see, and give them back', async () => {
      await admin().do('openstack quota set --instances 17 --cores 30 demo');
      expect(await me().json('openstack quota show')).toMatchObject({ instances: 17, cores: 30, networks: -1 });
      const limits = await me().json<{ Name: string; Value: number }[]>('openstack limits show --absolute');
      expect(limits).toContainEqual({ Name: 'maxTotalInstances', Value: 17 });
      expect(await me().do('openstack limits show --rate')).toBe('');
      expect((await me().run('openstack quota set --instances 18 demo')).code).toBe(1);

      const project = (await admin().json<{ id: string }>('openstack project show demo')).id;
      await admin().do(`nova quota-delete --tenant ${project}`);
      expect(await me().do('nova limits')).toMatch(/Instances +\| \d+ +\| -1/);
    });

    it('make a size with a description and properties, and take those away', async () => {
      await admin().do(
        'openstack flavor create --ram 96 --disk 1 --vcpus 1 --ephemeral 1 --swap 16 --property hw:cpu_policy=shared --description words large',
      );
      expect(await me().json('openstack flavor show large')).toMatchObject({
        ram: 96,
        description: 'words',
        swap: 16,
        'OS-FLV-EXT-DATA:ephemeral': 1,
        properties: { 'hw:cpu_policy': 'shared' },
      });
      await admin().do('openstack flavor set --property hw:mem_page_size=small --description other large');
      await admin().do('openstack flavor unset --property hw:cpu_policy large');
      expect(await admin().json('openstack flavor show large')).toMatchObject({
        description: 'other',
        properties: { 'hw:mem_page_size': 'small' },
      });
      expect(await me().do('nova flavor-list')).toContain('large');
      await admin().do('openstack flavor delete large');
      expect((await me().run('openstack flavor show large')).code).toBe(1);
    });
  });
}
