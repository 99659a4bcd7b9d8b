import { createServer, request as sendRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { eventually } from '#test/harness/eventually.ts';
import { createConsoleUpgrade } from './console-upgrade.ts';

/** A guest's console that answers in capitals. */
class Shouter extends Duplex {
  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.push(chunk.toString().toUpperCase());
    done();
  }
}

let server: Server;
let guest: Shouter;
let failure: Error | undefined;

beforeEach(async () => {
  guest = new Shouter();
  failure = undefined;
  server = createServer();
  server.on(
    'upgrade',
    createConsoleUpgrade({
      openConsole: (instanceUID) => (instanceUID === 'i-1' ? opened() : undefined),
      clock: new SystemClock(),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function opened(): Duplex {
  return failure === undefined ? guest : guest.destroy(failure);
}

type Answer = { readonly kind: 'Connected'; readonly socket: Duplex } | { readonly kind: 'Refused'; readonly words: string };

function ask(path: string, upgrade = 'tycho-console'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const request = sendRequest({ host: '127.0.0.1', port, path, headers: { connection: 'Upgrade', upgrade } });
    request.once('upgrade', (_, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve({ kind: 'Connected', socket });
    });
    request.once('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => resolve({ kind: 'Refused', words: `${response.statusCode} ${text.trim()}` }));
    });
    request.once('error', reject);
    request.end();
  });
}

async function connected(path = '/console/i-1/serial'): Promise<Duplex> {
  const answer = await ask(path);
  if (answer.kind === 'Refused') throw new Error(answer.words);
  return answer.socket;
}

describe('the door to live consoles', () => {
  it('becomes the console, with what the guest said first', async () => {
    guest.push('login: ');
    const socket = await connected();
    let heard = '';
    socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
    socket.write('root');

    await eventually(() => expect(heard).toBe('login: ROOT'));
    socket.destroy();
    await eventually(() => expect(guest.destroyed).toBe(true));
  });

  it('connects to a guest that says nothing', async () => {
    expect((await connected('/console/i-1/graphical')).destroyed).toBe(false);
  });

  it('ends with the console', async () => {
    guest.push('bye');
    const socket = await connected();
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    guest.destroy();
    await ended;

    expect(socket.destroyed).toBe(true);
  });

  it('says why there is no console', async () => {
    failure = new Error('the guest does not run');

    expect(await ask('/console/i-1/serial')).toEqual({ kind: 'Refused', words: '503 the guest does not run' });
  });

  it.each(['/console/i-2/serial', '/console/i-1/loud', '/console/i-1', '/metrics'])('refuses %s', async (path) => {
    expect(await ask(path)).toMatchObject({ kind: 'Refused', words: expect.stringMatching(/^404 /) });
  });

  it('refuses those who ask for something else', async () => {
    expect(await ask('/console/i-1/serial', 'websocket')).toMatchObject({ words: expect.stringMatching(/^404 /) });
  });
});
