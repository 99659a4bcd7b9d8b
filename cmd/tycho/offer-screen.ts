import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ScreenOffer {
  /** On 127.0.0.1; 0: any free one. */
  readonly port: number;
  /** Opens the screen once more: each viewer has a connection of its own. */
  readonly open: () => Promise<Duplex>;
  readonly onListening: (port: number) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Lets VNC viewers on this machine see a screen, until the signal. Rejects when it cannot listen. */
export async function offerScreen({ port, open, onListening, signal }: ScreenOffer): Promise<void> {
  const viewers = new Set<Socket>();
  const server = createServer((viewer) => {
    viewers.add(viewer);
    viewer.on('error', () => {}).once('close', () => viewers.delete(viewer));
    open().then(
      (screen) => {
        screen.on('error', () => viewer.destroy()).once('close', () => viewer.end());
        viewer.once('close', () => screen.destroy());
        viewer.pipe(screen).pipe(viewer);
      },
      () => viewer.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onListening((server.address() as AddressInfo).port);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  for (const viewer of viewers) viewer.destroy();
  await new Promise((resolve) => server.close(resolve));
}
