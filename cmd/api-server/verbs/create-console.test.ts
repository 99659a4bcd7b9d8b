import { describe, expect, it } from 'vitest';
import { aFlavorBody, aHostBody, aHostStatus, aMachine, aPlacement, aServerBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';

const compute = '/apis/compute.tycho.dev/v1alpha1';
const infrastructure = '/apis/infrastructure.tycho.dev/v1alpha1';
const servers = `${compute}/namespaces/default/servers`;
const mergePatch = { 'content-type': 'application/merge-patch+json' };
const session = { number: 1, gateway: 'g', gatewayURL: 'https://gateway.example', connectedAt: '2026-06-01T12:00:00Z' };

/** A server `web` whose guest is in that phase, on a host that offers these features. */
async function aServerWith(phase: string, capabilities: readonly string[]): Promise<InProcessApi> {
  const api = await anInProcessApi();
  const flavor = (await api.call('POST', `${compute}/flavors`, { body: aFlavorBody('small') })).json;
  const host = (await api.call('POST', `${infrastructure}/hosts`, { body: aHostBody('h') })).json;
  const status = { ...aHostStatus(), capabilities, session };
  await api.call('PATCH', `${infrastructure}/hosts/h/status`, { body: { status }, headers: mergePatch });
  const server = (await api.call('POST', servers, { body: aServerBody('web') })).json;
  const placement = aPlacement(server.metadata.resourceVersion, host, aMachine(flavor));
  const instance = (await api.call('POST', `${servers}/web/placement`, { body: placement })).json;
  await api.call('PATCH', `${infrastructure}/namespaces/default/instances/${instance.metadata.name}/status`, {
    body: { status: { phase } },
    headers: mergePatch,
  });
  return api;
}

function aConsole(type: unknown = 'Serial'): object {
  return { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Console', spec: { type } };
}

describe('POST to the console of a server', () => {
  it.each([
    ['Serial', 'console-serial', 'serial'],
    ['Graphical', 'console-graphical', 'graphical'],
  ])('gives a token for its %s console, and where to take it', async (type, feature, page) => {
    const api = await aServerWith('Running', [feature]);

    const { status, json } = await api.call('POST', `${servers}/web/console`, { body: aConsole(type) });

    const { token } = json.status;
    expect(status).toBe(201);
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(json).toMatchObject({
      kind: 'Console',
      metadata: { name: 'web', namespace: 'default' },
      spec: { type },
      status: { webSocketPath: `/console/connect?token=${token}`, pagePath: `/console/${page}?token=${token}` },
    });
  });

  it('is refused in the words for every missing feature, before a token is made', async () => {
    const api = await aServerWith('Running', ['console-serial']);

    const { status, json } = await api.call('POST', `${servers}/web/console`, { body: aConsole('Graphical') });

    expect([status, json.message]).toEqual([
      409,
      'server "web": spec.type: Graphical needs the feature "console-graphical", which the host of this server does not offer',
    ]);
  });

  it('is refused while the guest does not run', async () => {
    const api = await aServerWith('Stopped', ['console-serial']);

    const { status, json } = await api.call('POST', `${servers}/web/console`, { body: aConsole() });

    expect([status, json.message]).toEqual([409, 'server "web": its guest does not run, so it has no console']);
  });

  it.each([{}, { spec: { type: 'Serial' } }, aConsole('Loud'), aConsole(7), { ...aConsole(), spec: 'Serial' }])(
    'refuses %j as a mistake of the caller',
    async (body) => {
      const api = await aServerWith('Running', ['console-serial']);

      expect((await api.call('POST', `${servers}/web/console`, { body })).status).toBe(400);
    },
  );

  it('answers 404 for a server that is not there, or on no host yet', async () => {
    const api = await anInProcessApi();
    await api.call('POST', servers, { body: aServerBody('web') });

    expect((await api.call('POST', `${servers}/nobody/console`, { body: aConsole() })).status).toBe(404);
    expect((await api.call('POST', `${servers}/web/console`, { body: aConsole() })).status).toBe(404);
  });
});

describe('the pages of consoles', () => {
  it.each([
    ['/console/serial', 'text/html; charset=utf-8'],
    ['/console/graphical', 'text/html; charset=utf-8'],
    ['/console/serial.js', 'text/javascript; charset=utf-8'],
    ['/console/xterm/xterm.mjs', 'text/javascript; charset=utf-8'],
    ['/console/novnc/core/rfb.js', 'text/javascript; charset=utf-8'],
    ['/console/novnc/vendor/pako/lib/zlib/inflate.js', 'text/javascript; charset=utf-8'],
  ])('%s is there for everybody, and loads nothing from elsewhere', async (path, type) => {
    const api = await anInProcessApi();

    const answer = await api.call('GET', path, { as: 'Nobody' });

    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
  });

  it.each(['/console/../package.json', '/console/novnc/package.json', '/console/connect'])('%s is none of them', async (path) => {
    const api = await anInProcessApi();

    expect((await api.call('GET', path)).status).toBe(404);
  });
});
