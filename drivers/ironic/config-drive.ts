import { gzipSync } from 'node:zlib';
import { configDriveImage } from '#drivers/config-drive/config-drive-image.ts';
import type { Guest } from '#drivers/contract/driver.ts';

/**
 * The config drive of a bare machine as Ironic takes it: a disk image, compressed, in base64. It holds the guest's documents byte for byte; only, the
 * cards of the machine are those that are really in it, so the network data name their addresses, in order. Ironic would also make the disk itself,
 * from four documents that it reads as text; that would lose all others, and user data that is no text. Undefined: the guest is to have none.
 */
export function configDriveOf({ configDrive }: Guest, macAddresses: readonly string[]): string | undefined {
  if (configDrive.size === 0) return undefined;
  const documents = new Map<string, Uint8Array>();
  for (const [path, content] of configDrive)
    documents.set(path, path.endsWith('/network_data.json') ? withRealCards(content, macAddresses) : content);
  return gzipSync(configDriveImage(documents)).toString('base64');
}

interface NetworkData {
  readonly links?: readonly { readonly ethernet_mac_address?: string }[];
}

function withRealCards(content: Uint8Array, macAddresses: readonly string[]): Uint8Array {
  const data = JSON.parse(Buffer.from(content).toString('utf8')) as NetworkData;
  if (data.links === undefined) return content;
  const links = data.links.map((link, index) => ({ ...link, ethernet_mac_address: macAddresses[index] ?? link.ethernet_mac_address }));
  return Buffer.from(JSON.stringify({ ...data, links }));
}
