import type { AllowedDifference } from './judge.ts';

const played = 'Both have drivers that only play, and make up other figures.';
const place = 'Each has its own scheduler, which chooses another host.';
const noNumbers = 'Numbers are given by another rule, or there are none.';
const onceAsked = 'The middleware of Keystone refuses who has no token, in words of its own; ours are those of Nova.';
const notFound = 'What is no path is 404 in the form of all faults, with the version; Nova answers with a page for browsers.';

/** Where our answers may differ from Nova's, and why. Each is needed by at least one request, or the run says that it is too many. The first that fits counts. */
export const allowedDifferences: readonly AllowedDifference[] = [
  { of: ['no token', 'a token that is none', '* by nobody'], at: ['error', 'unauthorized', 'header *'], reason: onceAsked },
  {
    of: [
      'others',
      'a method that is not allowed: *',
      'the path *',
      'a path *',
      'a slash at the end',
      'handed on to others: *',
      'of images that are none, *',
    ],
    at: ['body', 'header content-type', 'header openstack-api-version', 'header x-openstack-nova-api-version', 'header vary'],
    reason: notFound,
  },
  {
    of: ['a method that is not allowed: servers in detail', 'a project in the path that is none'],
    at: ['code', 'header *', 'body', 'badRequest'],
    reason: 'Nova takes a word of the path for the id of a server, or for nothing, where we have another path or a project.',
  },
  {
    of: 'an answer wanted as JSON of version 2',
    at: 'header content-type',
    reason: 'JSON is called so, also to those who asked for it by a longer name.',
  },
  {
    of: 'a version that is none',
    at: 'code',
    reason: 'Nova answers an unknown version with a choice of those that there are; ours is 404.',
  },
  {
    of: ['the list of versions*', 'the version document*', 'a version in each form, latest'],
    at: ['*version.version', 'versions[1].version', 'header *-api-version'],
    reason: 'The newest version of the Nova beside us (Zed) is 2.93.',
  },
  {
    of: 'JSON that says it is text',
    at: 'code',
    reason: 'A body that says it is text is 415, JSON or not; Nova looks into it as into an empty one.',
  },
  {
    of: 'GET /extensions',
    at: 'extensions.length',
    reason: 'Nova lists extensions that have long been parts of others; those that clients ask for are there.',
  },
  { of: 'GET /extensions/:alias', at: 'extension.description', reason: 'Descriptions are in words of our own.' },
  {
    of: ['GET /images', 'GET /images/detail', 'GET /images/:id'],
    at: '*links.length',
    reason: 'Images have no link to the image service: clients know it from the catalogue.',
  },
  {
    of: ['GET /os-hosts/:name/startup', 'GET /os-hosts/:name/reboot', 'GET /os-hosts/:name/shutdown'],
    at: 'code',
    reason: 'No driver of ours turns its host off or on, as none of Nova’s but the one that plays.',
  },
  {
    of: ['GET /os-hosts', 'GET /os-availability-zone/detail', 'GET /os-services'],
    at: ['hosts.length', 'availabilityZoneInfo.length', 'services.length'],
    reason: 'Hosts are what there is to run servers: the control plane has no host of its own, and no zone `internal`.',
  },
  { of: 'GET /os-hosts/:name', at: 'host[*].resource.*', reason: played },
  {
    of: ['GET /os-quota-sets*', 'PUT /os-quota-sets*', 'GET /os-quota-class-sets*', 'PUT /os-quota-class-sets*', 'GET /limits'],
    at: ['*injected_files', '*injected_files.limit', '*maxPersonality'],
    reason: 'Files are not put into servers: the limit of them is 0, and whoever sends one is refused as by a Nova with that quota.',
  },
  { of: 'GET /flavors', at: 'flavors[*].*', reason: 'Flavors that are equal by what they are sorted by are in another order.' },
  {
    of: 'a flavor with the id auto',
    at: 'flavor.*',
    reason: 'A flavor that asks for the id `auto` gets one that is made for it, as the clients mean it; Nova takes the word.',
  },
  {
    of: 'access is given to a public flavor, 2.6',
    at: 'code',
    reason: 'That a public flavor has no list of who may use it is said in every version, not only from 2.7 on.',
  },
  {
    of: 'a bad action of a flavor: a project that is none',
    at: 'code',
    reason: 'Nobody asks the identity service whether a project is there: access may be given before it is.',
  },
  {
    of: 'a key by a reader',
    at: 'code',
    reason: 'A key is an object of the project in which it is used, which a reader cannot write.',
  },
  {
    of: ['GET /os-keypairs/:name', 'GET /os-services', 'PUT /os-services/:id', 'GET /os-hypervisors*'],
    at: ['*.id', '*.service.id'],
    reason: noNumbers,
  },
  {
    of: 'POST /os-aggregates/:id/action',
    at: 'aggregate.updated_at',
    reason: 'An aggregate that gets a host has changed; with Nova it has not.',
  },
  {
    of: 'POST /os-aggregates/:id/images',
    at: 'code',
    reason: 'Images cannot be brought to hosts before a server needs them, and that is said.',
  },
  {
    of: ['a service is forced down, 2.10', 'a service is forced down, 2.11'],
    at: 'code',
    reason: 'Nobody declares a host down: it is so when it is silent for as long as its lease.',
  },
  {
    of: 'GET /os-instance_usage_audit_log',
    at: 'instance_usage_audit_logs.hosts_not_run*',
    reason: 'Nova tells hosts in the order in which its databases happen to have them.',
    byChance: true,
  },
  {
    of: ['GET /os-hypervisors*'],
    at: ['hypervisor*'],
    reason: played,
  },
  {
    of: 'GET /servers/:id/diagnostics',
    at: ['*_details*', 'vda_*', 'vnet*', 'cpu0_time', 'memory', 'uptime', 'hypervisor*'],
    reason: played,
  },
  {
    of: 'servers, chosen: *',
    at: 'servers[*].name',
    reason: 'Servers that were made in one second are in the order of their ids, which chance makes.',
    byChance: true,
  },
  {
    of: ['GET /servers/:id', 'GET /servers/detail', 'GET /servers/:id/os-instance-actions/:request'],
    at: ['*OS-EXT-SRV-ATTR:host', '*OS-EXT-SRV-ATTR:hypervisor_hostname', 'instanceAction.events[*].host'],
    reason: place,
    byChance: true,
  },
  {
    of: ['GET /servers/:id', 'GET /servers/detail'],
    at: '*OS-EXT-SRV-ATTR:root_device_name',
    reason: 'Disks are at the bus virtio, with Nova’s driver that plays at the bus SCSI.',
  },
  {
    of: 'GET /servers/:id',
    at: 'server.OS-EXT-STS:power_state',
    reason:
      'The power state is that of the guest. With Nova it is what its driver that plays says, which does not play pausing, suspending and rescuing.',
  },
  {
    of: ['POST /servers/:id/action rebuild', 'GET /servers/:id'],
    at: ['server.user_data', 'server.OS-EXT-SRV-ATTR:user_data'],
    reason: 'A rebuild keeps the user data that the server was made with.',
  },
  {
    of: ['GET /servers/:id/os-instance-actions'],
    at: 'instanceActions[*].project_id',
    reason: 'What an administrator does to a server of another project is told with the project of the server.',
  },
  {
    of: ['GET /os-migrations'],
    at: ['migrations[*].source_*', 'migrations[*].dest_*', 'migrations[*].*_instance_type_id'],
    reason:
      'Each has its own scheduler, which chooses another host; Nova’s driver that plays has an address of its own, and flavors have no numbers.',
  },
  {
    of: ['POST /servers/:id/action os-getConsoleOutput'],
    at: 'output',
    reason: played,
  },
  {
    of: ['POST /servers/:id/action os-getVNCConsole', 'POST /servers/:id/remote-consoles'],
    at: ['console.url', 'remote_console.url'],
    reason: 'Addresses of consoles lead to our api-server, as Nova’s lead to its proxy.',
  },
  {
    of: 'a bad screen: a type of another',
    at: 'code',
    reason: 'A protocol with a type of another is refused; Nova looks at the protocol alone.',
  },
  {
    of: ['GET /servers/:id/os-interface', 'GET /servers/:id/os-interface/:port', 'POST /servers/:id/os-interface'],
    at: ['*.subnet_id', '*.port_state'],
    reason: 'A network has one subnet, of its own id, and a port is active when the guest has it, not before.',
  },
  {
    of: 'GET /servers/:id/os-security-groups',
    at: ['security_groups[*].id', 'security_groups[*].description'],
    reason: 'The one security group lets everything through, and has a word for an id.',
  },
  {
    of: ['a bad interface: a network that is none', 'a volume that is none is detached'],
    at: 'code',
    reason: 'The Nova beside us has no Cinder, and of a network service only what it needs: it fails with 500 there.',
  },
  {
    of: 'an interface that is none is removed',
    at: 'code',
    reason: 'What is not there is said at once; Nova finds it out later and tells nobody.',
  },
  {
    of: 'a server with user data that is no base64',
    at: 'code',
    reason: 'User data that is not base64 is refused; Nova takes it and leaves out what it cannot read.',
  },
  {
    of: 'servers, chosen by an administrator: by description, too early',
    at: 'servers.length',
    reason: 'Administrators can look for descriptions in every version; Nova knows them by another name and drops the wish.',
  },
];
