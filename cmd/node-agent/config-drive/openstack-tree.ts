import { deviceMetadata } from './device-metadata.ts';
import { networkData } from './network-data.ts';
import { jsonDocument, noVendorDocuments, zoneOf, type MetadataSubject } from './metadata-subject.ts';
import { includes, visibleOpenStackVersions, type OpenStackVersion } from './openstack-versions.ts';

/** `openstack/VERSION/…` for every version, and for `latest`, which is the newest under another name. */
export function openStackTree(subject: MetadataSubject): ReadonlyMap<string, Uint8Array> {
  const versions = visibleOpenStackVersions(subject.now);
  const latest = versions.at(-1);
  const folders = [
    ...versions.map((version) => ({ name: version as string, version })),
    ...(latest === undefined ? [] : [{ name: 'latest', version: latest }]),
  ];
  return new Map(
    folders.flatMap(({ name, version }) =>
      documentsOf(subject, version).map(([document, content]) => [`openstack/${name}/${document}`, content] as const),
    ),
  );
}

function documentsOf(subject: MetadataSubject, version: OpenStackVersion): readonly (readonly [string, Uint8Array])[] {
  const vendor = subject.vendorData ?? noVendorDocuments;
  return [
    ['meta_data.json', jsonDocument(metaData(subject, version))],
    ...(subject.userData === undefined ? [] : [['user_data', subject.userData] as const]),
    ...(includes(version, 'vendorData') ? [['vendor_data.json', jsonDocument(vendor.static)] as const] : []),
    ...(includes(version, 'networkData') ? [['network_data.json', jsonDocument(networkData(subject))] as const] : []),
    ...(includes(version, 'vendorData2')
      ? [['vendor_data2.json', jsonDocument({ ...vendor.dynamic, static: vendor.static })] as const]
      : []),
  ];
}

/** Every field that Nova gives to a server as ours are: no files are injected. */
function metaData(subject: MetadataSubject, version: OpenStackVersion): object {
  const { instance, randomSeed } = subject;
  const { server, machine } = instance.spec;
  const { keyPair, metadata = {} } = machine;
  return {
    uuid: server.uid,
    ...(Object.keys(metadata).length > 0 && { meta: metadata }),
    ...(keyPair !== undefined && {
      public_keys: { [keyPair.name]: keyPair.publicKey },
      keys: [{ name: keyPair.name, type: keyPair.type.toLowerCase(), data: keyPair.publicKey }],
    }),
    hostname: machine.hostname,
    name: machine.displayName,
    launch_index: 0,
    availability_zone: zoneOf(subject),
    ...(includes(version, 'randomSeed') && { random_seed: Buffer.from(randomSeed).toString('base64') }),
    ...(includes(version, 'projectID') && { project_id: instance.metadata.namespace ?? '' }),
    ...(includes(version, 'devices') && { devices: deviceMetadata(subject) }),
    ...(includes(version, 'dedicatedCPUs') && { dedicated_cpus: [] }),
  };
}
