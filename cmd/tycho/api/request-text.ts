import type { TransportRequest } from '#apis/client/transport.ts';

/** What every request says of its sender and of whom it is for. */
export interface RequestSender {
  /** The value of the `host` header. */
  readonly host: string;
  readonly userAgent: string;
}

/** The request as it goes over the wire (RFC 9112 §3). Throws a TypeError for what would break out of its place. */
export function requestText(
  { method, path, query, headers, body }: TransportRequest,
  { host, userAgent }: RequestSender,
): string | Uint8Array {
  const search = new URLSearchParams(query).toString();
  const target = search === '' ? path : `${path}?${search}`;
  if (!/^\/[\u0021-\u007E]*$/.test(target)) throw new TypeError(`the path ${JSON.stringify(target)} is not escaped`);
  const fields: Record<string, string> = { host, 'user-agent': userAgent, ...headers };
  if (body !== undefined) fields['content-length'] = String(Buffer.byteLength(body));
  const lines = Object.entries(fields).map(([name, value]) => {
    if (/[\r\n\0]/.test(value)) throw new TypeError(`the header ${name} has a line end in it`);
    return `${name}: ${value}\r\n`;
  });
  const head = `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`;
  if (body === undefined) return head;
  return typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body]);
}
