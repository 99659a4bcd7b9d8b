import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleClose, ConsoleInput, ConsoleOpen } from '#proto/transport/gateway-message.ts';
import { LiveConsoles } from './live-consoles.ts';

let said: string[];
let stream: (() => void)[];
let consoles: LiveConsoles;
let isStuck: boolean;

beforeEach(() => {
  said = [];
  stream = [];
  isStuck = false;
  let lastRequest = 0;
  consoles = new LiveConsoles({ session: 3, nextRequest: () => (lastRequest += 1), send });
});

function send(message: ConsoleOpen | ConsoleInput | ConsoleClose): Promise<void> {
  const detail =
    message.kind === 'ConsoleOpen'
      ? `${message.instanceUID} ${message.console}`
      : message.kind === 'ConsoleInput'
        ? `${message.data.byteLength} bytes`
        : '';
  said.push(`${message.kind} ${message.request} ${detail}`.trim());
  return isStuck ? new Promise((resolve) => stream.push(resolve)) : Promise.resolve();
}

function chunk(request: number, text: string, rest: { readonly last?: boolean; readonly error?: string } = {}) {
  return { kind: 'ConsoleChunk', request, data: Buffer.from(text), last: false, error: '', ...rest } as const;
}

async function failureOf(console: ReturnType<LiveConsoles['open']>): Promise<string> {
  const [error] = (await once(console, 'error')) as [Error];
  return `${error.name}: ${error.message}`;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a live console', () => {
  it('carries what is typed and what the guest says', async () => {
    const console = consoles.open('i-1', 'serial');
    console.write('root\n');
    consoles.take(chunk(1, 'login: '));
    const [text] = (await once(console, 'data')) as [Buffer];

    expect(text.toString()).toBe('login: ');
    expect(said).toEqual(['ConsoleOpen 1 i-1 serial', 'ConsoleInput 1 5 bytes']);
  });

  it('ends when the agent says so, without closing what is closed', async () => {
    const console = consoles.open('i-1', 'graphical').resume();
    consoles.take(chunk(1, 'bye', { last: true }));
    await once(console, 'close');

    expect(said).toEqual(['ConsoleOpen 1 i-1 graphical']);
    expect(consoles.take(chunk(1, 'late'))).toBe(false);
  });

  it('fails in the words of the agent', async () => {
    const failure = failureOf(consoles.open('i-1', 'serial'));
    consoles.take(chunk(1, '', { error: 'the guest is not running' }));

    expect(await failure).toBe('ConsoleUnavailableError: the guest is not running');
    expect(said).toHaveLength(1);
  });

  it('is closed on its host when nobody wants it any more, whichever way', async () => {
    const [one, two] = [consoles.open('i-1', 'serial'), consoles.open('i-2', 'serial')];
    one.destroy();
    two.end();
    await turn();

    expect(said.slice(2)).toEqual(['ConsoleClose 1', 'ConsoleClose 2']);
  });

  it('sends what is typed piece by piece, the next when the stream has taken the one before', async () => {
    const console = consoles.open('i-1', 'serial');
    isStuck = true;
    console.write(Buffer.alloc(40 * 1024));
    await turn();
    const first = [...said];
    stream.shift()!();
    await turn();

    expect(first.slice(1)).toEqual(['ConsoleInput 1 16384 bytes']);
    expect(said.slice(2)).toEqual(['ConsoleInput 1 16384 bytes']);
  });

  it('is lost to a reader that is too slow, and the session is not', async () => {
    const console = consoles.open('i-1', 'serial');
    const failure = failureOf(console);
    for (let piece = 0; piece < 65; piece += 1) consoles.take({ ...chunk(1, ''), data: Buffer.alloc(64 * 1024) });

    expect(await failure).toMatch(/more than 4194304 bytes of the console were not read/);
    expect(said.at(-1)).toBe('ConsoleClose 1');
  });

  it('fails when the connection to the host is lost', async () => {
    const failure = failureOf(consoles.open('i-1', 'serial'));
    consoles.close();

    expect(await failure).toBe('ConsoleUnavailableError: the connection to the host was lost');
    expect(said).toHaveLength(1);
  });

  it('is refused when 32 are open, until one is closed', async () => {
    const open = Array.from({ length: 32 }, () => consoles.open('i-1', 'serial'));
    const failure = failureOf(consoles.open('i-1', 'serial'));

    expect(await failure).toMatch(/too many consoles of this host are open/);
    open[0]!.destroy();
    await turn();
    expect(consoles.open('i-1', 'serial').destroyed).toBe(false);
  });
});
