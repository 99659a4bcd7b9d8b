import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { basicAuthentication, noAuthentication } from './authentication.ts';
import { createHTTPExchange, type ExchangeRequest } from './http-exchange.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<URL> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/baremetal/`);
}

const { signal } = new AbortController();
const get: ExchangeRequest = { method: 'GET', path: '/v1/nodes?a=b', headers: { 'x-version': '1' }, signal };

describe('an exchange over HTTP', () => {
  it('asks below the root that it was given, says who asks, and gives the answer whatever its status', async () => {
    const url = await serve((request, response) => {
      response.writeHead(418, { 'X-Kind': 'teapot' });
      response.end(JSON.stringify([request.method, request.url, request.headers.authorization, request.headers['x-version']]));
    });
    const exchange = createHTTPExchange({ url, authentication: basicAuthentication({ user: 'tycho', password: 'a:b' }) });

    const answer = await exchange(get);

    const authorization = `Basic ${Buffer.from('tycho:a:b').toString('base64')}`;
    expect(answer).toMatchObject({ status: 418, body: JSON.stringify(['GET', '/baremetal/v1/nodes?a=b', authorization, '1']) });
    expect(answer.headers['x-kind']).toBe('teapot');
    exchange.close();
  });

  it('sends a body with its length and kind', async () => {
    const url = await serve((request, response) => {
      void request
        .toArray()
        .then((chunks: Buffer[]) => response.end(`${request.headers['content-type']} ${Buffer.concat(chunks).toString()}`));
    });
    const exchange = createHTTPExchange({ url, authentication: noAuthentication });

    expect(await exchange({ ...get, method: 'PUT', body: '{"größe":1}' })).toMatchObject({ body: 'application/json {"größe":1}' });
    exchange.close();
  });

  it('tells a server that is not there from one that hangs up, and from one that says nothing', async () => {
    const gone = await serve(() => {});
    servers.pop()!.close();
    const rude = await serve((request) => request.socket.destroy());
    const mute = await serve(() => {});
    const ask = (url: URL): Promise<unknown> => createHTTPExchange({ url, authentication: noAuthentication, timeoutMilliseconds: 50 })(get);

    await expect(ask(gone)).rejects.toMatchObject({ kind: 'Unavailable' });
    await expect(ask(rude)).rejects.toMatchObject({ kind: 'Unanswered' });
    await expect(ask(mute)).rejects.toMatchObject({ kind: 'Unanswered', message: expect.stringContaining('no answer in time') });
  });

  it('drops what is under way when it is ended', async () => {
    const end = new AbortController();
    const url = await serve(() => end.abort());
    const exchange = createHTTPExchange({ url, authentication: noAuthentication });

    await expect(exchange({ ...get, signal: end.signal })).rejects.toMatchObject({ kind: 'Unanswered' });
    exchange.close();
  });
});
