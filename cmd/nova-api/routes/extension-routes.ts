import { NovaFault } from '../http/nova-fault.ts';
import type { Route } from './route.ts';

/** `/extensions`: what of Nova's former extensions is here, as clients from before there were versions ask. */
export const extensionRoutes: readonly Route[] = [
  { method: 'GET', path: '/extensions', policy: 'reader', handle: () => ({ code: 200, body: { extensions: extensions.map(view) } }) },
  {
    method: 'GET',
    path: '/extensions/:alias',
    policy: 'reader',
    handle: ({ parameters }) => {
      const extension = extensions.find(({ alias }) => alias === parameters['alias']);
      if (extension === undefined) throw new NovaFault(404, 'The resource could not be found.');
      return { code: 200, body: { extension: view(extension) } };
    },
  },
];

interface Extension {
  readonly alias: string;
  readonly name: string;
  readonly description: string;
}

/** The rest has been the same for all of them since they are part of the API itself (nova/api/openstack/compute/extension_info.py). */
function view({ alias, name, description }: Extension): object {
  return {
    alias,
    name,
    description,
    links: [],
    namespace: 'http://docs.openstack.org/compute/ext/fake_xml',
    updated: '2014-12-03T00:00:00Z',
  };
}

/** Alias, name, and what it is for. */
const extensions: readonly Extension[] = (
  [
    ['OS-DCF', 'DiskConfig', 'How a disk is parted when a server is made.'],
    ['OS-EXT-AZ', 'ExtendedAvailabilityZone', 'Servers say in which zone they are.'],
    ['OS-EXT-IMG-SIZE', 'ImageSize', 'Images say how many bytes they have.'],
    ['OS-EXT-IPS', 'ExtendedIps', 'Addresses say of which kind they are.'],
    ['OS-EXT-IPS-MAC', 'ExtendedIpsMac', 'Addresses say the MAC of their card.'],
    ['OS-EXT-SRV-ATTR', 'ExtendedServerAttributes', 'What operators see of a server.'],
    ['OS-EXT-STS', 'ExtendedStatus', 'The states of a server in full.'],
    ['OS-FLV-DISABLED', 'FlavorDisabled', 'Flavors say whether they can be used.'],
    ['OS-FLV-EXT-DATA', 'FlavorExtraData', 'Flavors say the size of their ephemeral disk.'],
    ['OS-SCH-HNT', 'SchedulerHints', 'Wishes about where a server is to be.'],
    ['OS-SRV-USG', 'ServerUsage', 'When a server was started and when it ended.'],
    ['os-access-ips', 'AccessIPs', 'Addresses by which people reach a server.'],
    ['os-admin-actions', 'AdminActions', 'What operators do to a server.'],
    ['os-admin-password', 'AdminPassword', 'The password of a guest is changed.'],
    ['os-aggregates', 'Aggregates', 'Hosts that have something in common.'],
    ['os-attach-interfaces', 'AttachInterfaces', 'Cards of a server.'],
    ['os-availability-zone', 'AvailabilityZone', 'The zones that there are.'],
    ['os-config-drive', 'ConfigDrive', 'A disk with what a guest has to know.'],
    ['os-console-output', 'ConsoleOutput', 'What a guest wrote to its console.'],
    ['os-consoles', 'Consoles', 'Consoles of a server, to be opened.'],
    ['os-create-backup', 'CreateBackup', 'Images of a server, of which the newest are kept.'],
    ['os-deferred-delete', 'DeferredDelete', 'Deleted servers that can be had back.'],
    ['os-evacuate', 'Evacuate', 'A server leaves a host that is lost.'],
    ['os-flavor-access', 'FlavorAccess', 'Flavors for some projects only.'],
    ['os-flavor-extra-specs', 'FlavorExtraSpecs', 'Further demands of a flavor.'],
    ['os-flavor-manage', 'FlavorManage', 'Flavors are made and deleted.'],
    ['os-hosts', 'Hosts', 'The hosts, and what is on them.'],
    ['os-hypervisors', 'Hypervisors', 'The hosts, by what runs on them.'],
    ['os-instance-actions', 'InstanceActions', 'What was done to a server.'],
    ['os-keypairs', 'Keypairs', 'Keys of a user.'],
    ['os-lock-server', 'LockServer', 'A server is locked and unlocked.'],
    ['os-migrate-server', 'MigrateServer', 'A server moves to another host.'],
    ['os-multiple-create', 'MultipleCreate', 'Several servers by one request.'],
    ['os-pause-server', 'PauseServer', 'A server is paused and goes on.'],
    ['os-rescue', 'Rescue', 'A server boots from another disk, to be mended.'],
    ['os-server-diagnostics', 'ServerDiagnostics', 'Figures of a running server.'],
    ['os-server-groups', 'ServerGroups', 'Servers that are to be together or apart.'],
    ['os-server-password', 'ServerPassword', 'The password that a guest left, encrypted.'],
    ['os-services', 'Services', 'The processes of the hosts.'],
    ['os-shelve', 'Shelve', 'A server makes room for others and keeps its disk.'],
    ['os-suspend-server', 'SuspendServer', 'A server is suspended and goes on.'],
    ['os-user-data', 'UserData', 'What a guest is told at its first start.'],
    ['os-volumes', 'Volumes', 'Disks that outlive servers.'],
    ['servers', 'Servers', 'Servers.'],
    ['flavors', 'Flavors', 'Sizes of servers.'],
    ['image-metadata', 'ImageMetadata', 'Words about images.'],
    ['images', 'Images', 'What servers boot from.'],
    ['ips', 'Ips', 'Addresses of a server.'],
    ['server-metadata', 'ServerMetadata', 'Words about servers.'],
    ['versions', 'Versions', 'The versions that there are.'],
  ] as const
).map(([alias, name, description]) => ({ alias, name, description }));
