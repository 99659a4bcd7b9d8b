import { isIPv6 } from 'node:net';

/** The addresses by which people say that a server is reached; an empty one says that there is none, an absent one nothing. */
export interface AccessAddresses {
  readonly accessIPv4?: string;
  readonly accessIPv6?: string;
}

/** For a merge patch of a Server's spec: what is not named stays. */
export function accessAddressesPatch({ accessIPv4, accessIPv6 }: AccessAddresses): { readonly accessAddresses?: object } {
  if (accessIPv4 === undefined && accessIPv6 === undefined) return {};
  return {
    accessAddresses: {
      ...(accessIPv4 === undefined ? {} : { ipv4: accessIPv4 || null }),
      ...(accessIPv6 === undefined ? {} : { ipv6: plainAddress(accessIPv6) || null }),
    },
  };
}

/** For a new Server. */
export function accessAddressesOf({ accessIPv4 = '', accessIPv6 = '' }: AccessAddresses): { readonly accessAddresses?: object } {
  const addresses = {
    ...(accessIPv4 === '' ? {} : { ipv4: accessIPv4 }),
    ...(accessIPv6 === '' ? {} : { ipv6: plainAddress(accessIPv6) }),
  };
  return Object.keys(addresses).length === 0 ? {} : { accessAddresses: addresses };
}

/** An address in the one form that Nova shows: IPv6 without needless zeros, in hexadecimal throughout (RFC 5952). */
function plainAddress(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
