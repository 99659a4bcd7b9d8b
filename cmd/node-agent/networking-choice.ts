import { isIP } from 'node:net';
import { UsageError } from '#cmd/bootstrap/flags.ts';
import type { NetworkingChoice } from './machine-networking.ts';

export const networkingFlags = {
  'overlay-address': {
    kind: 'Optional',
    value: 'ADDRESS',
    help: 'Where other hosts send the traffic of networks that both have guests in (VXLAN). Networks end at this host if absent.',
  },
  'uplink-interface': {
    kind: 'Optional',
    value: 'NAME',
    help: 'The interface by which guests reach the outside, seen as this host; forwarding is switched on for it. They reach nobody if absent.',
  },
  'uplink-allow': { kind: 'List', value: 'RANGE', help: 'Private addresses that guests may reach by the uplink.' },
  'uplink-deny': {
    kind: 'List',
    value: 'RANGE',
    help: 'Addresses that guests may not reach by the uplink: the control plane, to begin with.',
  },
  'vendor-data-file': { kind: 'Optional', value: 'FILE', help: 'JSON that every guest finds as its vendor data.' },
  'vendor-data-service': { kind: 'List', value: 'NAME=URL', help: 'A service that is asked for more vendor data about each guest.' },
} as const;

export interface NetworkingFlagValues {
  readonly 'overlay-address': string | undefined;
  readonly 'uplink-interface': string | undefined;
  readonly 'uplink-allow': readonly string[];
  readonly 'uplink-deny': readonly string[];
  readonly 'vendor-data-file': string | undefined;
  readonly 'vendor-data-service': readonly string[];
}

/** What the flags choose. Throws {@link UsageError}. */
export async function networkingChoice(
  values: NetworkingFlagValues,
  readText: (path: string) => Promise<string>,
): Promise<NetworkingChoice> {
  const overlayAddress = values['overlay-address'];
  if (overlayAddress !== undefined && isIP(overlayAddress) === 0)
    throw new UsageError(`--overlay-address: "${overlayAddress}" is not an IP address`);
  const interfaceName = values['uplink-interface'];
  if (interfaceName === undefined && [...values['uplink-allow'], ...values['uplink-deny']].length > 0)
    throw new UsageError('--uplink-allow and --uplink-deny go with --uplink-interface');
  return {
    ...(overlayAddress === undefined ? {} : { overlayAddress }),
    ...(interfaceName === undefined
      ? {}
      : { uplink: { interfaceName, allowedDestinations: values['uplink-allow'], deniedDestinations: values['uplink-deny'] } }),
    vendorData: await vendorDataChoice(values, readText),
  };
}

async function vendorDataChoice(
  values: NetworkingFlagValues,
  readText: (path: string) => Promise<string>,
): Promise<NonNullable<NetworkingChoice['vendorData']>> {
  const file = values['vendor-data-file'];
  const services = values['vendor-data-service'].map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--vendor-data-service: "${text}" is not NAME=URL`);
    return { name: text.slice(0, at), url: text.slice(at + 1) };
  });
  if (file === undefined) return { services };
  try {
    return { services, static: JSON.parse(await readText(file)) as unknown };
  } catch (cause) {
    throw new UsageError(`--vendor-data-file: ${file}: ${(cause as Error).message}`, { cause });
  }
}
