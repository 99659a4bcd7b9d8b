import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { Image } from '#apis/compute/image.ts';
import type { Server } from '#apis/compute/server.ts';
import { changeCapabilities, powerCapabilities, unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { Instance, InstanceSpec, Machine } from '#apis/infrastructure/instance.ts';
import { hostnameOf, resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { builtFromOf } from '#apis/infrastructure/saved-image.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { hasDisk, lacks, type Observation } from './observation.ts';
import { whyNotSaved } from './saved-disk.ts';

/** What a Server makes an Instance strive for. A field that is undefined is taken away. */
export type Wish = Pick<InstanceSpec, 'power' | 'runPolicy' | 'machine'> & {
  readonly [Name in 'driftPolicy' | 'reboot' | 'action' | 'volumes']: InstanceSpec[Name] | undefined;
};

/** A part of the wish that is not handed down, and why, in words for the user. */
export interface Refusal {
  readonly reason: string;
  readonly message: string;
  /** `Passing`: it waits for something that others are about to do. */
  readonly pace: 'Settled' | 'Passing';
}

/** What actions add to the wish. */
export interface ActionWish {
  readonly reboot?: InstanceSpec['reboot'];
  readonly action?: InstanceSpec['action'];
  /** Uid of the cold migration that is under way. */
  readonly migration?: string;
  /** The last resize or cold migration is confirmed. */
  readonly confirms?: boolean;
  /** The last cold migration is taken back. */
  readonly reverts?: boolean;
}

export interface WishPlan {
  readonly wish: Wish;
  readonly refusals: readonly Refusal[];
}

/**
 * What the server wishes of its current incarnation. What its host cannot do is refused one by one, before anything happens; the rest goes down.
 */
export function wishFor(server: Server, instance: Instance, observation: Observation, asked: ActionWish = {}): WishPlan {
  const power = powerWish(server, instance, observation, isMigrating(server, asked));
  // What is about to leave its host gets its new disk and devices where it goes.
  const parts: Parts = power.value === 'Shelved' ? nothingElse(instance) : machineParts(server, instance, observation, asked);
  const { reboot, action } = { ...instance.spec, ...definedFields(asked) };
  return {
    wish: {
      power: power.value,
      runPolicy: server.spec.runPolicy,
      driftPolicy: server.spec.driftPolicy,
      reboot,
      action,
      volumes: parts.volumes,
      machine: { ...parts.machine, hostname: hostnameOf(server), metadata: server.spec.metadata } as Machine,
    },
    refusals: [...power.refusals, ...parts.refusals],
  };
}

/** Whether the incarnation is to leave its host for a cold migration, rather than having come by it. */
function isMigrating({ status }: Server, { migration }: ActionWish): boolean {
  return migration !== undefined && status?.resize === undefined;
}

/** What an incarnation that will never run again still holds and is to let go of, so that the next one gets it. */
export function farewellWish({ spec }: Instance): Pick<Wish, 'volumes' | 'machine'> {
  return {
    volumes: spec.volumes === undefined ? undefined : [],
    machine: spec.machine.ports === undefined ? spec.machine : { ...spec.machine, ports: [] },
  };
}

/** Whether the Instance wishes for something else. */
export function differs({ spec }: Instance, wish: Partial<Wish>): boolean {
  return mergePatchBetween(spec, { ...spec, ...wish }) !== undefined;
}

interface Value<Kind> {
  readonly value: Kind;
  readonly refusals: readonly Refusal[];
}

interface Parts {
  readonly machine: Machine;
  readonly volumes: InstanceSpec['volumes'];
  readonly refusals: readonly Refusal[];
}

function nothingElse({ spec }: Instance): Parts {
  return { machine: spec.machine, volumes: spec.volumes, refusals: [] };
}

function machineParts(server: Server, instance: Instance, observation: Observation, asked: ActionWish): Parts {
  const image = imageWish(server, instance, observation, asked.action?.type === 'Rebuild');
  const rescueImage = rescueWish(server, instance, observation);
  const ports = portsWish(instance, observation);
  const volumes = volumesWish(instance, observation);
  return {
    machine: { ...instance.spec.machine, ...image.value, rescueImage: rescueImage.value, ports: ports.value } as Machine,
    volumes: volumes.value,
    refusals: [image, rescueImage, ports, volumes].flatMap(({ refusals }) => refusals),
  };
}

function powerWish(server: Server, instance: Instance, observation: Observation, migrates: boolean): Value<InstanceSpec['power']> {
  // It has given up its right to run for good: the wish follows, whatever came in between.
  if (instance.status?.phase === 'Shelved') return granted('Shelved');
  const { power } = server.spec;
  const { machine } = instance.spec;
  if (power !== 'Shelved' && migrates) return granted('Shelved');
  if (power !== 'Shelved' && server.spec.flavor !== machine.flavor) {
    const refusal = resizeRefusal(server, instance, observation);
    if (refusal === undefined) return granted('Shelved');
    return { ...plainPower(server, instance, observation), refusals: [refusal, ...plainPower(server, instance, observation).refusals] };
  }
  return plainPower(server, instance, observation);
}

function plainPower(server: Server, { spec }: Instance, { host }: Observation): Value<InstanceSpec['power']> {
  const { power } = server.spec;
  const capability = powerCapabilities[power];
  // What it was on its way to for another reason is given up; what was declared before stays.
  const kept = spec.power === 'Shelved' ? 'Running' : spec.power;
  if (capability !== undefined && lacks(host, capability))
    return { value: kept, refusals: [unsupported(`spec.power: ${power}`, capability)] };
  const obstacle = power === 'Shelved' ? whyNotSaved(spec.machine) : undefined;
  return obstacle === undefined ? granted(power) : { value: kept, refusals: [refused('Unsupported', `spec.power: ${power} ${obstacle}`)] };
}

/** Whatever would keep the server from coming up again in its new size is found before it is stopped. */
function resizeRefusal({ spec }: Server, instance: Instance, { host, references }: Observation): Refusal | undefined {
  const { machine } = instance.spec;
  const wish = `spec.flavor: ${spec.flavor}`;
  if (lacks(host, changeCapabilities.flavor)) return unsupported(wish, changeCapabilities.flavor);
  const unsavable = whyNotSaved(machine);
  if (unsavable !== undefined) return refused('Unsupported', `${wish} ${unsavable}`);
  const { flavor, image } = references;
  const goesOn = `the server goes on as "${machine.flavor}"`;
  if (flavor === undefined)
    return onItsWay('FlavorNotFound', `spec.flavor: there is no flavor "${spec.flavor}" (tycho get flavors); ${goesOn}`);
  const { diskGiB, memoryMiB } = flavor.spec;
  // A file system goes on any disk that is large enough for it; a disk does not become smaller.
  const isTree = machine.image.format === 'RootFS' || machine.image.format === 'OCI';
  const leastDiskGiB = Math.max(isTree ? 0 : machine.diskGiB, image?.spec.minimumDiskGiB ?? 0);
  if (machine.bootVolumeUID === undefined && diskGiB !== 0 && diskGiB < leastDiskGiB)
    return refused(
      'FlavorTooSmall',
      `spec.flavor: "${spec.flavor}" has ${diskGiB} GiB of disk, the server needs ${leastDiskGiB} GiB; ${goesOn}`,
    );
  const leastMemoryMiB = image?.spec.minimumMemoryMiB ?? 0;
  if (memoryMiB < leastMemoryMiB)
    return refused(
      'FlavorTooSmall',
      `spec.flavor: "${spec.flavor}" has ${memoryMiB} MiB of memory, the image needs ${leastMemoryMiB} MiB; ${goesOn}`,
    );
  return undefined;
}

type ImageFields = { readonly [Name in 'image' | 'builtFrom' | 'firmware' | 'tpm']?: Machine[Name] | undefined };

/** Another image by name is another disk; one of the same name that was made anew is not, unless a Rebuild asks for it. */
function imageWish({ spec }: Server, instance: Instance, observation: Observation, isAskedFor: boolean): Value<ImageFields> {
  const { machine } = instance.spec;
  if (spec.image === undefined || machine.bootVolumeUID !== undefined) return granted({});
  const isAnother = builtFromOf(machine).name !== spec.image;
  if (!isAnother && !isAskedFor) return granted({});
  const { image } = observation.references;
  const refusal = isAnother ? rebuildRefusal(spec.image, machine, observation) : undefined;
  if (refusal !== undefined || image === undefined) return { value: {}, refusals: refusal === undefined ? [] : [refusal] };
  const { firmware, tpm } = image.spec;
  return granted({ image: resolvedImageOf(image) ?? machine.image, builtFrom: undefined, firmware, tpm });
}

/** Why the root disk cannot be made anew from the image that the server names. */
export function rebuildRefusal(name: string, machine: Machine, { host, references: { image } }: Observation): Refusal | undefined {
  const wish = `spec.image: ${name}`;
  if (lacks(host, changeCapabilities.image)) return unsupported(wish, changeCapabilities.image);
  const missing = imageRefusal('spec.image', name, image);
  if (missing !== undefined || image === undefined) return missing;
  const format = `image-${image.spec.format.toLowerCase()}`;
  if (lacks(host, format)) return unsupported(wish, format);
  const { minimumDiskGiB, minimumMemoryMiB } = image.spec;
  const isTooLarge = (machine.diskGiB !== 0 && machine.diskGiB < minimumDiskGiB) || machine.memoryMiB < minimumMemoryMiB;
  return isTooLarge
    ? refused(
        'FlavorTooSmall',
        `${wish} needs ${minimumDiskGiB} GiB of disk and ${minimumMemoryMiB} MiB of memory; name a larger flavor first`,
      )
    : undefined;
}

function rescueWish({ spec }: Server, instance: Instance, { host, references }: Observation): Value<Machine['rescueImage']> {
  if (spec.rescue === undefined) return granted(undefined);
  const before = instance.spec.machine.rescueImage;
  const name = spec.rescue.image ?? spec.image ?? '';
  if (before?.name === name) return granted(before);
  const refusal = lacks(host, changeCapabilities.rescue)
    ? unsupported(`spec.rescue.image: ${name}`, changeCapabilities.rescue)
    : imageRefusal('spec.rescue.image', name, references.rescueImage);
  if (refusal !== undefined || references.rescueImage === undefined)
    return { value: before, refusals: refusal === undefined ? [] : [refusal] };
  return granted(resolvedImageOf(references.rescueImage));
}

function imageRefusal(field: string, name: string, image: Image | undefined): Refusal | undefined {
  if (image === undefined)
    return onItsWay('ImageNotFound', `${field}: there is no image "${name}" (tycho get images); the server goes on as it is`);
  return resolvedImageOf(image) === undefined
    ? refused('ImageNotReady', `${field}: the image "${name}" waits for its bytes; the server goes on as it is`)
    : undefined;
}

function portsWish(instance: Instance, { host, references }: Observation): Value<Machine['ports']> {
  const { ports: before } = instance.spec.machine;
  const { ports, missing } = references.ports;
  if (ports === undefined) return granted(before);
  const waits = missing.map(({ field }): Refusal => {
    const message = `${field}: its port is not there yet; the condition NetworkReady says more`;
    return { reason: 'PortMissing', message, pace: 'Passing' };
  });
  const uidsOf = (list: Machine['ports']): readonly string[] => (list ?? []).map(({ uid }) => uid);
  if (before !== undefined && samePlain(uidsOf(before), uidsOf(ports))) return { value: ports, refusals: waits };
  const capability = isExecuting(instance) ? changeCapabilities.networksWhileRunning : changeCapabilities.networks;
  if (!lacks(host, capability)) return { value: ports, refusals: waits };
  const names = ports.map(({ name }) => name).join(', ');
  return { value: before, refusals: [unsupported(`spec.networks: ${names === '' ? 'nothing' : names}`, capability)] };
}

function volumesWish(instance: Instance, { host, references: { volumes } }: Observation): Value<InstanceSpec['volumes']> {
  const { volumes: before } = instance.spec;
  if (samePlain(before ?? [], volumes)) return granted(before);
  const capability = isExecuting(instance) ? changeCapabilities.volumesWhileRunning : changeCapabilities.volumes;
  if (!lacks(host, capability)) return granted(volumes);
  const names = volumes.map(({ volume }) => volume.name).join(', ');
  return { value: before, refusals: [unsupported(`volumes: ${names === '' ? 'none' : names}`, capability)] };
}

/** Whether a change of devices reaches a guest that executes. */
function isExecuting(instance: Instance): boolean {
  return hasDisk(instance) && instance.status?.phase !== 'Stopped';
}

function granted<Kind>(value: Kind): Value<Kind> {
  return { value, refusals: [] };
}

function unsupported(wish: string, capability: string): Refusal {
  return refused('Unsupported', unsupportedMessage(wish, capability));
}

/** It is not there for us yet: what was declared just before the wish may be behind it in our caches. */
function onItsWay(reason: string, message: string): Refusal {
  return { reason, message, pace: 'Passing' };
}

function refused(reason: string, message: string): Refusal {
  return { reason, message, pace: 'Settled' };
}

function definedFields({ reboot, action }: ActionWish): Pick<ActionWish, 'reboot' | 'action'> {
  return { ...(reboot === undefined ? {} : { reboot }), ...(action === undefined ? {} : { action }) };
}
