/**
 * How much of a version's change is for us: all of it; nothing but words that are let through; nothing, since it is about another service or about something that is
 * not here.
 */
export type Need = 'whole' | 'words' | 'nothing';

/** One version of the API. */
export interface Version {
  /** The minor number. */
  readonly version: number;
  /** What it changed. */
  readonly change: string;
  readonly need: Need;
  /** Where it is done, if that is not by a line of a table: `where-done.ts` finds the others. */
  readonly elsewhere?: string;
}

/** Every version there is. */
export const history: readonly Version[] = [
  version(1, 'The first: 2.0 with bodies that are held against schemas.'),
  version(2, 'Keys have a type; making one answers 201, deleting one 204.'),
  version(3, 'Administrators see what a server was given before it boots, and volumes tell whether they go with it.'),
  { version: 4, change: 'Fixed addresses tell whether they are reserved.', need: 'nothing' },
  version(5, 'Everybody can look for servers by an IPv6 address.'),
  version(6, 'Consoles are a resource of a server; the four actions for them are gone.'),
  version(7, 'Who gives a project access to a public flavor gets 409.', 'routes/flavor-access-routes.ts refuses it in every version'),
  { version: 8, change: 'Consoles may be of the type webmks, by the protocol mks.', need: 'words' },
  version(9, 'Servers tell whether they are locked.'),
  version(10, 'Administrators handle keys of others.'),
  version(11, 'A service can be said to be down.'),
  { version: 12, change: 'Virtual interfaces tell their network.', need: 'nothing' },
  version(13, 'Groups tell whose they are.'),
  version(14, 'An evacuation is not told whether disks are shared, and its answer has no password.'),
  version(15, 'Groups may have policies that are kept where possible.'),
  version(16, 'Servers tell administrators how their hosts are.'),
  version(17, 'A server can be made to dump its memory.'),
  version(18, 'The project may be left out of paths.', 'nova-server.ts registers both forms'),
  version(19, 'Servers have a description.'),
  version(20, 'Volumes can be attached to shelved servers, and detached.'),
  version(21, 'What was done to a server is told after it is deleted.'),
  version(22, 'A live migration can be forced to its end.'),
  version(23, 'Live migrations that run are a resource of a server, and migrations tell their type.'),
  version(24, 'A live migration that runs can be aborted.'),
  version(25, 'A live migration may find out by itself whether it copies disks, and has no say about room for them.'),
  version(26, 'Servers have tags, and lists can be filtered by them.'),
  version(27, 'The version may be asked for by OpenStack-API-Version.', 'microversion.ts reads both headers'),
  version(28, 'What a hypervisor says of its processors is an object.'),
  version(29, 'An evacuation asks the host that is named whether it fits, unless it is forced.'),
  version(30, 'A live migration asks the host that is named whether it fits, unless it is forced.'),
  version(31, 'Tokens of consoles of every type can be looked up.', 'routes/console-routes.ts tells of none where it leads'),
  version(32, 'Networks and block devices of a new server may have tags.'),
  version(33, 'Hypervisors are listed in pages; by mistake block devices lose their tags.'),
  version(
    34,
    'What speaks against a live migration is found after the answer.',
    'routes/actions/move-actions.ts says at once what speaks against one, as far as that is known, in every version',
  ),
  version(35, 'Keys are listed in pages, by name.'),
  version(36, 'Paths that are about other services are gone, and so are quotas of the network.'),
  version(37, 'A new server must say its networks, if only by a word; by mistake they lose their tags.'),
  version(38, 'A list of servers by a status that is none is 400.'),
  version(39, 'Metadata of images, and their limit, are gone.'),
  version(40, 'Usage is listed in pages.'),
  version(41, 'Aggregates tell their UUID.'),
  version(42, 'Networks and block devices of a new server may have tags again.'),
  version(43, 'The path os-hosts is gone.'),
  version(44, 'Actions for fixed and floating addresses are gone.'),
  version(45, 'The id of a new image stands in the answer and no longer in a header.'),
  version(46, 'The id of a request has a second header.', 'nova-server.ts sends both in every version'),
  version(47, 'A server holds its flavor, where it only named it before.'),
  version(48, 'Diagnostics have the same fields for every driver.'),
  version(49, 'Volumes and interfaces that are attached later may have tags.'),
  version(50, 'Classes of quotas have those for groups, and none of the network.'),
  version(51, 'A volume can be said to have grown; everybody sees the events of what was done.'),
  version(52, 'A new server may have tags.'),
  version(53, 'Services and hypervisors are known by UUIDs; a service is changed by its own path, and hypervisors are found by name.'),
  version(54, 'A rebuild may change the key.'),
  version(55, 'Flavors have a description, which can be changed.'),
  version(56, 'A cold migration may name the host.'),
  version(57, 'Files are no longer put into servers, and a rebuild may change the user data.'),
  version(58, 'What was done to a server is listed in pages, and by time.'),
  version(59, 'Migrations are listed in pages, and by time, and tell their UUID.'),
  version(60, 'A volume can be in several servers.', 'routes/volume-attachment-routes.ts goes by the volume in every version'),
  version(61, 'Flavors show their extra specs.'),
  version(62, 'Events of what was done tell where it was.'),
  { version: 63, change: 'A server may name certificates that its image is held against.', need: 'words' },
  version(64, 'A group has one policy, with rules.'),
  version(65, 'A live migration that waits can be aborted.', 'no live migration waits here'),
  version(66, 'Lists may be of what changed before a time.'),
  version(67, 'A block device may name the type of its volume.'),
  version(68, 'Evacuations and live migrations cannot be forced.'),
  version(69, 'What cannot be reached is shown in part, with the status UNKNOWN.', 'there are no cells, so nothing is out of reach alone'),
  version(70, 'Attachments tell their tags.'),
  version(71, 'Servers tell their groups.'),
  { version: 72, change: 'Ports of a new server may want a least bandwidth.', need: 'nothing' },
  version(73, 'A lock may have a reason; servers are filtered and sorted by locks.'),
  version(74, 'A new server may name its host, which is asked whether it fits.'),
  version(75, 'Parameters that are unknown are 400; the answers to PUT and rebuild are as that to GET; no swap is 0.'),
  version(76, 'The power of a server can be said to have changed.'),
  version(77, 'A server may be unshelved into a zone.'),
  version(78, 'Servers tell their topology.'),
  version(79, 'Who attaches a volume may say whether it goes with the server.'),
  version(80, 'Migrations tell whose they are.'),
  { version: 81, change: 'Images can be fetched ahead by the hosts of an aggregate.', need: 'words' },
  { version: 82, change: 'A device can be said to be ready.', need: 'words' },
  version(83, 'Everybody may filter servers by more.'),
  version(84, 'Events of what was done tell why it failed.'),
  version(85, 'Whether a volume goes with its server can be changed.'),
  version(86, 'Extra specs that are known are checked.', 'schemas/extra-specs.ts'),
  version(87, 'Servers that boot from a volume can be rescued.'),
  version(88, 'Hypervisors have no sums, and tell their uptime.'),
  version(89, 'Volume attachments tell their own id and that of their device.'),
  version(90, 'The name inside a server can be said, and everybody sees it.'),
  version(91, 'A server may be unshelved to a host, and pinned to a zone or taken out of it.'),
  version(92, 'Keys are no longer made, only imported, and their names may have more signs.'),
  version(93, 'A rebuild fills the volume that a server boots from.'),
  version(94, 'The name inside a server may be a whole domain name.'),
  version(95, 'An evacuated server stays stopped.', 'routes/actions/support-actions.ts evacuates no single server'),
  version(96, 'Servers tell which zone they are pinned to.'),
];

function version(minor: number, change: string, elsewhere?: string): Version {
  return { version: minor, change, need: 'whole', ...(elsewhere === undefined ? {} : { elsewhere }) };
}
