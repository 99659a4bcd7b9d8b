import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import type { TenantWorld } from './tenant-world.ts';

/** URLs that a tenant names, and others fetch. */
export function describeURLs(world: () => TenantWorld): void {
  describe('a URL', () => {
    const ref = { branch: 'main' };

    it.each<[string, object, RegExp]>([
      ['a command', { repository: { url: 'ext::sh -c touch% /tmp/x', ref } }, /spec\.repository\.url/],
      ['an option', { repository: { url: '--upload-pack=touch /tmp/x', ref } }, /spec\.repository\.url/],
      ['a password that others would read', { repository: { url: 'https://user:word@git.test/x', ref } }, /spec\.repository\.url/],
      [
        'an option for a branch',
        { repository: { url: 'https://git.test/x', ref: { branch: '--upload-pack=x' } } },
        /spec\.repository\.ref\.branch/,
      ],
      ['a way out of the repository', { path: '../../etc' }, /spec\.path/],
      ['a way out in the middle', { path: 'a/../../etc' }, /spec\.path/],
      ['an absolute path', { path: '/etc' }, /spec\.path/],
      ['a zero byte in a path', { path: 'a\u0000b' }, /spec\.path/],
      ['a service account of another project', { serviceAccountName: 'blue/default' }, /spec\.serviceAccountName/],
      [
        'a Secret of another project',
        { repository: { url: 'https://git.test/x', secretName: '../blue/door', ref } },
        /spec\.repository\.secretName/,
      ],
    ])('of a repository is not %s', async (_, spec, words) => {
      expect(await create(aSync('thief', spec))).toMatch(new RegExp(`^422 .*${words.source}`));
    });

    it('of a repository leads to nothing that only the installation reaches', async () => {
      const etcd = (
        JSON.parse(await readFile(join(world().tycho.stateDirectory, 'settings.json'), 'utf8')) as { ports: { etcdClient: number } }
      ).ports.etcdClient;
      const inward = ['127.0.0.1', 'localhost', '0.0.0.0', '2130706433', '0x7f.1', '169.254.169.254'];
      const urls = ['file:///etc', ...inward.map((host) => `https://${host}:${etcd}/x.git`)];
      const syncs = urls.map((url, index) => aSync(`inward-${index}`, { repository: { url, ref } }));
      for (const sync of syncs) expect(await create(sync)).toMatch(/^201 /);

      const messages = await eventually(async () => {
        const { items } = JSON.parse((await world().ask('ada', 'GET /apis/gitops.tycho.dev/v1alpha1/namespaces/red/gitsyncs')).text) as {
          readonly items: readonly SyncLike[];
        };
        const ready = items.map(({ status }) => status?.conditions?.find(({ type }) => type === 'Ready'));
        expect(ready.every((condition) => condition?.status === 'False')).toBe(true);
        return ready.map((condition) => condition!.message);
      });
      const words = /leads to a network that repositories may not be in|repositories by file: are not allowed here/;
      expect(messages.filter((message) => !words.test(message))).toEqual([]);
    });

    it.each([
      ['gopher://127.0.0.1:2379/_x', /spec\.source\.url/],
      ['data:,x', /spec\.source\.url/],
    ])('of an image is not %s', async (url, words) => {
      const image = {
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Image',
        metadata: { name: 'thief' },
        spec: { format: 'Raw', source: { url, sha256: '0'.repeat(64) } },
      };

      expect(await world().told('mel', 'POST /apis/compute.tycho.dev/v1alpha1/namespaces/red/images?dryRun=All', { body: image })).toMatch(
        new RegExp(`^422 .*${words.source}`),
      );
    });
  });

  /** By the administrator of a project, the only one there who may. */
  function create(sync: object): Promise<string> {
    return world().told('ada', 'POST /apis/gitops.tycho.dev/v1alpha1/namespaces/red/gitsyncs', { body: sync });
  }
}

interface SyncLike {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string }[] };
}

function aSync(name: string, spec: object): object {
  const whole = { repository: { url: 'https://git.test/x', ref: { branch: 'main' } }, serviceAccountName: 'default', ...spec };
  return { apiVersion: 'gitops.tycho.dev/v1alpha1', kind: 'GitSync', metadata: { name }, spec: whole };
}
