import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { untilStatus, type ClientPeople, type ShownServer } from './client-people.ts';
import { cloudNames } from './nova-world.ts';

/** What is plugged into a server, looked at or opened: cards, volumes, consoles. */
export function attachmentCases(people: ClientPeople): void {
  const { me, world } = people;
  const { flavor, image, network } = cloudNames;
  const addresses = async (): Promise<readonly string[]> =>
    (await me().json<ShownServer>('openstack server show kit')).addresses[network] ?? [];
  const untilAddresses = (count: number): Promise<void> => eventually(async () => expect(await addresses()).toHaveLength(count));

  describe('openstack and nova, of what is plugged into a server,', () => {
    beforeAll(async () => {
      await me().do(`openstack server create --flavor ${flavor} --image ${image} --network ${network} kit`);
      await untilStatus(people, 'kit', 'ACTIVE');
    });

    afterAll(() => me().do('openstack server delete kit'));

    it('plug in networks and fixed addresses, and let go of them', async () => {
      const [before] = await addresses();
      await me().do(`openstack server add network kit ${network}`);
      await me().do(`openstack server add fixed ip --fixed-ip-address 10.20.77.7 kit ${network}`);
      await untilAddresses(3);
      expect(await addresses()).toEqual(expect.arrayContaining([before, '10.20.77.7']));

      const cards = await me().json<{ ID: string; 'Fixed IP Addresses': { ip_address: string }[] }[]>('openstack port list --server kit');
      const own = cards.find((card) => card['Fixed IP Addresses'].some(({ ip_address: address }) => address === before))!;
      await me().do(`nova interface-detach kit ${own.ID}`);
      await untilAddresses(2);
      expect(await addresses()).not.toContain(before);
      expect(await me().do('nova interface-list kit')).toContain('10.20.77.7');
      await me().do(`openstack server remove network kit ${network}`);
      await untilAddresses(0);
      await me().do(`openstack server add network kit ${network}`);
      await untilAddresses(1);
    });

    it('do not know how to take an address away any more: that ended with 2.43', async () => {
      expect((await me().run('openstack server remove fixed ip kit 10.20.77.7')).code).toBe(1);
    });

    it('plug in a port that is somebody’s own, which outlives that', async () => {
      const { id } = await me().json<{ id: string }>(`openstack port create --network ${network} spare`);
      await me().do('openstack server add port kit spare');
      await eventually(async () => expect(await me().json('openstack port show spare')).toMatchObject({ status: 'ACTIVE' }));

      await me().do('openstack server remove port kit spare');
      await eventually(async () => expect(await me().json('openstack port show spare')).toMatchObject({ id, status: 'DOWN' }));
      await me().do('openstack port delete spare');
    });

    it('attach a volume by the Compute API alone; what asks Cinder says that there is none', async () => {
      const project = await me().do('openstack token issue -f value -c project_id');
      const file = join(world().tycho.stateDirectory, 'volume.yaml');
      await writeFile(file, volumeOf(project));
      await world().tycho.tycho('apply', '-f', file);
      const { metadata } = JSON.parse(await world().tycho.tycho('get', 'volume', 'data', '-n', project, '-o', 'json')) as {
        readonly metadata: { readonly uid: string };
      };

      await me().do(`nova volume-attach kit ${metadata.uid}`);
      expect(await me().do('nova volume-attachments kit')).toContain(metadata.uid);
      expect((await me().json<{ 'Volume ID': string }[]>('openstack server volume list kit')).map((each) => each['Volume ID'])).toEqual([
        metadata.uid,
      ]);
      await me().do(`nova volume-detach kit ${metadata.uid}`);
      await eventually(async () => expect(await me().json('openstack server volume list kit')).toEqual([]));
      const { code, err } = await me().run(`openstack server add volume kit ${metadata.uid}`);
      expect([code, err]).toEqual([1, expect.stringContaining('block-storage service in RegionOne region not found')]);
    });

    it('are told where the console opens, and it does', async () => {
      const { url } = await me().json<{ url: string }>('openstack console url show --novnc kit');
      const authority = await certificateAuthority(world().tycho.kubeconfig);
      expect(await pageAt(url, authority)).toMatchObject({ status: 200, text: expect.stringContaining('<html') as string });

      expect(await me().do('openstack console url show --serial kit')).toMatch(/wss:\/\/127\.0\.0\.1:\d+\/console\/connect\?token=/);
      expect(await me().do('nova get-vnc-console kit novnc')).toContain('https://127.0.0.1:');
      expect(await me().do('nova console-log kit')).toContain('kit started');
    });
  });
}

function volumeOf(project: string): string {
  return `apiVersion: compute.tycho.dev/v1alpha1\nkind: Volume\nmetadata: {name: data, namespace: ${project}}\nspec: {sizeGiB: 1}\n`;
}

async function certificateAuthority(kubeconfig: string): Promise<Buffer> {
  const [, data = ''] = /certificate-authority-data: ?"?([^"\s]+)/.exec(await readFile(kubeconfig, 'utf8')) ?? [];
  return Buffer.from(data, 'base64');
}

async function pageAt(url: string, ca: Buffer): Promise<{ readonly status: number; readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly text: string }>();
  get(url, { ca }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
  }).on('error', reject);
  return promise;
}
