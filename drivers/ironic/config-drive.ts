import { DriverError, type Guest } from '#drivers/contract/driver.ts';

/** A config drive as Ironic makes one: it builds the disk itself, from documents. */
export interface ConfigDrive {
  readonly meta_data: object;
  readonly network_data?: object;
  readonly user_data?: string;
  readonly vendor_data?: object;
}

/**
 * The guest's documents for its config drive. The cards of the machine are those that are really in it, so the documents name their addresses, in
 * order. Throws `Unsupported` for user data that is no text: Ironic takes nothing else.
 */
export function configDriveOf({ configDrive, mark }: Guest, macAddresses: readonly string[]): ConfigDrive {
  const metaData = document(configDrive, 'meta_data.json');
  const networkData = document(configDrive, 'network_data.json');
  const vendorData = document(configDrive, 'vendor_data.json');
  const userData = configDrive.get('openstack/latest/user_data');
  return {
    meta_data: metaData ?? {},
    ...(networkData !== undefined && { network_data: withRealCards(networkData, macAddresses) }),
    ...(userData !== undefined && { user_data: text(userData, mark.instanceUID) }),
    ...(vendorData !== undefined && { vendor_data: vendorData }),
  };
}

function document(files: Guest['configDrive'], name: string): object | undefined {
  const bytes = files.get(`openstack/latest/${name}`);
  return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString('utf8')) as object);
}

interface NetworkData {
  readonly links?: readonly { readonly ethernet_mac_address?: string }[];
}

function withRealCards(data: NetworkData, macAddresses: readonly string[]): object {
  if (data.links === undefined) return data;
  const links = data.links.map((link, index) => ({ ...link, ethernet_mac_address: macAddresses[index] ?? link.ethernet_mac_address }));
  return { ...data, links };
}

function text(bytes: Uint8Array, instanceUID: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DriverError('Unsupported', `prepare ${instanceUID}: its user data is not UTF-8 text, and Ironic takes nothing else`, {
      cause,
    });
  }
}
