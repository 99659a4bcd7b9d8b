import { beforeEach, describe, expect, it } from 'vitest';
import type { AgentMessage, ConsoleChunk } from '#proto/transport/agent-message.ts';
import { streamPair, type StreamPair } from '#test/harness/in-memory-stream.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Outbox } from './outbox.ts';

let clock: VirtualClock;
let pair: StreamPair;
let pulled: AgentMessage[];
let outbox: Outbox;
let received: AgentMessage[];

beforeEach(() => {
  clock = new VirtualClock();
  pair = streamPair({ clock });
  [pulled, received] = [[], []];
  outbox = new Outbox({ stream: pair.agent, pull: () => pulled.shift() });
});

async function read(): Promise<void> {
  for await (const message of pair.gateway.received) received.push(message);
}

const acknowledge = (revision: number): Extract<AgentMessage, { kind: 'Acknowledge' }> => ({ kind: 'Acknowledge', session: 1, revision });
const chunk = (request: number): ConsoleChunk => ({ kind: 'ConsoleChunk', request, data: new Uint8Array(), last: false, error: '' });

describe('an outbox', () => {
  it('sends only the newest acknowledgement of those that wait', async () => {
    for (let revision = 1; revision <= 50; revision += 1) outbox.put(acknowledge(revision));
    void outbox.run();
    void read();
    await clock.settle();

    expect(received).toEqual([acknowledge(50)]);
  });

  it('asks for more when it has nothing else, and when it is poked', async () => {
    pulled.push(acknowledge(1));
    void outbox.run();
    void read();
    await clock.settle();
    pulled.push(acknowledge(2));
    outbox.poke();
    await clock.settle();

    expect(received).toEqual([acknowledge(1), acknowledge(2)]);
  });

  it('sends an acknowledgement before what can wait', async () => {
    pulled.push(chunk(1), chunk(2));
    outbox.put(acknowledge(1));
    void outbox.run();
    void read();
    await clock.settle();

    expect(received.map(({ kind }) => kind)).toEqual(['Acknowledge', 'ConsoleChunk', 'ConsoleChunk']);
  });

  it('takes a limited number of console pieces', () => {
    const taken = Array.from({ length: 1_000 }, (_, index) => outbox.putConsole(chunk(index)));

    expect(taken.filter(Boolean)).toHaveLength(256);
  });

  it('sends no faster than the stream takes it', async () => {
    let asked = 0;
    outbox = new Outbox({ stream: pair.agent, pull: () => chunk((asked += 1)) });
    void outbox.run().catch(() => {});
    await clock.settle();

    expect(asked).toBeLessThan(200);
    pair.cut();
  });

  it('ends when the stream does', async () => {
    const running = outbox.run();
    pair.cut();
    outbox.put(acknowledge(1));

    await expect(running).rejects.toMatchObject({ name: 'StreamClosedError' });
  });
});
