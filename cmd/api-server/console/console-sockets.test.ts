import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '#test/harness/eventually.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { ConsoleSockets } from './console-sockets.ts';
import type { ConsoleGrant } from './console-tokens.ts';

const grant: ConsoleGrant = { namespace: 'default', server: 'web', instanceUID: 'i-1', type: 'Serial', user: 'alice' };

/** A guest's console that answers each line in capitals. */
class Shouter extends Duplex {
  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.push(chunk.toString().toUpperCase());
    done();
  }
}

let server: Server;
let sockets: ConsoleSockets;
let guest: Shouter;
let failure: Error | undefined;
let tokens: Set<string>;

beforeEach(async () => {
  guest = new Shouter();
  failure = undefined;
  tokens = new Set(['good']);
  sockets = new ConsoleSockets({
    tokens: { redeem: async (token) => (tokens.delete(token) ? grant : undefined) },
    open: async () => {
      if (failure !== undefined) throw failure;
      return guest;
    },
    logger: silentLogger,
  });
  server = createServer();
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  sockets.close();
  server.close();
  server.closeAllConnections();
});

function dial(path: string): { readonly socket: WebSocket; readonly heard: () => string; readonly end: Promise<string> } {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, ['binary']);
  let text = '';
  socket.on('message', (data: Buffer) => (text += data.toString()));
  const end = new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(error.message));
    socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`.trim()));
  });
  return { socket, heard: () => text, end };
}

describe('the WebSocket of a console', () => {
  it('carries bytes both ways', async () => {
    const { socket, heard } = dial('/console/connect?token=good');
    socket.on('open', () => socket.send(Buffer.from('hello')));

    await eventually(() => expect(heard()).toBe('HELLO'));
    socket.close();
  });

  it('opens for a token once', async () => {
    const first = dial('/console/connect?token=good');
    await new Promise((resolve) => first.socket.once('open', resolve));

    expect(await dial('/console/connect?token=good').end).toContain('403');
    expect(await dial('/console/connect').end).toContain('403');
    first.socket.close();
  });

  it('lets go of the guest when the person leaves, and says so when the guest ends', async () => {
    const person = dial('/console/connect?token=good');
    await new Promise((resolve) => person.socket.once('open', resolve));
    person.socket.terminate();
    await eventually(() => expect(guest.destroyed).toBe(true));

    guest = new Shouter();
    tokens.add('another');
    const other = dial('/console/connect?token=another');
    await new Promise((resolve) => other.socket.once('open', resolve));
    guest.destroy();

    expect(await other.end).toBe('1000 the console was closed');
  });

  it('says why a console cannot be opened, and keeps the token spent', async () => {
    failure = new Error('the console cannot be opened now: the guest has none');

    expect(await dial('/console/connect?token=good').end).toContain('503');
    expect(await dial('/console/connect?token=good').end).toContain('403');
  });

  it('says nothing to whoever has no good token, not even in the body of its refusal', async () => {
    const { port } = server.address() as AddressInfo;
    const upgrade = 'connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==';
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /console/connect?token=bad HTTP/1.1\r\nhost: here\r\n${upgrade}\r\n\r\n`);

    const answer = await text(socket);

    expect(answer).toMatch(/^HTTP\/1\.1 403 The token was used/);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  it('is nowhere else', async () => {
    expect(await dial('/apis?token=good').end).toContain('404');
  });

  it('ends with the server', async () => {
    const { socket, end } = dial('/console/connect?token=good');
    await new Promise((resolve) => socket.once('open', resolve));

    sockets.close();

    expect(await end).toBe('1001 the server stops');
  });
});
