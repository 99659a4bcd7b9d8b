import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '#apis/machinery/clock.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { collectWhenQuiet, ownHeap, type Heap } from './quiet-collection.ts';

const mebibyte = 1024 ** 2;

/** A heap of which so much is in use, and the rest garbage. */
class SampleHeap implements Heap {
  readonly #pauseMilliseconds: number;
  /** How long collections have taken so far. */
  pausedMilliseconds = 0;
  usedBytes = 30 * mebibyte;
  heldBytes = 80 * mebibyte;
  busy = 0;
  collections = 0;

  constructor(pauseMilliseconds: number) {
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  committedBytes(): number {
    return this.heldBytes;
  }

  busyShare(): number {
    return this.busy;
  }

  collect(): void {
    this.collections += 1;
    this.heldBytes = this.usedBytes;
    this.pausedMilliseconds += this.#pauseMilliseconds;
  }
}

const ends: AbortController[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});

function begin({ pauseMilliseconds = 0 } = {}): {
  readonly heap: SampleHeap;
  readonly clock: VirtualClock;
  readonly end: AbortController;
  readonly over: Promise<void>;
} {
  const clock = new VirtualClock();
  const heap = new SampleHeap(pauseMilliseconds);
  const end = new AbortController();
  ends.push(end);
  return { heap, clock, end, over: collectWhenQuiet({ heap, clock: laterBy(heap, clock), signal: end.signal }) };
}

/** A clock on which collections take their time. */
function laterBy(heap: SampleHeap, clock: VirtualClock): Clock {
  return {
    now: () => clock.now(),
    monotonicMilliseconds: () => clock.monotonicMilliseconds() + heap.pausedMilliseconds,
    setTimer: (callback, delayMilliseconds) => clock.setTimer(callback, delayMilliseconds),
    sleep: (delayMilliseconds, options) => clock.sleep(delayMilliseconds, options),
  };
}

describe('collectWhenQuiet', () => {
  it('collects what a busy time has left, once that is over', async () => {
    const { heap, clock } = begin();
    heap.busy = 0.3;
    await clock.advance(60_000);
    expect(heap.collections).toBe(0);

    heap.busy = 0.01;
    await clock.advance(10_000);

    expect(heap.heldBytes).toBe(heap.usedBytes);
  });

  it('leaves a heap alone that has hardly grown since', async () => {
    const { heap, clock } = begin();
    await clock.advance(10_000);
    heap.heldBytes += 4 * mebibyte;
    await clock.advance(600_000);
    expect(heap.collections).toBe(1);

    heap.heldBytes += 4 * mebibyte;
    await clock.advance(10_000);

    expect(heap.collections).toBe(2);
  });

  it('leaves a heap alone whose callers would notice', async () => {
    const { heap, clock } = begin();
    heap.heldBytes = 129 * mebibyte;

    await clock.advance(600_000);

    expect(heap.collections).toBe(0);
  });

  it('rests the longer the longer a collection took', async () => {
    const { heap, clock } = begin({ pauseMilliseconds: 200 });
    await clock.advance(10_000);
    heap.heldBytes *= 2;
    await clock.advance(50_000);
    expect(heap.collections).toBe(1);

    await clock.advance(20_000);

    expect(heap.collections).toBe(2);
  });

  it('ends when it is told to', async () => {
    const { end, over } = begin();

    end.abort();

    await expect(over).resolves.toBeUndefined();
  });
});

describe('ownHeap', () => {
  it('is there only where Node was told to offer collections', () => {
    expect(ownHeap() === undefined).toBe(globalThis.gc === undefined);
  });
});
