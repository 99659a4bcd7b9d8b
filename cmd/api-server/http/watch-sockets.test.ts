import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createAuthority, issueCertificate, type Authority, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { aFlavorBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { HttpsServer } from './https-server.ts';
import { UpgradeDoor } from './upgrade-door.ts';
import { WatchSockets } from './watch-sockets.ts';

const flavors = '/apis/compute.tycho.dev/v1alpha1/flavors';

let authority: Authority;
let admin: Credentials;
let api: InProcessApi;
let server: HttpsServer;
let port: number;
/** What reached the chain. */
const requests: ApiRequest[] = [];

beforeAll(async () => {
  authority = await createAuthority({ commonName: 'ca', validityDays: 1 });
  admin = await issueCertificate({ authority, commonName: 'admin', organizations: ['system:masters'], validityDays: 1, usage: 'Client' });
  const own = await issueCertificate({ authority, commonName: 'api', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
  api = await anInProcessApi();
  const chain = {
    handle: async (request: ApiRequest) => {
      requests.push(request);
      return await api.chain.handle(request);
    },
    endStreams: () => api.chain.endStreams(),
  };
  server = new HttpsServer({
    chain,
    upgrades: new UpgradeDoor({ consoles: undefined, watches: new WatchSockets({ chain, logger: silentLogger }) }),
    certificate: own.certificatePEM,
    key: own.privateKeyPEM,
    clientCA: authority.certificatePEM,
    clock: new SystemClock(),
    logger: silentLogger,
  });
  ({ port } = await server.listen({ host: '127.0.0.1', port: 0 }));
});

afterAll(() => server.close({ graceSeconds: 1 }));

interface Dialled {
  readonly socket: WebSocket;
  readonly messages: string[];
  /** The code of the end, or the status and body of a refusal. */
  readonly end: Promise<string>;
}

function dial(
  path: string,
  options: ClientOptions & { readonly as?: Credentials | undefined; readonly protocols?: string[] } = {},
): Dialled {
  const { as = admin, protocols = [], ...rest } = options;
  const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, protocols, {
    ca: authority.certificatePEM,
    origin: `https://127.0.0.1:${port}`,
    ...('as' in options && options.as === undefined ? {} : { cert: as.certificatePEM, key: as.privateKeyPEM }),
    ...rest,
  });
  const messages: string[] = [];
  socket.on('message', (data: Buffer, isBinary) => messages.push(isBinary ? 'binary' : data.toString()));
  const end = new Promise<string>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', (code) => resolve(String(code)));
    socket.on('unexpected-response', (_, response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(`${response.statusCode} ${(JSON.parse(text) as { message: string }).message}`));
    });
  });
  return { socket, messages, end };
}

const types = ({ messages }: Dialled): readonly string[] =>
  messages.map((message) => {
    const { type, object } = JSON.parse(message) as { type: string; object: { metadata?: { name: string } } };
    return `${type} ${object.metadata?.name ?? ''}`.trim();
  });

describe('a watch over WebSocket', () => {
  it('sends each event as one message of text, and ends when its time is up', async () => {
    await api.call('POST', flavors, { body: aFlavorBody('before') });
    const watch = dial(`${flavors}?watch=true&timeoutSeconds=1000`);
    await eventually(() => expect(types(watch)).toEqual(['ADDED before']));

    await api.call('POST', flavors, { body: aFlavorBody('after') });
    await api.call('DELETE', `${flavors}/after`);
    await api.registry.clock.advance(10);
    await eventually(() => expect(types(watch)).toEqual(['ADDED before', 'ADDED after', 'DELETED after']));
    expect(api.chain.load.watchCount).toBe(1);
    await api.registry.clock.advance(1_000_000);

    expect(await watch.end).toBe('1000');
    await eventually(() => expect(api.chain.load.watchCount).toBe(0));
  });

  it('sends tables too, of which the first alone says the columns', async () => {
    const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const watch = dial(`${flavors}?watch=true`, { headers: table });
    await eventually(() => expect(watch.messages.length).toBeGreaterThan(0));
    await api.call('POST', flavors, { body: aFlavorBody('in-a-table') });
    await api.registry.clock.advance(10);
    await eventually(() => expect(watch.messages.length).toBeGreaterThan(1));

    const definitions = watch.messages.map((message) => JSON.parse(message).object.columnDefinitions as unknown);
    expect(definitions).toEqual([expect.any(Array), ...definitions.slice(1).map(() => null)]);
    watch.socket.close();
    expect(await watch.end).toBe('1005');
  });

  it('hands a token among the subprotocols to authentication, and never tells it back', async () => {
    const token = `base64url.bearer.authorization.k8s.io.${Buffer.from('secret.token').toString('base64url')}`;
    const watch = dial(`${flavors}?watch=true`, {
      as: undefined,
      protocols: [token, 'base64.binary.k8s.io'],
      origin: 'https://elsewhere.example',
    });

    expect(await watch.end).toBe('401 Unauthorized');
    expect(requests.at(-1)?.headers['authorization']).toBe('Bearer secret.token');
  });

  it('tells which of the other subprotocols it speaks', async () => {
    const watch = dial(`${flavors}?watch=true`, { protocols: ['v4.channel.k8s.io', 'other'] });
    await eventually(() => expect(watch.socket.readyState).toBe(watch.socket.OPEN));

    expect(watch.socket.protocol).toBe('v4.channel.k8s.io');
    watch.socket.terminate();
    await eventually(() => expect(api.chain.load.watchCount).toBe(0));
  });

  it.each([
    ['without an origin', `${flavors}?watch=true`, { origin: '' }, '403 a WebSocket needs the header Origin'],
    [
      'from a page of another origin that counts on the certificate of the browser',
      `${flavors}?watch=true`,
      { origin: 'https://elsewhere.example' },
      '403 a page of another origin may only watch with a token of its own',
    ],
    ['of nobody', `${flavors}?watch=true`, { as: undefined }, '401 Unauthorized'],
    ['that is a list', flavors, {}, '400 over a WebSocket there are only watches: the query has to say watch=true'],
    ['of nothing', '/apis/no.such/v1/things?watch=true', {}, '404 the server could not find the requested resource'],
    ['with a selector that makes no sense', `${flavors}?watch=true&fieldSelector=x%3D1`, {}, '400 field label not supported: x'],
    [
      'at the address of consoles, of which there are none',
      '/console/connect',
      {},
      '400 over a WebSocket there are only watches: the query has to say watch=true',
    ],
  ])('%s is refused', async (_, path, options, answer) => {
    expect(await dial(path, options).end).toBe(answer);
  });

  it('is cut when the client says more than a few words', async () => {
    const watch = dial(`${flavors}?watch=true`);
    await eventually(() => expect(watch.socket.readyState).toBe(watch.socket.OPEN));
    watch.socket.send('x'.repeat(10_000));

    expect(['1006', '1009']).toContain(await watch.end);
    await eventually(() => expect(api.chain.load.watchCount).toBe(0));
  });

  it('is ended when it does not read, like a slow stream', async () => {
    const watch = dial(`${flavors}?watch=true`);
    await eventually(() => expect(watch.messages.length).toBeGreaterThan(0));
    watch.socket.pause();
    const description = 'x'.repeat(400_000);
    for (let round = 0; round < 400 && api.chain.load.watchCount > 0; round += 1) {
      await api.call('PATCH', `${flavors}/before`, {
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { metadata: { annotations: { big: `${round}${description.slice(0, 200_000)}` } } },
      });
      await api.registry.clock.advance(10);
      await new Promise((resolve) => setImmediate(resolve));
    }

    expect(api.chain.load.watchCount).toBe(0);
    watch.socket.terminate();
    await watch.end;
  });
});
