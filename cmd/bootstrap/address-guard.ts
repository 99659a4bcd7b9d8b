import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { UsageError } from './flags.ts';

/** Whether nothing may be fetched from an IP address, whatever name led there. */
export type AddressJudge = (address: string) => boolean;

export interface AddressGuardOptions {
  /** Ranges of the operator's, that are reached although they would be refused. Absent: none. */
  readonly allowed?: BlockList;
  /** Ranges of the operator's that are not reached in any case. Absent: none. */
  readonly denied?: BlockList;
  /** Names or addresses of the control plane, as far as this process knows them. */
  readonly controlPlaneHosts?: readonly string[];
  /** Default: all of this machine. */
  readonly ownAddresses?: () => readonly string[];
  /** Default: the machine's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/**
 * Keeps what tenants name in URLs away from what only this machine may reach. Refused are loopback, link-local (where clouds keep the secrets of a
 * host), multicast and unspecified addresses, every address of this machine, and those of the control plane; all of them also where they are written
 * inside an IPv6 address. The operator's ranges come before that, and what is denied before what is allowed.
 */
export class AddressGuard {
  readonly #options: AddressGuardOptions;

  constructor(options: AddressGuardOptions = {}) {
    this.#options = options;
  }

  /** Good for one fetch: machines and names change their addresses. */
  async judge(): Promise<AddressJudge> {
    const { allowed, denied, controlPlaneHosts = [], ownAddresses = addressesOfMachine, resolve = resolveAll } = this.#options;
    // What has no address now is reached by nobody.
    const controlPlane = await Promise.all(controlPlaneHosts.map((host) => resolve(host).catch(() => [])));
    const ours = new BlockList();
    for (const address of [...ownAddresses(), ...controlPlane.flat()]) ours.addAddress(address, familyOf(address));
    return (address) => {
      const forms = [address, ...embeddedIn(address)];
      const holds = (list: BlockList | undefined): boolean => list !== undefined && forms.some((form) => list.check(form, familyOf(form)));
      if (holds(denied)) return true;
      return !holds(allowed) && (holds(neverPublic) || holds(ours));
    };
  }
}

/** Reads the ranges of a flag: `10.0.0.0/8`, `fd00::/8`, or single addresses. Throws {@link UsageError} that names the flag. */
export function parseAddressRanges(flag: string, texts: readonly string[]): BlockList {
  const ranges = new BlockList();
  for (const text of texts) {
    const [, address = '', prefix] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const longest = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || Number(prefix ?? longest) > longest)
      throw new UsageError(`${flag}: "${text}" is not an address, or a range as 192.0.2.0/24`);
    ranges.addSubnet(address, Number(prefix ?? longest), familyOf(address));
  }
  return ranges;
}

/** RFC 6890, what of it is never somebody else's public server. Private networks are not here: images of an operator's own come from there. */
const neverPublic = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
  ['::', 96],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  neverPublic.addSubnet(network, prefix, familyOf(network));

/** IPv4 addresses that an IPv6 one leads to: by NAT64 (RFC 6052) and 6to4 (RFC 3056). `BlockList` knows mapped ones (RFC 4291) itself. */
function embeddedIn(address: string): readonly string[] {
  if (isIP(address) !== 6) return [];
  const groups = groupsOf(address);
  if (groups === undefined) return [];
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return [dotted(groups[6]!, groups[7]!)];
  return groups[0] === 0x2002 ? [dotted(groups[1]!, groups[2]!)] : [];
}

function groupsOf(address: string): readonly number[] | undefined {
  // The parser of URLs writes an IPv6 address in its one short form.
  const short = URL.parse(`http://[${address.replace(/%.*$/, '')}]/`)?.hostname.slice(1, -1);
  if (short === undefined) return undefined;
  const [front = '', back] = short.split('::');
  const numbers = (text: string): number[] => text.split(':').flatMap((group) => (group === '' ? [] : [Number.parseInt(group, 16)]));
  const head = numbers(front);
  const tail = numbers(back ?? '');
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function addressesOfMachine(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return isIP(host) === 0 ? (await lookup(host, { all: true })).map(({ address }) => address) : [host];
}
