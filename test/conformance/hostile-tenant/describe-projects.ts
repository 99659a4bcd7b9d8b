import { describe, expect, it } from 'vitest';
import { namespaced, rootOf } from './served-kinds.ts';
import type { TenantWorld } from './tenant-world.ts';

/** Everything that is in a project of others. */
export function describeProjects(world: () => TenantWorld): void {
  describe('another project', () => {
    const verbs: readonly (readonly [verb: string, method: string, hasName: boolean, query?: string])[] = [
      ['get', 'GET', true],
      ['list', 'GET', false],
      ['watch', 'GET', false, '?watch=1'],
      ['create', 'POST', false],
      ['update', 'PUT', true],
      ['patch', 'PATCH', true],
      ['delete', 'DELETE', true],
      ['deletecollection', 'DELETE', false],
    ];

    it.each(['blue', 'a-project-that-is-not-there'])(
      '%s is 403 in every verb of every kind, in the same words whether it is there or not',
      async (namespace) => {
        const wrong: string[] = [];
        for (const kind of namespaced) {
          for (const [verb, method, hasName, query = ''] of verbs) {
            const name = hasName ? 'door' : '';
            const path = `${rootOf(kind)}/namespaces/${namespace}/${kind.plural}${hasName ? `/${name}` : ''}${query}`;
            const resource = kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
            const expected = `403 ${resource}${hasName ? ` "${name}"` : ''} is forbidden: User "mel" cannot ${verb} resource "${kind.plural}" in API group "${kind.group}" in the namespace "${namespace}"`;
            const answer = await world().told('mel', `${method} ${path}`, method === 'GET' || method === 'DELETE' ? {} : { body: {} });
            if (answer !== expected) wrong.push(`${method} ${path}: ${answer}`);
          }
        }

        expect(wrong).toEqual([]);
      },
    );

    it('is 403 in all that hangs on an object: consoles, logs, actions, links, tokens, plans', async () => {
      const compute = '/apis/compute.tycho.dev/v1alpha1/namespaces/blue';
      const answers = await each(world(), [
        ['GET', `${compute}/servers/web/log`],
        ['POST', `${compute}/servers/web/console`],
        ['POST', `${compute}/servers/web/restore`],
        ['POST', `${compute}/servers/web/placement`],
        ['PATCH', `${compute}/servers/web/status`],
        ['POST', `${compute}/images/guest/download`],
        ['POST', `${compute}/images/guest/upload`],
        ['POST', `${compute}/plans`],
        ['POST', '/api/v1/namespaces/blue/serviceaccounts/default/token'],
        ['GET', '/api/v1/namespaces/blue'],
        ['DELETE', '/api/v1/namespaces/blue'],
        ['GET', '/apis/events.k8s.io/v1/namespaces/blue/events'],
      ]);

      expect(answers.filter((answer) => !answer.includes(': 403 '))).toEqual([]);
    });

    it('is nowhere in what reaches over all projects', async () => {
      for (const kind of namespaced) {
        for (const query of ['', '?watch=1', '?fieldSelector=metadata.namespace%3Dred']) {
          expect(await world().told('mel', `GET ${rootOf(kind)}/${kind.plural}${query}`)).toMatch(/^403 .* at the cluster scope$/);
        }
      }
      expect(await world().told('mel', 'GET /api/v1/namespaces')).toMatch(/^403 /);
    });

    it('is not reached from the own one by selectors, tokens of pages, or names in bodies', async () => {
      const page = (after: string): string => Buffer.from(JSON.stringify([1, 'Newest', after])).toString('base64url');
      const own = 'GET /api/v1/namespaces/red/secrets';
      const notOurs = '400 continue key is not valid: it is not from a list of the same resource and namespace';

      expect((await world().ask('mel', `${own}?fieldSelector=metadata.namespace%3Dblue`)).text).not.toContain('sesame');
      for (const after of ['/tycho/core/secrets/blue/a', '/tycho/core/secrets/', '/tycho/core/secrets/red'])
        expect(await world().told('mel', `${own}?limit=1&continue=${page(after)}`)).toBe(notOurs);
      const foreign = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'blue' } };
      expect(await world().told('mel', 'POST /api/v1/namespaces/red/configmaps', { body: foreign })).toMatch(
        /^400 the namespace of the provided object does not match the namespace sent on the request/,
      );
    });

    it('cannot be named in what one declares', async () => {
      const server = (spec: object): object => ({
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Server',
        metadata: { name: 'thief' },
        spec: { flavor: 'small', image: 'guest', ...spec },
      });
      const rows: readonly (readonly [field: string, spec: object])[] = ['blue/guest', '../blue/guest', 'guest\u0000', '..'].flatMap(
        (name) => [
          ['spec.image', { image: name }],
          ['spec.flavor', { flavor: name }],
          ['spec.keyPair', { keyPair: name }],
          ['spec.userData.secretName', { userData: { secretName: name } }],
          ['spec.networks[0].network', { networks: [{ network: name }] }],
          ['spec.networks[0].port', { networks: [{ port: name }] }],
          ['spec.rescue.image', { rescue: { image: name } }],
        ],
      );
      const wrong: string[] = [];
      for (const [field, spec] of rows) {
        const answer = await world().told(
          'mel',
          'POST /apis/compute.tycho.dev/v1alpha1/namespaces/red/servers?dryRun=All&fieldValidation=Strict',
          {
            body: server(spec),
          },
        );
        if (!answer.startsWith('422 ') || !answer.includes(field)) wrong.push(`${field}: ${answer}`);
      }

      expect(wrong).toEqual([]);
    });

    it('is not looked into by a plan', async () => {
      const plan = (namespace: string): object => ({
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Plan',
        spec: { manifests: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'door', namespace } }] },
      });
      const words = async (namespace: string): Promise<string> =>
        (await world().told('mel', 'POST /apis/compute.tycho.dev/v1alpha1/namespaces/red/plans', { body: plan(namespace) })).replaceAll(
          namespace,
          'NAMESPACE',
        );

      expect(await words('blue')).toMatch(/^(4|201 .*cannot get resource)/);
      expect(await words('blue')).toBe(await words('green'));
    });

    it('is closed to the command line too, with exit code 1 and one line', async () => {
      const commands = [
        'get servers',
        'get secrets -o yaml',
        'describe server/web',
        'logs web',
        'console web --url',
        'why web',
        'tree server/web',
        'history web',
        'delete server web',
        'stop web',
      ];
      const wrong: string[] = [];
      await Promise.all(
        commands.map(async (command) => {
          const { code, text } = await world().tries('mel', ...command.split(' '), '-n', 'blue');
          if (code !== 1 || !/is forbidden: User "mel" cannot/.test(text) || /sesame|Running/.test(text))
            wrong.push(`${command}: ${code} ${text}`);
        }),
      );

      expect(wrong).toEqual([]);
      expect(await world().tycho.tycho('get', 'server', 'web', '-n', 'blue')).toMatch(/web +Running/);
    });
  });
}

/** As `GET /path: 403 words`. */
async function each(
  world: TenantWorld,
  lines: readonly (readonly [method: string, path: string])[],
  who = 'mel',
): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const [method, path] of lines)
    answers.push(`${method} ${path}: ${await world.told(who, `${method} ${path}`, method === 'GET' ? {} : { body: {} })}`);
  return answers;
}
