import { createHash } from 'node:crypto';
import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Machine } from '#apis/infrastructure/instance.ts';

/** What a server refers to, as far as it exists. */
export interface References {
  readonly flavor: Flavor | undefined;
  /** From the own namespace, or else from `public`. */
  readonly image: Image | undefined;
  readonly keyPair: KeyPair | undefined;
  readonly serverGroup: ServerGroup | undefined;
}

/** The machine with every reference resolved, or the first thing that stands in the way, in words for the user. */
export type ResolvedMachine =
  | { readonly kind: 'Resolved'; readonly machine: Machine }
  | { readonly kind: 'Unresolved'; readonly reason: string; readonly message: string };

/** Turns a server's wishes and references into one self-contained machine. Pure. */
export function resolveMachine(server: Server, references: References): ResolvedMachine {
  const { spec } = server;
  const { flavor, image, keyPair } = references;
  if (flavor === undefined) {
    return unresolved(
      'FlavorNotFound',
      `spec.flavor: there is no flavor "${spec.flavor}"; create it, or delete the server and name another (tycho get flavors)`,
    );
  }
  if (image === undefined) {
    return unresolved(
      'ImageNotFound',
      `spec.image: there is no image "${spec.image}" in namespace "${server.metadata.namespace}" or "public"; create it, or delete the server and name another (tycho get images)`,
    );
  }
  if (spec.keyPair !== undefined && keyPair === undefined) {
    return unresolved(
      'KeyPairNotFound',
      `spec.keyPair: there is no key pair "${spec.keyPair}" in namespace "${server.metadata.namespace}"; create it (tycho get keypairs)`,
    );
  }
  if (spec.placement?.serverGroup !== undefined && references.serverGroup === undefined) {
    return unresolved(
      'ServerGroupNotFound',
      `spec.placement.serverGroup: there is no server group "${spec.placement.serverGroup}" in namespace "${server.metadata.namespace}"; create it (tycho get servergroups)`,
    );
  }
  const tooSmall = smallerThanImageNeeds(flavor, image);
  return tooSmall ?? { kind: 'Resolved', machine: machineOf(server, flavor, image, keyPair) };
}

/** Features that the machine needs of its host's driver. */
export function capabilitiesFor(machine: Machine): readonly string[] {
  return [
    `image-${machine.image.format.toLowerCase()}`,
    ...(machine.userData === undefined ? [] : ['user-data']),
    ...(machine.keyPair === undefined ? [] : ['key-pair']),
  ];
}

/** The same address for every incarnation of a server: locally administered, unicast, from the server's uid. */
export function macAddressOf(serverUID: string): string {
  const digest = createHash('sha256').update(serverUID).digest();
  return ['02', ...[...digest.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

function machineOf(server: Server, flavor: Flavor, image: Image, keyPair: KeyPair | undefined): Machine {
  const { spec, metadata } = server;
  const { format, source, kernel, initrd, kernelArguments } = image.spec;
  return {
    displayName: metadata.name,
    hostname: spec.hostname ?? metadata.name.split('.')[0]!.slice(0, 63),
    flavor: flavor.metadata.name,
    vcpus: flavor.spec.vcpus,
    memoryMiB: flavor.spec.memoryMiB,
    diskGiB: flavor.spec.diskGiB,
    image: {
      name: image.metadata.name,
      uid: image.metadata.uid,
      format,
      ...(source === undefined ? {} : { source }),
      ...(kernel === undefined ? {} : { kernel }),
      ...(initrd === undefined ? {} : { initrd }),
      ...(kernelArguments === undefined ? {} : { kernelArguments }),
    },
    macAddress: macAddressOf(metadata.uid),
    ...(keyPair === undefined
      ? {}
      : { keyPair: { name: keyPair.metadata.name, type: keyPair.spec.type, publicKey: keyPair.spec.publicKey } }),
    ...(spec.userData === undefined ? {} : { userData: spec.userData }),
    ...(spec.metadata === undefined ? {} : { metadata: spec.metadata }),
  };
}

function smallerThanImageNeeds(flavor: Flavor, image: Image): ResolvedMachine | undefined {
  const { minimumDiskGiB, minimumMemoryMiB } = image.spec;
  const name = `image "${image.metadata.name}"`;
  if (flavor.spec.diskGiB !== 0 && flavor.spec.diskGiB < minimumDiskGiB) {
    return unresolved(
      'FlavorTooSmall',
      `spec.flavor: "${flavor.metadata.name}" has ${flavor.spec.diskGiB} GiB of disk, ${name} needs ${minimumDiskGiB} GiB; ${largerFlavor}`,
    );
  }
  if (flavor.spec.memoryMiB < minimumMemoryMiB) {
    return unresolved(
      'FlavorTooSmall',
      `spec.flavor: "${flavor.metadata.name}" has ${flavor.spec.memoryMiB} MiB of memory, ${name} needs ${minimumMemoryMiB} MiB; ${largerFlavor}`,
    );
  }
  return undefined;
}

const largerFlavor = 'delete the server and name a larger flavor (tycho get flavors)';

function unresolved(reason: string, message: string): ResolvedMachine {
  return { kind: 'Unresolved', reason, message };
}
