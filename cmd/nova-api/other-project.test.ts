import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { stockCloud } from '#test/harness/nova-servers.ts';
import type { Cloud } from './cloud/cloud.ts';
import { allRoutes } from './routes/all-routes.ts';
import { serverActions } from './routes/server-action-routes.ts';

/** Every path of a server, in the versions that have it. */
const routes = allRoutes({} as Cloud).filter(({ path }) => path.startsWith('/servers/:id'));

describe('a server of another project', () => {
  let desk: NovaDesk;
  let id: string;
  let version: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    const { imageID } = await stockCloud(desk);
    const made = await desk.ask('member@theirs', 'POST', '/servers', {
      body: { server: { name: 'theirs', flavorRef: 'm1.tiny', imageRef: imageID } },
    });
    id = (made.body['server'] as { readonly id: string }).id;
    version = (await desk.operator.resource(serverKind).get({ namespace: 'theirs', name: 'theirs' })).metadata.resourceVersion;
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  it.each(routes.map(({ method, path, since, until }) => [method, path, since ?? until ?? 96] as const))(
    'is not there for %s %s',
    async (method, path, minor) => {
      const place = path.replace(':id', id).replaceAll(/:\w+/g, 'x');

      const { code } = await desk.ask('manager@ours', method, place, {
        version: `2.${minor}`,
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
      });

      expect([400, 403, 404, 410]).toContain(code);
    },
  );

  it.each(serverActions.map(({ name, since, until }) => [name, since ?? until ?? 96] as const))(
    'takes no %s, and is as it was',
    async (name, minor) => {
      for (const details of [null, {}]) {
        const { code } = await desk.ask('manager@ours', 'POST', `/servers/${id}/action`, {
          version: `2.${minor}`,
          body: { [name]: details },
        });
        expect([400, 403, 404, 410]).toContain(code);
      }
      const server = await desk.operator.resource(serverKind).get({ namespace: 'theirs', name: 'theirs' });
      expect(server.metadata.resourceVersion).toBe(version);
    },
  );
});
