import { describe, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { untilStatus, type ClientPeople } from './client-people.ts';
import { cloudNames } from './nova-world.ts';

/** The older of the two clients, which does more by the Compute API alone. */
export function novaClientCases(people: ClientPeople): void {
  const { me, admin } = people;
  const { flavor, otherFlavor, image, network } = cloudNames;

  describe('nova', () => {
    it('speaks to versions that both sides know', async () => {
      const versions = await me().do('nova version-list');

      expect(versions).toContain('Maximum version 2.92');
      expect(versions).toMatch(/v2\.1 +\| CURRENT .* 2\.1 +\| 2\.96/);
    });

    it('boots a server with tags and properties, and tells of it', async () => {
      await me().do(
        `nova boot --flavor ${flavor} --image ${image} --nic net-name=${network} --meta role=web --tags blue,green --description words --config-drive true old`,
      );
      await untilStatus(people, 'old', 'ACTIVE');

      const shown = await me().do('nova show old');
      expect(shown).toMatch(/\| description +\| words/);
      expect(shown).toMatch(/\| tags +\| \["blue", "green"\]/);
      expect(await me().do('nova list --name old --tags blue')).toContain('old');
      const everywhere = await admin().do('nova list --all-tenants');
      expect(everywhere).toContain('old');
      expect(await me().do('nova server-tag-list old')).toMatch(/blue[\s\S]*green/);
    });

    it('changes what is said of one', async () => {
      await me().do('nova meta old set k=v');
      await me().do('nova meta old delete role');
      expect(await me().do('nova show old')).toMatch(/metadata +\| \{"k": "v"\}/);
      await me().do('nova server-tag-delete-all old');
      expect(await me().do('nova server-tag-list old')).not.toContain('blue');
      await me().do('nova update --name older --description other old');
      expect(await me().do('nova show older')).toMatch(/\| description +\| other/);
      await me().do('nova update --name old older');
    });

    it.each([
      ['stop', 'SHUTOFF'],
      ['start', 'ACTIVE'],
      ['pause', 'PAUSED'],
      ['unpause', 'ACTIVE'],
      ['suspend', 'SUSPENDED'],
      ['resume', 'ACTIVE'],
      ['lock', 'ACTIVE'],
      ['unlock', 'ACTIVE'],
    ])('can %s one, which then is %s', async (verb, status) => {
      await me().do(`nova ${verb} old`);

      expect(await untilStatus(people, 'old', status)).toMatchObject({ status });
    });

    it('resizes one and back, and waits for that', async () => {
      await me().do(`nova resize old ${otherFlavor}`);
      await untilStatus(people, 'old', 'VERIFY_RESIZE');
      await me().do('nova resize-revert old');
      await untilStatus(people, 'old', 'ACTIVE');

      expect(await me().do('nova instance-action-list old')).toMatch(/create[\s\S]*stop[\s\S]*resize[\s\S]*revertResize/);
    });

    it('makes a backup, and an image', async () => {
      await me().do('nova backup old nightly daily 1');
      await eventually(async () => expect(await me().json('openstack image show nightly')).toMatchObject({ status: 'active' }));
      await me().do('openstack image delete nightly');
    });

    it('keeps groups and tells zones and limits', async () => {
      await me().do('nova server-group-create pair soft-affinity');
      expect(await me().do('nova server-group-list')).toContain('soft-affinity');
      const { id } = await me().json<{ id: string }>('openstack server group show pair');
      await me().do(`nova server-group-delete ${id}`);
      expect(await me().do('nova availability-zone-list')).toContain('available');
      expect(await me().do('nova limits')).toContain('Cores');
      expect(await me().do('nova server-topology old')).toContain('nodes');
    });

    it('looks inside as an administrator only', async () => {
      const { id } = await untilStatus(people, 'old', 'ACTIVE');

      expect((await me().run('nova diagnostics old')).err).toContain('HTTP 403');
      expect(await admin().do(`nova diagnostics ${id}`)).toContain('driver');
    });

    it('deletes one', async () => {
      await me().do('nova delete old');

      await eventually(async () => expect(await me().do('nova list')).not.toContain('old'));
    });
  });
}
