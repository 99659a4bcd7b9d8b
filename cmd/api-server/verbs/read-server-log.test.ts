import { describe, expect, it } from 'vitest';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { ConsoleLogRequest, ConsoleLogSource } from '../console-log/console-log-source.ts';
import { aFlavorBody, aHostBody, aHostStatus, aMachine, aPlacement, aServerBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';

const compute = '/apis/compute.tycho.dev/v1alpha1';
const infrastructure = '/apis/infrastructure.tycho.dev/v1alpha1';
const servers = `${compute}/namespaces/default/servers`;
const mergePatch = { 'content-type': 'application/merge-patch+json' };

class FakeGateway implements ConsoleLogSource {
  readonly asked: Omit<ConsoleLogRequest, 'signal'>[] = [];

  async read({ signal: _signal, ...request }: ConsoleLogRequest): Promise<Buffer> {
    this.asked.push(request);
    if (request.gatewayURL.includes('empty')) throw new NotFoundError('there is no log');
    return Buffer.from('boot\n');
  }
}

async function aPlacedServer(api: InProcessApi, session: object | undefined): Promise<string> {
  const flavor = (await api.call('POST', `${compute}/flavors`, { body: aFlavorBody('small') })).json;
  const host = (await api.call('POST', `${infrastructure}/hosts`, { body: aHostBody('h') })).json;
  await api.call('PATCH', `${infrastructure}/hosts/h/status`, { body: { status: { ...aHostStatus(), session } }, headers: mergePatch });
  const server = (await api.call('POST', servers, { body: aServerBody('web') })).json;
  const placement = aPlacement(server.metadata.resourceVersion, host, aMachine(flavor));
  const placed = await api.call('POST', `${servers}/web/placement`, { body: placement });
  expect(placed).toMatchObject({ status: 201, json: { kind: 'Instance', spec: { host: { name: 'h' } } } });
  return placed.json.metadata.uid;
}

const connected = { number: 1, gateway: 'g', gatewayURL: 'https://gateway.example', connectedAt: '2026-06-01T12:00:00Z' };

describe('a placement', () => {
  it.each([{}, { host: 1 }, { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Placement', machine: null }])(
    'of %j is refused as what it is: a mistake of the caller',
    async (body) => {
      const api = await anInProcessApi();
      await api.call('POST', servers, { body: aServerBody('web') });

      const answer = await api.call('POST', `${servers}/web/placement`, { body });

      expect([400, 422]).toContain(answer.status);
    },
  );
});

describe('the log of a server', () => {
  it('is what its gateway has of the instance that may run', async () => {
    const gateway = new FakeGateway();
    const api = await anInProcessApi({ consoleLogs: gateway });
    const instanceUID = await aPlacedServer(api, connected);

    const answer = await api.call('GET', `${servers}/web/log?limitBytes=1000`);

    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([200, 'boot\n', 'text/plain; charset=utf-8']);
    expect(gateway.asked).toEqual([{ gatewayURL: 'https://gateway.example', instanceUID, maximumBytes: 1000 }]);
  });

  it('is bounded, whatever is asked for', async () => {
    const gateway = new FakeGateway();
    const api = await anInProcessApi({ consoleLogs: gateway });
    await aPlacedServer(api, connected);

    await api.call('GET', `${servers}/web/log`);
    await api.call('GET', `${servers}/web/log?limitBytes=999999999`);

    expect(gateway.asked.map(({ maximumBytes }) => maximumBytes)).toEqual([64 * 1024, 1024 * 1024]);
    expect((await api.call('GET', `${servers}/web/log?limitBytes=all`)).status).toBe(400);
  });

  it.each<[string, object | undefined, number]>([
    ['a host that never was connected', undefined, 503],
    ['a host that is not connected', { ...connected, disconnectedAt: '2026-06-01T12:00:01Z' }, 503],
    ['a host without a log of it', { ...connected, gatewayURL: 'https://empty.example' }, 404],
  ])('cannot be had from %s', async (_, session, status) => {
    const api = await anInProcessApi({ consoleLogs: new FakeGateway() });
    await aPlacedServer(api, session);

    expect((await api.call('GET', `${servers}/web/log`)).json).toMatchObject({ kind: 'Status', code: status });
  });

  it('is not there before the server has been placed, nor without a server', async () => {
    const api = await anInProcessApi({ consoleLogs: new FakeGateway() });
    await api.call('POST', servers, { body: aServerBody('web') });

    expect((await api.call('GET', `${servers}/web/log`)).json).toMatchObject({
      code: 404,
      message: expect.stringContaining('not been placed'),
    });
    expect((await api.call('GET', `${servers}/none/log`)).status).toBe(404);
  });

  it('is not served where there is no certificate for gateways', async () => {
    const api = await anInProcessApi();
    await aPlacedServer(api, connected);

    expect((await api.call('GET', `${servers}/web/log`)).status).toBe(503);
  });
});
