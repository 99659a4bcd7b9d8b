import { createHash } from 'node:crypto';

/** Names are made from uids, so that what is there can be told by looking. Interfaces have room for 15 characters. */
export class NetworkNames {
  readonly switchNamespace: string;

  constructor(switchNamespace: string) {
    this.switchNamespace = switchNamespace;
  }

  serviceNamespace(vni: number): string {
    return `${this.switchNamespace}-${vni}`;
  }

  /** The network that a {@link serviceNamespace} is of. */
  vniOfServiceNamespace(name: string): number | undefined {
    const rest = this.#rest(name, '-');
    return rest !== undefined && /^[1-9]\d{0,7}$/.test(rest) ? Number(rest) : undefined;
  }

  instanceNamespace(key: string): string {
    return `${this.switchNamespace}-i-${key}`;
  }

  keyOfInstanceNamespace(name: string): string | undefined {
    return this.#rest(name, '-i-');
  }

  /** The host's end of a network's way out; other agents on the host have theirs. */
  uplinkDevice(vni: number): string {
    return `tyu-${shortHash(`${this.switchNamespace} ${vni}`)}`;
  }

  /** Made on the host, then moved among the bridges under the same name. */
  tunnelDevice(vni: number): string {
    return `tyx-${shortHash(`${this.switchNamespace} ${vni}`)}`;
  }

  /** The network's own table in the host's rules. */
  hostTable(vni: number): string {
    return `${this.switchNamespace.replaceAll(/[^A-Za-z0-9]/g, '_')}_${vni}`;
  }

  #rest(name: string, separator: string): string | undefined {
    const start = `${this.switchNamespace}${separator}`;
    return name.startsWith(start) ? name.slice(start.length) : undefined;
  }
}

export function bridgeDevice(vni: number): string {
  return `br-${vni}`;
}

/** The bridge's end of the cable to the network's service namespace. */
export function serviceDevice(vni: number): string {
  return `sv-${vni}`;
}

/** The device on the bridge that is a port's: a tap, or one end of a veth pair. */
export function portDevice(plugKind: 'Tap' | 'Interface', portUID: string): string {
  return `${plugKind === 'Tap' ? 'tap' : 'vp'}-${shortHash(portUID)}`;
}

/** What a device that a port has is named for. */
export function plugKindOfDevice(device: string, portUID: string): 'Tap' | 'Interface' {
  return device === portDevice('Tap', portUID) ? 'Tap' : 'Interface';
}

/**
 * What a port's device says about itself: whose it is, and what `ip` does not show in one look: who may open a tap, or which instance's namespace the
 * other end is in.
 */
export function portAlias(portUID: string, place: number | string): string {
  return `tycho-port:${portUID}/${place}`;
}

export function portOfAlias(alias: string | undefined): string | undefined {
  return /^tycho-port:([^/]+)\//.exec(alias ?? '')?.[1];
}

/** Both ends of a service namespace's cables, as seen from inside. */
export const serviceInterface = 'net0';
export const outwardInterface = 'up0';

/** The gateway's MAC address, the same on each host, so that a guest may move. Locally administered; guests have other first bytes. */
export function gatewayMACAddress(vni: number): string {
  const digits = `0a7479${vni.toString(16).padStart(6, '0')}`;
  return digits.match(/../g)!.join(':');
}

/** The IPv6 address that a card gives itself (RFC 4291, appendix A). */
export function linkLocalAddress(macAddress: string): string {
  const bytes = macAddress.split(':').map((byte) => Number.parseInt(byte, 16));
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes;
  const groups = [(first ^ 2) * 256 + second, third * 256 + 0xff, 0xfe00 + fourth, fifth * 256 + sixth];
  return `fe80::${groups.map((group) => group.toString(16)).join(':')}`;
}

/** Metadata sources are of class E, which no network can use: 24 bits that stand for a port, and the next ones when they are taken. */
export function metadataSource(portUID: string, taken: ReadonlySet<string>): string {
  let number = Number.parseInt(createHash('sha256').update(portUID).digest('hex').slice(0, 6), 16);
  for (;;) {
    // Neither the first nor the last: a range's own address and its broadcast address.
    number = Math.min(Math.max(number, 1), 0xfffffe);
    const address = `240.${number >>> 16}.${(number >>> 8) & 0xff}.${number & 0xff}`;
    if (!taken.has(address)) return address;
    number = (number + 1) % 0xffffff;
  }
}

/** The number that {@link linkAddresses} starts to look for a free pair at. */
export function linkNumber(switchNamespace: string, vni: number): number {
  return Number.parseInt(createHash('sha256').update(`${switchNamespace} ${vni}`).digest('hex').slice(0, 5), 16);
}

/** A pair of addresses for the cable between a service namespace and the host: the `number`th of the 1,048,576 in 100.64.0.0/10 (RFC 6598). */
export function linkAddresses(number: number): { readonly host: string; readonly service: string } {
  const base = 100 * 2 ** 24 + 64 * 2 ** 16 + (number % 2 ** 20) * 4;
  return { host: dotted(base + 1), service: dotted(base + 2) };
}

/** The pair that has this address at the host's end. */
export function cableOf(host: string): { readonly host: string; readonly service: string } {
  return { host, service: host.replace(/\d+$/, (last) => String(Number(last) + 1)) };
}

function dotted(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
