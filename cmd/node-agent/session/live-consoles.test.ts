import { Duplex } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { ConsoleChunk } from '#proto/transport/agent-message.ts';
import { LiveConsoles } from './live-consoles.ts';

let sent: ConsoleChunk[];
let streams: Echo[];
let consoles: LiveConsoles;
let isRefused: boolean;

/** Says hello, and then what it hears; hears nothing while it is deaf. */
class Echo extends Duplex {
  isDeaf = false;

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.isDeaf) return;
    this.push(chunk);
    done();
  }
}

beforeEach(() => {
  [sent, streams, isRefused] = [[], [], false];
  consoles = new LiveConsoles({
    open: () => {
      if (isRefused) return Promise.reject(new Error('it does not run'));
      const stream = new Echo();
      stream.push('hello\n');
      streams.push(stream);
      return Promise.resolve(stream);
    },
    send: (chunk) => {
      sent.push(chunk);
      return Promise.resolve(true);
    },
    logger: silentLogger,
  });
});

function open(request = 1): void {
  consoles.open({ kind: 'ConsoleOpen', session: 1, request, instanceUID: 'i', console: 'serial' });
}

function type(text: string | Uint8Array, request = 1): void {
  consoles.input({ kind: 'ConsoleInput', session: 1, request, data: Buffer.from(text) });
}

/** Streams take a few turns of the loop for what they do. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function heard(request = 1): string {
  return sent
    .filter((chunk) => chunk.request === request)
    .map(({ data }) => Buffer.from(data).toString())
    .join('');
}

describe('live consoles', () => {
  it('carry bytes both ways, each under its number', async () => {
    open(1);
    open(2);
    await settle();
    type('date\n', 1);
    type('who\n', 2);
    await settle();

    expect([heard(1), heard(2)]).toEqual(['hello\ndate\n', 'hello\nwho\n']);
  });

  it('end with the guest, and say so', async () => {
    open();
    await settle();
    streams[0]?.push(null);
    await settle();

    expect(sent.at(-1)).toMatchObject({ request: 1, last: true, error: '' });
    expect(streams[0]?.destroyed).toBe(true);
  });

  it('say why they could not be opened', async () => {
    isRefused = true;
    open();
    await settle();

    expect(sent).toMatchObject([{ request: 1, last: true, error: 'it does not run' }]);
  });

  it('are let go of when they are closed, and with the session', async () => {
    open(1);
    open(2);
    await settle();

    consoles.close({ request: 1 });
    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    consoles.closeAll();
    await settle();

    expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
    expect(sent.filter(({ last }) => last)).toEqual([]);
  });

  it('are refused when a host has too many', async () => {
    for (let request = 1; request <= 33; request += 1) open(request);
    await settle();

    expect(streams).toHaveLength(32);
    expect(sent.find(({ request, last }) => request === 33 && last)?.error).toContain('32 consoles');
  });

  it('end when the guest takes in nothing of what is typed', async () => {
    open();
    await settle();
    streams[0]!.isDeaf = true;
    for (let count = 0; count < 20; count += 1) type(Buffer.alloc(64 * 1024));
    await settle();

    expect(sent.at(-1)).toMatchObject({ last: true, error: expect.stringContaining('takes nothing in') as string });
  });

  it('cut what the guest says into pieces that a message can hold', async () => {
    open();
    await settle();
    streams[0]?.push(Buffer.alloc(200_000, 'x'));
    await settle();

    expect(Math.max(...sent.map(({ data }) => data.byteLength))).toBe(64 * 1024);
    expect(heard().length).toBe(200_006);
  });
});
