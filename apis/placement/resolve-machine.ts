import { createHash } from 'node:crypto';
import type { Flavor } from '../compute/flavor.ts';
import type { Image } from '../compute/image.ts';
import type { KeyPair } from '../compute/key-pair.ts';
import type { ServerGroup } from '../compute/server-group.ts';
import type { Server } from '../compute/server.ts';
import type { Volume } from '../compute/volume.ts';
import type { Machine } from '../infrastructure/instance.ts';
import { machineKeyPair } from '../infrastructure/machine-key-pair.ts';
import type { MachinePorts } from '../infrastructure/machine-ports.ts';
import { extraDisksOf } from '../infrastructure/local-disk.ts';
import { hostnameOf, resolvedImageOf } from '../infrastructure/resolve-image.ts';
import { displayNameOf } from '../machinery/kind.ts';
import { savedFrom } from '../infrastructure/saved-image.ts';
import { rememberedFlavor } from './remembered-flavor.ts';

/** What a server refers to, as far as it exists. */
export interface References {
  readonly flavor: Flavor | undefined;
  /** From the own namespace, or else from `public`. */
  readonly image: Image | undefined;
  readonly keyPair: KeyPair | undefined;
  readonly serverGroup: ServerGroup | undefined;
  /** What `status.savedImage` names. */
  readonly savedImage?: Image | undefined;
  /** What `spec.rescue` names; that of the server if it names none. */
  readonly rescueImage?: Image | undefined;
  readonly bootVolume?: Volume | undefined;
  readonly ports?: MachinePorts;
}

/** The machine with every reference resolved, or the first thing that stands in the way, in words for the user. */
export type ResolvedMachine = { readonly kind: 'Resolved'; readonly machine: Machine } | Unresolved;

export interface Unresolved {
  readonly kind: 'Unresolved';
  readonly reason: string;
  readonly message: string;
  /** How old the server has to be for this to be worth a word: what it waits for may be on its way. */
  readonly worthSayingAfterSeconds: number;
}

/** Turns a server's wishes and references into one self-contained machine. Pure. */
export function resolveMachine(server: Server, found: References): ResolvedMachine {
  const flavor = found.flavor ?? rememberedFlavor(server);
  const references = { ...found, flavor };
  const missing = missingReference(server, references);
  if (missing !== undefined) return missing;
  const boot = bootImage(server, references);
  if (boot.kind === 'Unresolved') return boot;
  const rescue = rescueImage(server, references);
  if (rescue.kind === 'Unresolved') return rescue;
  const tooSmall = boot.from === undefined ? undefined : smallerThanImageNeeds(flavor!, boot.from);
  if (tooSmall !== undefined) return tooSmall;
  const cards = portsOf(references);
  if (cards.kind === 'Unresolved') return cards;
  return { kind: 'Resolved', machine: { ...machineOf(server, flavor!, references), ...boot.fields, ...rescue.fields, ...cards.fields } };
}

/** The same address for every incarnation of a server: locally administered, unicast, from the server's uid. */
export function macAddressOf(serverUID: string): string {
  const digest = createHash('sha256').update(serverUID).digest();
  return ['02', ...[...digest.subarray(0, 5)].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

function missingReference(server: Server, references: References): Unresolved | undefined {
  const { spec, metadata, status } = server;
  const { namespace = '' } = metadata;
  const { placement, keyPair, bootVolume } = spec;
  if (references.flavor === undefined) {
    return notFound('FlavorNotFound', `spec.flavor: there is no flavor "${spec.flavor}"; create it, or name another (tycho get flavors)`);
  }
  // The guest has had it since it was first made.
  if (keyPair !== undefined && references.keyPair === undefined && status?.epoch === undefined) {
    return notFound(
      'KeyPairNotFound',
      `spec.keyPair: there is no key pair "${keyPair}" in namespace "${namespace}"; create it (tycho get keypairs)`,
    );
  }
  // A group that was deleted leaves its members alone, so that they can still move.
  if (placement?.serverGroup !== undefined && references.serverGroup === undefined && status?.epoch === undefined) {
    return notFound(
      'ServerGroupNotFound',
      `spec.placement.serverGroup: there is no server group "${placement.serverGroup}" in namespace "${namespace}"; create it (tycho get servergroups)`,
    );
  }
  if (bootVolume !== undefined && references.bootVolume === undefined) {
    return notFound(
      'VolumeNotFound',
      `spec.bootVolume: there is no volume "${bootVolume}" in namespace "${namespace}"; create it (tycho get volumes)`,
    );
  }
  return undefined;
}

/** What the root disk is made from, and the Image that sets its least size. */
type BootImage =
  | {
      readonly kind: 'Resolved';
      readonly fields: Pick<Machine, 'image' | 'builtFrom' | 'firmware' | 'tpm'>;
      readonly from: Image | undefined;
    }
  | Unresolved;

/** The saved disk, as long as the server still wishes for the image that it was made from; otherwise that image. */
function bootImage(server: Server, references: References): BootImage {
  const { spec, status, metadata } = server;
  const { image, savedImage, bootVolume } = references;
  if (status?.savedImage !== undefined) {
    if (savedImage === undefined) {
      return notFound(
        'SavedImageNotFound',
        `status.savedImage: the image "${status.savedImage}" with the disk of the server is gone; put it back, or have the disk made anew by a ServerAction of type Rebuild`,
      );
    }
    const builtFrom = savedFrom(savedImage);
    if (builtFrom === undefined || builtFrom.name === spec.image) return fromImage(savedImage, builtFrom);
  }
  if (bootVolume !== undefined && spec.image === undefined) {
    const { name, uid } = bootVolume.metadata;
    return { kind: 'Resolved', fields: { image: { name, uid, format: 'Raw' } }, from: undefined };
  }
  return image === undefined ? imageNotFound('spec.image', spec.image ?? '', metadata.namespace) : fromImage(image, undefined);
}

function fromImage(image: Image, builtFrom: Machine['builtFrom']): BootImage {
  const resolved = resolvedImageOf(image);
  if (resolved === undefined) return notUploaded('spec.image', image);
  const { firmware, tpm } = image.spec;
  const fields = {
    image: resolved,
    ...(builtFrom === undefined ? {} : { builtFrom }),
    ...(firmware === undefined ? {} : { firmware }),
    ...(tpm === undefined ? {} : { tpm }),
  };
  return { kind: 'Resolved', fields, from: image };
}

type Part<Field extends keyof Machine> = { readonly kind: 'Resolved'; readonly fields: Pick<Machine, Field> } | Unresolved;

function rescueImage({ spec, metadata }: Server, references: References): Part<'rescueImage'> {
  if (spec.rescue === undefined) return { kind: 'Resolved', fields: {} };
  const { rescueImage: image } = references;
  if (image === undefined) return imageNotFound('spec.rescue.image', spec.rescue.image ?? spec.image ?? '', metadata.namespace);
  const resolved = resolvedImageOf(image);
  return resolved === undefined ? notUploaded('spec.rescue.image', image) : { kind: 'Resolved', fields: { rescueImage: resolved } };
}

function portsOf({ ports: cards }: References): Part<'ports'> {
  const [missing] = cards?.missing ?? [];
  if (missing !== undefined) {
    const what = 'port' in missing.wants ? `the port "${missing.wants.port}"` : `a port in the network "${missing.wants.network}"`;
    const message = `${missing.field}: waits for ${what}; the condition NetworkReady says more`;
    return { ...unresolved('PortMissing', message), worthSayingAfterSeconds: 3 };
  }
  return { kind: 'Resolved', fields: cards?.ports === undefined ? {} : { ports: cards.ports } };
}

function machineOf(
  server: Server,
  { metadata: { name: flavor }, spec: size }: Flavor,
  { keyPair, bootVolume }: References,
): Omit<Machine, 'image'> {
  const { spec, metadata } = server;
  return {
    displayName: displayNameOf(server),
    hostname: hostnameOf(server),
    flavor,
    vcpus: size.vcpus,
    memoryMiB: size.memoryMiB,
    diskGiB: size.diskGiB,
    ...extraDisksOf(size),
    ...(size.extraSpecs === undefined ? {} : { extraSpecs: size.extraSpecs }),
    ...(bootVolume === undefined ? {} : { bootVolumeUID: bootVolume.metadata.uid }),
    macAddress: macAddressOf(metadata.uid),
    ...(keyPair === undefined ? {} : { keyPair: machineKeyPair(keyPair) }),
    ...(spec.userData === undefined ? {} : { userData: spec.userData }),
    ...(spec.metadata === undefined ? {} : { metadata: spec.metadata }),
    ...(spec.configDrive === false ? { configDrive: false } : {}),
  };
}

function smallerThanImageNeeds(flavor: Flavor, image: Image): Unresolved | undefined {
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

const largerFlavor = 'name a larger flavor (tycho get flavors)';

function imageNotFound(field: string, name: string, namespace: string | undefined): Unresolved {
  return notFound(
    'ImageNotFound',
    `${field}: there is no image "${name}" in namespace "${namespace}" or "public"; create it, or name another (tycho get images)`,
  );
}

function notUploaded(field: string, { metadata }: Image): Unresolved {
  return unresolved('ImageNotReady', `${field}: the image "${metadata.name}" waits for its bytes; upload them`);
}

/** It is not there for us yet: what is declared together with a server may be declared after it, or be behind it in our caches. */
function notFound(reason: string, message: string): Unresolved {
  return { ...unresolved(reason, message), worthSayingAfterSeconds: 1.5 };
}

function unresolved(reason: string, message: string): Unresolved {
  return { kind: 'Unresolved', reason, message, worthSayingAfterSeconds: 0 };
}
