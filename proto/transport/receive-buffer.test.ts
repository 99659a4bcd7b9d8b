import { beforeEach, describe, expect, it } from 'vitest';
import { ReceiveBuffer } from './receive-buffer.ts';

let buffer: ReceiveBuffer<number>;
let isPaused: boolean;

beforeEach(() => {
  isPaused = false;
  buffer = new ReceiveBuffer<number>({ pauseAbove: 4, pause: () => (isPaused = true), resume: () => (isPaused = false) });
});

async function readAll(): Promise<number[]> {
  const messages: number[] = [];
  for await (const message of buffer) messages.push(message);
  return messages;
}

function push(count: number): void {
  for (let index = 1; index <= count; index += 1) buffer.push(index);
}

describe('a receive buffer', () => {
  it('gives messages in order, to a reader that was there first or came later', async () => {
    const early = readAll();
    push(3);
    buffer.end({ keepWaiting: true });
    expect(await early).toEqual([1, 2, 3]);

    buffer = new ReceiveBuffer<number>({ pauseAbove: 4, pause: () => {}, resume: () => {} });
    push(3);
    buffer.end({ keepWaiting: true });
    expect(await readAll()).toEqual([1, 2, 3]);
  });

  it('pauses the wire while too much waits, and not longer', async () => {
    push(4);
    expect(isPaused).toBe(false);
    push(3);
    expect(isPaused).toBe(true);
    const reader = buffer[Symbol.asyncIterator]();

    for (let count = 0; count < 3; count += 1) await reader.next();

    expect(isPaused).toBe(false);
  });

  it('drops what waits when the wire broke', async () => {
    push(3);
    buffer.end({ keepWaiting: false });

    expect(await readAll()).toEqual([]);
  });

  it('takes nothing in after its end', async () => {
    buffer.end({ keepWaiting: true });
    push(3);

    expect(await readAll()).toEqual([]);
  });

  it('can be read on by another reader', async () => {
    push(2);
    const first = await buffer[Symbol.asyncIterator]().next();
    buffer.end({ keepWaiting: true });

    expect([first.value, await readAll()]).toEqual([1, [2]]);
  });
});
