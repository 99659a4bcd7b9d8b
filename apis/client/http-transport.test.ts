import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HTTPTransport } from './http-transport.ts';
import { readAll } from './response-body.ts';
import { ConnectionError } from './transport.ts';

const cleanups: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function listening(
  listener: RequestListener,
): Promise<{ readonly transport: HTTPTransport; readonly server: Server; readonly port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = new HTTPTransport({ server: `http://127.0.0.1:${port}`, userAgent: 'test/1', silenceLimitSeconds: 0.2 });
  cleanups.push(
    () => transport.close(),
    () => server.closeAllConnections(),
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  return { transport, server, port };
}

function echo(request: IncomingMessage, body: readonly Buffer[]): string {
  return `${request.method} ${request.url} ${request.headers['user-agent']} ${request.headers['content-type']} ${Buffer.concat(body).toString()}`;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('HTTPTransport', () => {
  it('sends method, path, query, headers and body, and gives status, headers and body back', async () => {
    const { transport } = await listening((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk));
      request.once('end', () => response.writeHead(201, { 'x-kind': 'Echo' }));
      request.once('end', () => response.end(echo(request, body)));
    });

    const answer = await transport.request({
      method: 'POST',
      path: '/apis',
      query: { labelSelector: 'a=b,c!=d' },
      headers: { 'content-type': 'application/json' },
      body: '{"ü":1}',
    });

    expect(answer.status).toBe(201);
    expect(answer.headers['x-kind']).toBe('Echo');
    expect((await readAll(answer.body)).toString()).toBe('POST /apis?labelSelector=a%3Db%2Cc%21%3Dd test/1 application/json {"ü":1}');
  });

  it('uses a connection again for the next request', async () => {
    const ports = new Set<number | undefined>();
    const { transport } = await listening((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });

    for (let count = 0; count < 3; count += 1) await readAll((await transport.request({ method: 'GET', path: '/' })).body);

    expect(ports.size).toBe(1);
  });

  it('says that a request was not done when nobody listens', async () => {
    const { transport, server } = await listening(() => {});
    await new Promise((resolve) => server.close(resolve));

    const error = await failureOf(transport.request({ method: 'POST', path: '/' }));

    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ outcome: 'NotDone' });
  });

  it('does not know the outcome when the connection breaks before the answer', async () => {
    const { transport } = await listening((request) => request.socket.destroy());

    expect(await failureOf(transport.request({ method: 'POST', path: '/' }))).toMatchObject({
      name: 'ConnectionError',
      outcome: 'Unknown',
    });
  });

  it('gives up on a bounded answer that is silent for too long', async () => {
    const { transport } = await listening(() => {});

    expect(await failureOf(transport.request({ method: 'GET', path: '/' }))).toMatchObject({ name: 'ConnectionError', outcome: 'Unknown' });
  });

  it('lets an endless answer be silent', async () => {
    const { transport, server } = await listening((_request, response) => {
      response.writeHead(200);
      response.flushHeaders();
      server.emit('watching', response);
    });
    const watching = new Promise<NodeJS.WritableStream>((resolve) => server.once('watching', resolve));

    const answer = await transport.request({ method: 'GET', path: '/', answer: 'Endless' });
    const stream = await watching;
    // Three times the silence limit, in real time, since it is the machine's own sockets that keep it.
    await new Promise((resolve) => setTimeout(resolve, 600));
    stream.end('late');

    expect((await readAll(answer.body)).toString()).toBe('late');
  });

  it('fails the reading of a body that breaks off', async () => {
    const { transport } = await listening((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });

    const answer = await transport.request({ method: 'GET', path: '/' });

    expect(await failureOf(readAll(answer.body))).toBeInstanceOf(ConnectionError);
  });

  it('rejects with the reason of an abort, before and after the head of the answer', async () => {
    const { transport } = await listening((_request, response) => response.flushHeaders());
    const controller = new AbortController();
    const reason = new Error('enough');

    const answer = await transport.request({ method: 'GET', path: '/', answer: 'Endless', signal: controller.signal });
    const reading = failureOf(readAll(answer.body));
    controller.abort(reason);

    expect(await reading).toBe(reason);
    expect(await failureOf(transport.request({ method: 'GET', path: '/', signal: controller.signal }))).toBe(reason);
  });

  it('ends the exchange when the reader stops early', async () => {
    const closed = Promise.withResolvers<void>();
    const { transport } = await listening((request, response) => {
      request.socket.once('close', () => closed.resolve());
      response.write('first');
    });

    const answer = await transport.request({ method: 'GET', path: '/', answer: 'Endless' });
    for await (const chunk of answer.body) {
      expect(Buffer.from(chunk).toString()).toBe('first');
      break;
    }

    await closed.promise;
  });
});
