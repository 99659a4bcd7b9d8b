import { isMainThread, parentPort } from 'node:worker_threads';

/** What the process that runs several services, each in a thread of its own (cmd/services), says to one of them. */
export const stopWord = 'stop';

/** What it hears back. */
export type ThreadReport = { readonly kind: 'Ready' } | { readonly kind: 'Failed'; readonly message: string };

/**
 * Calls `listener` at the next wish that this process ends: SIGTERM or SIGINT, or, in a thread, the word of the process, since signals are heard by its
 * first thread only.
 */
export function onceAskedToStop(listener: (signal: string) => void): void {
  if (isMainThread) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => listener(signal));
  } else {
    parentPort?.once('message', () => listener(stopWord));
  }
}

/** In a thread, tells the process how it stands. A process has nobody to tell but its log. */
export function reportToProcess(report: ThreadReport): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origins, unlike windows
  if (!isMainThread) parentPort?.postMessage(report);
}
