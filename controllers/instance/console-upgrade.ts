import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '#apis/machinery/clock.ts';
import type { ConsoleOpen } from '#proto/transport/gateway-message.ts';

export interface ConsoleUpgradeOptions {
  /**
   * The bytes of a guest's live console; undefined when no stream of this replica leads to its host. It fails with the words of the agent when the
   * console cannot be had.
   */
  readonly openConsole: (instanceUID: string, console: ConsoleOpen['console']) => Duplex | undefined;
  readonly clock: Pick<Clock, 'setTimer'>;
}

/**
 * Answers `GET /console/INSTANCEUID/serial` or `…/graphical` with `Upgrade: tycho-console`: after the answer 101 the connection is the console. Anything
 * else is refused in words. To be served over TLS to those who show a certificate of the api-server's; it checks nothing itself.
 */
export function createConsoleUpgrade({
  openConsole,
  clock,
}: ConsoleUpgradeOptions): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const asked = parse(request);
    if (asked === undefined) {
      refuse(socket, 404, 'there is only GET /console/INSTANCEUID/serial and /console/INSTANCEUID/graphical');
      return;
    }
    const guest = openConsole(asked.instanceUID, asked.console);
    if (guest === undefined) {
      refuse(socket, 404, 'no stream of this gateway leads to the host of this instance');
      return;
    }
    carry(guest, { socket, head, clock });
  };
}

function parse({
  method,
  url,
  headers,
}: IncomingMessage): { readonly instanceUID: string; readonly console: ConsoleOpen['console'] } | undefined {
  const match = /^\/console\/(?<instanceUID>[A-Za-z0-9-]{1,64})\/(?<console>serial|graphical)$/.exec(url ?? '');
  if (match?.groups === undefined || method !== 'GET' || headers.upgrade !== 'tycho-console') return undefined;
  return { instanceUID: match.groups['instanceUID']!, console: match.groups['console'] as ConsoleOpen['console'] };
}

/** What goes wrong before the guest's first byte can still be told in words; a guest that says nothing for a while is connected anyway. */
function carry(
  guest: Duplex,
  { socket, head, clock }: { readonly socket: Duplex; readonly head: Buffer } & Pick<ConsoleUpgradeOptions, 'clock'>,
): void {
  let isConnected = false;
  const connect = (): void => {
    if (isConnected || socket.destroyed) return;
    isConnected = true;
    timer.cancel();
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: tycho-console\r\n\r\n');
    if (head.length > 0) guest.write(head);
    guest.pipe(socket).pipe(guest);
  };
  const timer = clock.setTimer(connect, silenceMilliseconds);
  // A stream that somebody listens to for being readable does not flow, until that listener is gone for good.
  guest.once('readable', () => setImmediate(connect));
  guest.on('error', (error) => {
    timer.cancel();
    if (isConnected) socket.destroy();
    else refuse(socket, 503, error.message);
  });
  guest.once('close', () => socket.end());
  const leave = (): void => {
    timer.cancel();
    guest.destroy();
  };
  // Sockets of an HTTP server stay half open: whoever says no more does not want to hear more either.
  socket.once('end', leave).once('close', leave);
}

/** An agent that has to refuse does so at once. */
const silenceMilliseconds = 1_000;

function refuse(socket: Duplex, code: number, message: string): void {
  const body = `${message}\n`;
  socket.end(
    `HTTP/1.1 ${code} ${code === 404 ? 'Not Found' : 'Service Unavailable'}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
