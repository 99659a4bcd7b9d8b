/**
 * Says block devices of a new server that are in the first form, `block_device_mapping`, in the second: what each is made of, and which one is booted from. That is
 * the image if there is one, else the first volume (nova/block_device.py, from_legacy_mapping).
 */
export function legacyBlockDevices(server: Record<string, unknown>): void {
  const { block_device_mapping: legacy, imageRef: image } = server as LegacyServer;
  if (legacy === undefined) return;
  delete server['block_device_mapping'];
  const devices = legacy
    .filter(({ no_device: none }) => none === undefined || none === null || none === false || none === '')
    .map(deviceOf);
  const root = isPresent(image) ? undefined : devices.find(({ source_type: source }) => source === 'volume' || source === 'snapshot');
  const others = devices.map((device) => ({ ...device, boot_index: device === root ? 0 : -1 }));
  const ofImage = { source_type: 'image', destination_type: 'local', uuid: image, boot_index: 0, delete_on_termination: true };
  server['block_device_mapping_v2'] = isPresent(image) ? [ofImage, ...others] : others;
}

interface LegacyServer {
  readonly block_device_mapping?: readonly LegacyDevice[];
  readonly imageRef?: string;
}

interface LegacyDevice {
  readonly virtual_name?: string;
  readonly volume_id?: string;
  readonly snapshot_id?: string;
  readonly volume_size?: number | string;
  readonly device_name?: string;
  readonly delete_on_termination?: boolean | string;
  readonly no_device?: unknown;
}

interface Device {
  readonly source_type?: 'blank' | 'snapshot' | 'volume';
  readonly [field: string]: unknown;
}

function deviceOf({ virtual_name: role, volume_id: volume, snapshot_id: snapshot, ...rest }: LegacyDevice): Device {
  const { volume_size, device_name, delete_on_termination } = rest;
  const kept = {
    ...(volume_size === undefined ? {} : { volume_size }),
    ...(device_name === undefined ? {} : { device_name }),
    ...(delete_on_termination === undefined ? {} : { delete_on_termination }),
  };
  if (role === 'swap')
    return { ...kept, source_type: 'blank', destination_type: 'local', delete_on_termination: true, guest_format: 'swap' };
  if (/^ephemeral\d+$/.test(role ?? '')) return { ...kept, source_type: 'blank', destination_type: 'local', delete_on_termination: true };
  if (isPresent(snapshot)) return { ...kept, source_type: 'snapshot', destination_type: 'volume', uuid: snapshot };
  if (isPresent(volume)) return { ...kept, source_type: 'volume', destination_type: 'volume', uuid: volume };
  // It says nothing of what it is made of, and is refused for that.
  return kept;
}

function isPresent(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
