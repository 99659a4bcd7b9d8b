import type { MetadataSubject } from './metadata-subject.ts';

/** `devices` of meta_data.json: cards and disks that carry a tag, as Nova lists them. Where they are on a bus only the guest knows. */
export function deviceMetadata({ instance }: MetadataSubject): readonly object[] {
  const { machine, volumes = [] } = instance.spec;
  const place = { bus: 'none', address: 'none' };
  const cards = (machine.ports ?? []).flatMap(({ macAddress, tag }) =>
    tag === undefined ? [] : [{ type: 'nic', mac: macAddress, ...place, tags: [tag] }],
  );
  const disks = volumes.flatMap(({ serial, tag }) => (tag === undefined ? [] : [{ type: 'disk', serial, ...place, tags: [tag] }]));
  return [...cards, ...disks];
}
