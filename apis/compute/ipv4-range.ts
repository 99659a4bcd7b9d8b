import { isIPv4 } from 'node:net';

/** A range of IPv4 addresses in CIDR notation (RFC 4632). Offsets count from its first address. */
export interface IPv4Range {
  readonly prefixLength: number;
  /** How many addresses it has in all. */
  readonly size: number;
  /** Undefined: not an address of the range. */
  offsetOf(address: string): number | undefined;
  addressAt(offset: number): string;
  /** Whether a guest may have the address: neither the first, which names the range, nor the last, which reaches everybody. */
  isUsable(address: string): boolean;
}

/** Undefined when `cidr` is none, or names bits behind its length. */
export function parseIPv4Range(cidr: string): IPv4Range | undefined {
  const [address = '', length = '', ...rest] = cidr.split('/');
  if (!isIPv4(address) || !/^(\d|[12]\d|3[0-2])$/.test(length) || rest.length > 0) return undefined;
  const prefixLength = Number(length);
  const size = 2 ** (32 - prefixLength);
  const first = numberOf(address);
  if (first % size !== 0) return undefined;
  const offsetOf = (text: string): number | undefined => {
    const offset = isIPv4(text) ? numberOf(text) - first : -1;
    return offset >= 0 && offset < size ? offset : undefined;
  };
  return {
    prefixLength,
    size,
    offsetOf,
    addressAt: (offset) => textOf(first + offset),
    isUsable: (text) => {
      const offset = offsetOf(text);
      return offset !== undefined && offset > 0 && offset < size - 1;
    },
  };
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
