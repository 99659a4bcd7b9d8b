import { olderOf, without, type Converter } from './converter.ts';

/** What only GET told before 2.75. */
const onlyShown = [
  'OS-EXT-AZ:availability_zone',
  'config_drive',
  'OS-SRV-USG:launched_at',
  'OS-SRV-USG:terminated_at',
  'security_groups',
  'OS-EXT-STS:task_state',
  'OS-EXT-STS:vm_state',
  'OS-EXT-STS:power_state',
  'os-extended-volumes:volumes_attached',
  'host_status',
  'OS-EXT-SRV-ATTR:host',
  'OS-EXT-SRV-ATTR:hypervisor_hostname',
  'OS-EXT-SRV-ATTR:instance_name',
  'OS-EXT-SRV-ATTR:user_data',
];

/** What is there of a server since before it boots. */
const bootAttributes = [
  'OS-EXT-SRV-ATTR:reservation_id',
  'OS-EXT-SRV-ATTR:launch_index',
  'OS-EXT-SRV-ATTR:hostname',
  'OS-EXT-SRV-ATTR:kernel_id',
  'OS-EXT-SRV-ATTR:ramdisk_id',
  'OS-EXT-SRV-ATTR:root_device_name',
  'OS-EXT-SRV-ATTR:user_data',
];

const withoutAttributes = without(...bootAttributes);

/**
 * What servers looked like. The answers to PUT and to a rebuild are `server` too; what they lacked on top of that before 2.75 is under `updatedServer` and
 * `rebuiltServer`: lower them as both.
 */
export const serverConverters: readonly Converter[] = [
  { since: 96, of: 'server', effect: 'A server does not tell which zone it is pinned to.', lower: without('pinned_availability_zone') },
  { since: 75, of: 'updatedServer', effect: 'The answer to PUT has what can be changed, and little else.', lower: asChanged('key_name') },
  { since: 75, of: 'rebuiltServer', effect: 'The answer to a rebuild has what can be changed, and little else.', lower: asChanged() },
  { since: 73, of: 'server', effect: 'A lock has no reason.', lower: without('locked_reason') },
  { since: 71, of: 'server', effect: 'A server does not tell which groups it is in.', lower: without('server_groups') },
  {
    since: 63,
    of: 'server',
    effect: 'A server has no certificates that its image is held against.',
    lower: without('trusted_image_certificates'),
  },
  { since: 57, of: 'rebuiltServer', effect: 'The answer to a rebuild has no user data.', lower: without('user_data') },
  { since: 54, of: 'rebuiltServer', effect: 'The answer to a rebuild does not name the key.', lower: without('key_name') },
  { since: 47, of: 'server', effect: 'The flavor is a reference to one, by id, and says nothing of the size.', lower: flavorAsReference },
  { since: 26, of: 'server', effect: 'A server has no tags.', lower: without('tags') },
  { since: 19, of: 'server', effect: 'A server has no description.', lower: without('description') },
  { since: 16, of: 'server', effect: 'A server does not tell how its host is.', lower: without('host_status') },
  { since: 9, of: 'server', effect: 'A server does not tell whether it is locked.', lower: without('locked') },
  {
    since: 3,
    of: 'server',
    effect: 'An administrator sees no attributes from before the boot, and a volume does not tell whether it goes with the server.',
    lower: withoutBootAttributes,
  },
];

function asChanged(...besides: readonly string[]): Converter['lower'] {
  const strip = without(...onlyShown, ...bootAttributes, ...besides);
  return (body) => {
    strip(body);
    const { addresses } = body;
    if (typeof addresses !== 'object' || addresses === null) return;
    const short = Object.entries(addresses as Record<string, readonly Record<string, unknown>[]>).map(
      ([network, list]) => [network, list.map(({ version, addr }) => ({ version, addr }))] as const,
    );
    body['addresses'] = Object.fromEntries(short);
  };
}

function flavorAsReference(body: Record<string, unknown>): void {
  const { flavor } = body;
  if (typeof flavor !== 'object' || flavor === null || !('original_name' in flavor)) return;
  body['flavor'] = olderOf(body)['flavor'] ?? { id: flavor.original_name, links: [] };
}

function withoutBootAttributes(body: Record<string, unknown>): void {
  withoutAttributes(body);
  const volumes = body['os-extended-volumes:volumes_attached'];
  if (Array.isArray(volumes)) body['os-extended-volumes:volumes_attached'] = volumes.map(({ id }: { readonly id: string }) => ({ id }));
}
