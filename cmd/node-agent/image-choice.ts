import { isAbsolute } from 'node:path';
import { AddressGuard, parseAddressRanges } from '#cmd/bootstrap/address-guard.ts';
import { UsageError, type Flag, type FlagValues } from '#cmd/bootstrap/flags.ts';
import { parseAddress } from '#cmd/bootstrap/port-file.ts';

/** Where images may come from, and how much room they have. */
export interface ImageChoice {
  readonly allowedFileDirectories: readonly string[];
  readonly addresses: AddressGuard;
  /** What images may take that nobody uses; absent: as much as there is room. */
  readonly maximumBytes?: number;
}

export const imageFlags = {
  'allow-image-directory': { kind: 'List', value: 'DIRECTORY', help: 'Images may be read from file: URLs below it.' },
  'allow-image-address': {
    kind: 'List',
    value: 'RANGE',
    help: 'Images may be fetched from these addresses, although they are of this machine, the control plane, loopback or link-local.',
  },
  'deny-image-address': {
    kind: 'List',
    value: 'RANGE',
    help: 'Images may not be fetched from these addresses: what else only hosts can reach.',
  },
  'image-cache-bytes': {
    kind: 'Optional',
    value: 'BYTES',
    help: 'What cached images may take together, for each driver; those in use stay in any case. As much as there is room if absent.',
  },
} as const satisfies Record<string, Flag>;

/** What the flags choose. Throws {@link UsageError}. */
export function imageChoice(values: FlagValues<typeof imageFlags> & { readonly gateway: readonly string[] }): ImageChoice {
  const allowedFileDirectories = values['allow-image-directory'];
  const relative = allowedFileDirectories.find((directory) => !isAbsolute(directory));
  if (relative !== undefined) throw new UsageError(`--allow-image-directory: "${relative}" is not an absolute path`);
  const addresses = new AddressGuard({
    allowed: parseAddressRanges('--allow-image-address', values['allow-image-address']),
    denied: parseAddressRanges('--deny-image-address', values['deny-image-address']),
    controlPlaneHosts: values.gateway.map((address) => parseAddress(address).host),
  });
  const maximumBytes = cacheBytes(values['image-cache-bytes']);
  return { allowedFileDirectories, addresses, ...(maximumBytes === undefined ? {} : { maximumBytes }) };
}

function cacheBytes(text: string | undefined): number | undefined {
  const bytes = text === undefined ? undefined : Number(text);
  if (bytes === undefined || (Number.isSafeInteger(bytes) && bytes >= 0)) return bytes;
  throw new UsageError(`--image-cache-bytes: "${text}" is not a whole number`);
}
