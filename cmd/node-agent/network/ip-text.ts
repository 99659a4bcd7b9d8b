import { BlockList, isIP, isIPv4 } from 'node:net';

/** All 128 bits of an IPv6 address, in hexadecimal digits. */
export function hexOfIPv6(address: string): string {
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [first = 0, second = 0, third = 0, fourth = 0] = bytes.slice(0, 4).map(Number);
    return `${(first * 256 + second).toString(16)}:${(third * 256 + fourth).toString(16)}`;
  });
  const [head = '', tail] = text.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const between = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].map((group) => group.padStart(4, '0')).join('');
}

/** `10.0.0.0/24` or `fd00::/64`, in two. Undefined when it is neither. */
export function parseRange(text: string): { readonly address: string; readonly prefixLength: number } | undefined {
  const [address = '', length = '', ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (more.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
  return { address, prefixLength: Number(length) };
}

/** Whether an address is in a range. */
export function isInRange(address: string, range: string): boolean {
  const parsed = parseRange(range);
  if (parsed === undefined) return false;
  const family = (each: string) => (isIPv4(each) ? 'ipv4' : 'ipv6');
  const list = new BlockList();
  list.addSubnet(parsed.address, parsed.prefixLength, family(parsed.address));
  return list.check(address, family(address));
}

/** `255.255.255.0` for 24. */
export function netmaskOf(prefixLength: number): string {
  const bits = prefixLength === 0 ? 0 : (0xff_ff_ff_ff << (32 - prefixLength)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

/** `ffff:ffff:ffff:ffff::` for 64, as Nova writes it. */
export function netmaskOfIPv6(prefixLength: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => {
    const bits = Math.min(Math.max(prefixLength - index * 16, 0), 16);
    return ((0xffff << (16 - bits)) & 0xffff).toString(16);
  });
  const text = groups.join(':').replace(/(:0)+$/, '::');
  return text === '0::' ? '::' : text;
}
