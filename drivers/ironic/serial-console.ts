import { connect, type Socket } from 'node:net';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import type { IronicClient } from './api/ironic-client.ts';
import type { NodeOrders } from './node-order.ts';

/**
 * Connects to the serial console that Ironic offers for a node over TCP, turning it on if need be. Ironic lets one session have it at a time, so the
 * console is made anew, which ends an older one. Throws `Unsupported` where it offers none of that kind.
 */
export async function openSerialConsole(parts: {
  readonly uuid: string;
  readonly client: IronicClient;
  readonly orders: NodeOrders;
  readonly clock: Clock;
}): Promise<Socket> {
  const { uuid, client, orders, clock } = parts;
  if ((await client.console(uuid)).isEnabled) {
    await client.enableConsole(uuid, false);
    await orders.settled({ limitSeconds: consoleLimitSeconds });
  }
  await client.enableConsole(uuid, true);
  const { lastError } = await orders.settled({ limitSeconds: consoleLimitSeconds });
  const { isEnabled, type, url } = await client.console(uuid);
  if (!isEnabled)
    throw new DriverError('Temporary', `the console of node ${uuid} does not come up: ${lastError ?? 'Ironic does not say why'}`);
  const address = url === undefined ? undefined : new URL(url);
  if (type !== 'socat' || address?.protocol !== 'tcp:') {
    throw new DriverError('Unsupported', `the console of node ${uuid} is of type ${type ?? 'none'}, and only socat gives a stream`);
  }
  const host = address.hostname.replace(/^\[|\]$/g, '');
  return connected(connect({ host, port: Number(address.port) }), `${address.host} of node ${uuid}`, clock);
}

function connected(socket: Socket, what: string, clock: Clock): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimer(() => socket.destroy(new Error('no answer')), connectLimitMilliseconds);
    const onError = (cause: Error): void => {
      timer.cancel();
      reject(new DriverError('Temporary', `the console at ${what} cannot be reached: ${cause.message}`, { cause }));
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      timer.cancel();
      socket.off('error', onError);
      resolve(socket);
    });
  });
}

const consoleLimitSeconds = 30;
const connectLimitMilliseconds = 10_000;
