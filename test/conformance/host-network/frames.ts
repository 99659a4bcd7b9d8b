import { hexOfIPv6 } from '#cmd/node-agent/network/ip-text.ts';

/** Frames byte by byte, as hexadecimal digits, made by hand so that they can lie in every field. */
export const everybody = 'ff:ff:ff:ff:ff:ff';
/** All IPv6 nodes, as a card's address. */
export const allNodes = '33:33:00:00:00:01';

export function ethernet(header: { readonly from: string; readonly to: string; readonly type: number }, payload: string): string {
  return `${mac(header.to)}${mac(header.from)}${hex(header.type, 2)}${payload}`;
}

export function arp(fields: {
  readonly operation: 'request' | 'reply';
  readonly senderMAC: string;
  readonly sender: string;
  readonly targetMAC?: string;
  readonly target: string;
}): string {
  const { operation, senderMAC, sender, targetMAC = '00:00:00:00:00:00', target } = fields;
  return `000108000604${hex(operation === 'request' ? 1 : 2, 2)}${mac(senderMAC)}${ip(sender)}${mac(targetMAC)}${ip(target)}`;
}

/** `fragment` is the field of flags and offset: 0x2000 says that more follow. */
export function ipv4(
  header: { readonly from: string; readonly to: string; readonly protocol: number; readonly fragment?: number },
  payload: string,
): string {
  const { from, to, protocol, fragment = 0 } = header;
  const start = `4500${hex(20 + payload.length / 2, 2)}0001${hex(fragment, 2)}40${hex(protocol, 1)}`;
  const sum = checksum(`${start}0000${ip(from)}${ip(to)}`);
  return `${start}${sum}${ip(from)}${ip(to)}${payload}`;
}

export function udp(ports: { readonly from: number; readonly to: number }, payload: string): string {
  return `${hex(ports.from, 2)}${hex(ports.to, 2)}${hex(8 + payload.length / 2, 2)}0000${payload}`;
}

export function ipv6(header: { readonly from: string; readonly to: string; readonly next: number }, payload: string): string {
  return `60000000${hex(payload.length / 2, 2)}${hex(header.next, 1)}ff${hexOfIPv6(header.from)}${hexOfIPv6(header.to)}${payload}`;
}

/** With a checksum of nothing: whoever looks at one is not asked here. */
export function icmpv6(type: number, body: string): string {
  return `${hex(type, 1)}000000${body}`;
}

/** Of DHCP for IPv4. `operation` 1 is a client's, 2 a server's; `kind` as in RFC 2132: 1 discover, 2 offer, 4 decline. */
export function dhcp(fields: {
  readonly operation: 1 | 2;
  readonly card: string;
  readonly kind: number;
  readonly offered?: string;
}): string {
  const { operation, card, kind, offered = '0.0.0.0' } = fields;
  const start = `${hex(operation, 1)}0106001234567800008000`;
  return `${start}00000000${ip(offered)}0000000000000000${mac(card).padEnd(32, '0')}${'00'.repeat(192)}638253633501${hex(kind, 1)}ff`;
}

export function text(words: string): string {
  return Buffer.from(words).toString('hex');
}

function mac(address: string): string {
  return address.replaceAll(':', '');
}

function ip(address: string): string {
  return address
    .split('.')
    .map((byte) => hex(Number(byte), 1))
    .join('');
}

export function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(bytes * 2, '0');
}

function checksum(header: string): string {
  let sum = header.match(/.{4}/g)!.reduce((total, word) => total + Number.parseInt(word, 16), 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return hex(~sum & 0xffff, 2);
}
