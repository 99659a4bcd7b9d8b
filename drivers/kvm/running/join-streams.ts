import type { Duplex } from 'node:stream';

/**
 * Carries bytes both ways, and resolves when both streams are closed. One that ends has said all that it had to, and is heard out at the other end, though it may
 * take nothing more itself; one that breaks before its end breaks the other.
 */
export async function joinStreams(one: Duplex, other: Duplex): Promise<void> {
  await Promise.all([carry(one, other), carry(other, one)]);
}

function carry(from: Duplex, to: Duplex): Promise<void> {
  return new Promise((resolve) => {
    from.on('error', () => undefined);
    from.once('close', () => {
      if (!from.readableEnded) to.destroy();
      resolve();
    });
    if (from.destroyed) {
      to.destroy();
      resolve();
      return;
    }
    from.pipe(to);
  });
}
