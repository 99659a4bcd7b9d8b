import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createConsoleEndpoint } from './console-endpoint.ts';
import { ConsoleUnavailableError } from './console-requests.ts';

let server: Server;
let asked: [string, number][];
let answer: (instanceUID: string) => Promise<Uint8Array> | undefined;

beforeEach(async () => {
  asked = [];
  answer = () => Promise.resolve(Buffer.from('login: '));
  const endpoint = createConsoleEndpoint({
    consoleLog: (instanceUID, { maximumBytes }) => {
      asked.push([instanceUID, maximumBytes]);
      return answer(instanceUID);
    },
    logger: silentLogger,
  });
  server = createServer(endpoint);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function get(path: string, init?: RequestInit): Promise<[number, string]> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return [response.status, await response.text()];
}

describe('the console endpoint', () => {
  it('answers with the end of the log', async () => {
    expect(await get('/console/uid-1?maximumBytes=100')).toEqual([200, 'login: ']);
    expect(asked).toEqual([['uid-1', 100]]);
  });

  it('has an amount of its own, and a limit', async () => {
    await get('/console/uid-1');
    await get('/console/uid-1?maximumBytes=999999999999');

    expect(asked.map(([, maximumBytes]) => maximumBytes)).toEqual([64 * 1024, 4 * 1024 * 1024]);
  });

  it.each([
    ['/', 'GET'],
    ['/console/', 'GET'],
    ['/console/uid-1/more', 'GET'],
    ['/console/uid_1', 'GET'],
    ['/console/uid-1?maximumBytes=0', 'GET'],
    ['/console/uid-1?maximumBytes=many', 'GET'],
    ['/console/uid-1', 'POST'],
  ])('has nothing at %s for %s', async (path, method) => {
    expect((await get(path, { method }))[0]).toBe(404);
    expect(asked).toEqual([]);
  });

  it('has nothing of a guest whose host is elsewhere', async () => {
    answer = () => undefined;

    expect((await get('/console/uid-1'))[0]).toBe(404);
  });

  it('says why a host does not answer', async () => {
    answer = () => Promise.reject(new ConsoleUnavailableError('the agent of the host did not answer within 12 s'));

    expect(await get('/console/uid-1')).toEqual([503, 'the agent of the host did not answer within 12 s\n']);
  });

  it('keeps its own faults to itself', async () => {
    answer = () => Promise.reject(new TypeError('x is undefined'));

    expect(await get('/console/uid-1')).toEqual([503, 'internal error\n']);
  });
});
