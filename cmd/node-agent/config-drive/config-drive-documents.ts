import type { Clock } from '#apis/machinery/clock.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { randomSeed } from './derived-identifiers.ts';
import { ec2Tree } from './ec2-tree.ts';
import type { MetadataSubject, VendorDocuments } from './metadata-subject.ts';
import { openStackTree } from './openstack-tree.ts';

export interface ConfigDriveDependencies {
  readonly clock: Pick<Clock, 'now'>;
  /** At least 32 bytes that never leave the host and stay the same: what guests' random seeds are made from. */
  readonly hostSecret: Uint8Array;
}

/** What a guest's documents are made from, beside what the host has. */
export interface DocumentsInput {
  readonly instance: Instance;
  readonly userData: Uint8Array | undefined;
  readonly vendorData?: VendorDocuments;
}

/** What the agent gives to {@link metadataDocuments} for its guests. */
export function createConfigDriveDocuments(
  dependencies: ConfigDriveDependencies,
): (input: DocumentsInput) => ReadonlyMap<string, Uint8Array> {
  const subjectOf = createMetadataSubject(dependencies);
  return (input) => metadataDocuments(subjectOf(input));
}

/** The subject that the config drive and the metadata service have in common: so they say the same. */
export function createMetadataSubject({ clock, hostSecret }: ConfigDriveDependencies): (input: DocumentsInput) => MetadataSubject {
  if (hostSecret.length < 32) throw new RangeError('the secret that random seeds are made from is shorter than 32 bytes');
  return (input) => ({ ...input, randomSeed: randomSeed(hostSecret, input.instance.metadata.uid), now: clock.now() });
}

/**
 * Everything that a guest can learn about itself: path to content, as Nova lays out a config drive and its metadata
 * service serves it. Pure; the same input gives the same bytes.
 */
export function metadataDocuments(subject: MetadataSubject): ReadonlyMap<string, Uint8Array> {
  return new Map([...openStackTree(subject), ...ec2Tree(subject)]);
}
