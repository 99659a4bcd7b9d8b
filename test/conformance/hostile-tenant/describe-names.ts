import { describe, expect, it } from 'vitest';
import { namespaced } from './served-kinds.ts';
import type { TenantWorld } from './tenant-world.ts';

/** Names, wherever one can be said. */
export function describeNames(world: () => TenantWorld): void {
  describe('a name', () => {
    const parts = [
      '..',
      '%2e%2e',
      '.',
      '%2E',
      '..%2fblue',
      'red%2f..%2fblue',
      '%2e%2e%2f%2e%2e',
      '%5c..%5c',
      '%00',
      'door%00',
      '%ff',
      '%25',
      '%252e%252e',
      '%0d%0aX-A:%20b',
    ];
    const strange = [...parts, 'x'.repeat(3000), 'x'.repeat(5000), '%F0%9F%92%A9', '%E2%80%AE', '__proto__', '*', ';a=b', '~', '%2a'];
    const places: readonly ((part: string) => string)[] = [
      (part) => `/api/v1/namespaces/${part}/secrets`,
      (part) => `/api/v1/namespaces/${part}/secrets/door`,
      (part) => `/api/v1/namespaces/red/secrets/${part}`,
      (part) => `/api/v1/namespaces/red/${part}/door`,
      (part) => `/api/v1/namespaces/red/${part}/blue/secrets/door`,
      (part) => `/api/v1/${part}/blue/secrets/door`,
      (part) => `/api/${part}/namespaces/blue/secrets`,
      (part) => `/apis/${part}/v1/namespaces/blue/secrets`,
      (part) => `/apis/compute.tycho.dev/v1alpha1/namespaces/red/servers/${part}/log`,
      (part) => `/apis/compute.tycho.dev/v1alpha1/namespaces/red/servers/web/${part}`,
      (part) => `/console/${part}/../../etc/passwd`,
      (part) => `/openapi/v3/${part}`,
      (part) => `/${part}`,
    ];

    it('leads nowhere, in whatever part of a path it stands and whatever the method', async () => {
      const wrong: string[] = [];
      for (const part of strange) {
        for (const place of places) {
          for (const method of ['GET', 'DELETE', 'PATCH']) {
            const line = `${method} ${place(part)}`;
            const { code, text } = await world().ask('mel', line, method === 'PATCH' ? { body: {} } : {});
            if (![400, 403, 404, 405, 414, 415].includes(code) || /sesame|root:/.test(text))
              wrong.push(`${line.slice(0, 120)}: ${code} ${text.slice(0, 200)}`);
          }
        }
      }

      expect(wrong).toEqual([]);
    });

    it.each([
      '/api/v1/namespaces/red/../blue/secrets/door',
      '/api/v1/namespaces/red/secrets/../../blue/secrets/door',
      '//api/v1/namespaces/blue/secrets/door',
      '/api//v1/namespaces/blue/secrets/door',
      '/api/v1/namespaces//secrets/door',
      '/API/V1/namespaces/blue/secrets/door',
      '/api/v1/namespaces/blue/secrets/door/',
      '/api/v1/watch/namespaces/blue/secrets',
      '/api/v1/proxy/namespaces/blue/secrets/door',
      '/healthz/../api/v1/namespaces/blue/secrets/door',
      '/console/../api/v1/namespaces/blue/secrets/door',
      'https://127.0.0.1/api/v1/namespaces/blue/secrets/door',
      '/api/v1/namespaces/red/secrets/door?namespace=blue&namespace=red',
    ])('is not read by another rule than that of rights: %s', async (path) => {
      const { text } = await world().ask('mel', `GET ${path}`);

      expect(text).not.toContain('sesame-of-blue');
      expect(text).not.toContain(Buffer.from('sesame-of-blue').toString('base64'));
    });

    it('is not said by a header', async () => {
      const target = '/api/v1/namespaces/blue/secrets/door';
      const headers = { 'x-original-url': target, 'x-rewrite-url': target, 'x-http-method-override': 'DELETE' };

      expect(JSON.parse((await world().ask('mel', 'GET /api/v1/namespaces/red/secrets/door', { headers })).text)).toMatchObject({
        metadata: { namespace: 'red' },
      });
    });

    it('that no file and no key may have is no name of an object', async () => {
      const names = [
        '..',
        '../x',
        'a/b',
        '/etc/passwd',
        '%2e%2e',
        'a\u0000',
        'a\nb',
        '💩',
        '\u202Eexe',
        '__proto__',
        'A',
        '-x',
        'x.',
        'x'.repeat(254),
        '*',
        '',
      ];
      const kinds = namespaced.filter(({ group, kind }) => group === 'compute.tycho.dev' && !['Quota', 'ServerAction'].includes(kind));
      const wrong: string[] = [];
      for (const { kind, plural, group, version } of kinds) {
        for (const name of names) {
          const body = { apiVersion: `${group}/${version}`, kind, metadata: { name } };
          const answer = await world().told('mel', `POST /apis/${group}/${version}/namespaces/red/${plural}?dryRun=All`, { body });
          if (!/^422 .*metadata\.name/.test(answer)) wrong.push(`${kind} ${JSON.stringify(name).slice(0, 40)}: ${answer.slice(0, 200)}`);
        }
      }

      expect(wrong).toEqual([]);
    });
  });
}
