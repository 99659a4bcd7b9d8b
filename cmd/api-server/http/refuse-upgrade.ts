import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiResponse } from '../exchange/api-response.ts';

/** Answers a request for an upgrade that is not granted, and ends the connection. For answers whose body is at hand. */
export function refuseUpgrade(socket: Duplex, { status, headers, body }: ApiResponse): void {
  const bytes = body.kind === 'Bytes' ? body.bytes : Buffer.alloc(0);
  const lines = Object.entries({ ...headers, connection: 'close', 'content-length': String(bytes.length) }).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}: ${each}`),
  );
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines].join('\r\n');
  socket.end(Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes]));
}
