import { getHeapStatistics } from 'node:v8';
import type { Clock } from '#apis/machinery/clock.ts';

/** The heap of this process, or of this thread. */
export interface Heap {
  /** What it takes from the machine, garbage included. */
  committedBytes(): number;
  /** Which share of the time since the last call something was computed, from 0 to 1. */
  busyShare(): number;
  /** Collects all garbage at once. Nothing else runs meanwhile. */
  collect(): void;
}

const lookMilliseconds = 10_000;
/** Who computes more than that is not quiet: somebody may wait for an answer. */
const quietShare = 0.1;
/** What there has to be to gain: of a heap as it was after the last collection, and at least. */
const gainShare = 0.15;
const leastGainBytes = 2 * 1024 ** 2;
/** A heap of that size stands still for a quarter of a second; one that is larger belongs to a cloud whose callers would notice more than that. */
const largestBytes = 128 * 1024 ** 2;
/** A collection is followed by so many times its length without one: it takes three thousandths of the time at most. */
const restsAPause = 300;

/**
 * Collects garbage when there is little to do, until `signal` is aborted. Node lets the heap of a process grow while it is busy, and looks for garbage when it grows further: one
 * that was busy once, and is not any more, would keep what it took at its busiest.
 */
export async function collectWhenQuiet({
  heap,
  clock,
  signal,
}: {
  readonly heap: Heap;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<void> {
  let collectedBytes = 0;
  let restUntil = 0;
  for (;;) {
    await clock.sleep(lookMilliseconds, { signal }).catch(() => {});
    if (signal.aborted) return;
    const isQuiet = heap.busyShare() < quietShare;
    const committedBytes = heap.committedBytes();
    const isWorthIt = committedBytes - collectedBytes >= Math.max(leastGainBytes, collectedBytes * gainShare);
    const beganAt = clock.monotonicMilliseconds();
    if (!isQuiet || !isWorthIt || committedBytes > largestBytes || beganAt < restUntil) continue;
    heap.collect();
    const endedAt = clock.monotonicMilliseconds();
    collectedBytes = heap.committedBytes();
    restUntil = endedAt + (endedAt - beganAt) * restsAPause;
  }
}

/** The heap of the thread that calls, or undefined where Node was started without `--expose-gc`. */
export function ownHeap(): Heap | undefined {
  const collect = globalThis.gc;
  if (collect === undefined) return undefined;
  let last = performance.eventLoopUtilization();
  return {
    committedBytes: () => getHeapStatistics().total_heap_size,
    busyShare: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
    collect: () => {
      // The other ways leave what only a second look finds to be garbage.
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    },
  };
}
