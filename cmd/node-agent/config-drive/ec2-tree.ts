import { isIPv4 } from 'node:net';
import type { Machine } from '#apis/infrastructure/instance.ts';
import { ec2ID } from './derived-identifiers.ts';
import { jsonDocument, zoneOf, type MetadataSubject } from './metadata-subject.ts';

/** The versions that Nova puts on a config drive; it skips the older ones (config_drive_skip_versions). */
const ec2Versions = ['2009-04-04', 'latest'] as const;

/** `ec2/VERSION/meta-data.json` and `ec2/VERSION/user-data`: the form of EC2's metadata on a config drive. */
export function ec2Tree(subject: MetadataSubject): ReadonlyMap<string, Uint8Array> {
  const { userData } = subject;
  const metaData = jsonDocument(ec2MetaData(subject));
  return new Map(
    ec2Versions.flatMap((version) => [
      [`ec2/${version}/meta-data.json`, metaData] as const,
      ...(userData === undefined ? [] : [[`ec2/${version}/user-data`, userData] as const]),
    ]),
  );
}

/** All that the newest version of EC2's metadata has, but for the name of the key, which a config drive does not say. */
export function ec2MetaData(subject: MetadataSubject): Readonly<Record<string, unknown>> {
  const { server, machine } = subject.instance.spec;
  const { image, keyPair } = machine;
  return {
    'ami-id': ec2ID('ami', (machine.builtFrom ?? image).uid),
    'ami-launch-index': 0,
    'ami-manifest-path': 'FIXME', // what Nova says, to the letter
    'instance-id': ec2ID('i', server.uid),
    hostname: machine.hostname,
    'local-ipv4': machine.ports?.flatMap(({ addresses }) => addresses).find(({ ipAddress }) => isIPv4(ipAddress))?.ipAddress ?? '',
    'reservation-id': ec2ID('r', server.uid),
    'security-groups': [],
    ...(keyPair !== undefined && { 'public-keys': { 0: { 'openssh-key': keyPair.publicKey } } }),
    'local-hostname': machine.hostname,
    'public-hostname': machine.hostname,
    'public-ipv4': '',
    'instance-type': machine.flavor,
    'block-device-mapping': blockDeviceMapping(machine),
    ...(image.kernel !== undefined && { 'kernel-id': ec2ID('aki', image.kernel.sha256) }),
    ...(image.initrd !== undefined && { 'ramdisk-id': ec2ID('ari', image.initrd.sha256) }),
    placement: { 'availability-zone': zoneOf(subject) },
    'instance-action': 'none',
  };
}

/** Which disk is what, in the order in which virtual machines see them: the root disk, and those that came with the size. */
function blockDeviceMapping({ image, diskGiB, bootVolumeUID, ephemeralGiB = 0, swapMiB = 0 }: Machine): Readonly<Record<string, string>> {
  const hasRoot = image.format !== 'Kernel' || diskGiB > 0 || bootVolumeUID !== undefined;
  const disks = [...(hasRoot ? ['root'] : []), ...(ephemeralGiB > 0 ? ['ephemeral0'] : []), ...(swapMiB > 0 ? ['swap'] : [])];
  const mapping = Object.fromEntries(disks.map((name, index) => [name, `/dev/vd${'abc'.charAt(index)}`]));
  return hasRoot ? { ami: 'vda', ...mapping } : mapping;
}
