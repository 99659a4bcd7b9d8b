import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { Server } from '#apis/compute/server.ts';
import { changeCapabilities, powerCapabilities } from '#apis/infrastructure/capabilities-for.ts';
import type { Instance, InstanceSpec, Machine } from '#apis/infrastructure/instance.ts';
import { wishedKeyPair } from '#apis/infrastructure/machine-key-pair.ts';
import { hostnameOf, resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { builtFromOf } from '#apis/infrastructure/saved-image.ts';
import {
  rebuildRefusal,
  refused,
  rescueRefusal,
  resizeRefusal,
  unsupported,
  whyNotSaved,
  type Lacks,
  type Refusal,
} from '#apis/infrastructure/wish-refusals.ts';
import { displayNameOf } from '#apis/machinery/kind.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { hasDisk, lacks, type Observation, type References } from './observation.ts';

/** What a Server makes an Instance strive for. A field that is undefined is taken away. */
export type Wish = Pick<InstanceSpec, 'power' | 'runPolicy' | 'machine'> & {
  readonly [Name in 'driftPolicy' | 'reboot' | 'action' | 'volumes']: InstanceSpec[Name] | undefined;
};

/** What of an Instance a live migration changes on top of that. */
export type MoveWish = { readonly [Name in 'departure' | 'arrival']?: InstanceSpec[Name] | undefined };

/** What actions add to the wish. */
export interface ActionWish {
  readonly reboot?: InstanceSpec['reboot'];
  readonly action?: InstanceSpec['action'];
  /** Uid of the cold migration that is under way. */
  readonly migration?: string;
  /** Uid of the live migration that is to begin. */
  readonly movesLive?: string;
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
  // What is about to leave its host gets its new disk and devices where it goes, and what moves while it runs is to be the same machine there.
  const isMoving = instance.spec.departure !== undefined;
  const parts: Parts = power.value === 'Shelved' || isMoving ? nothingElse(instance) : machineParts(server, instance, observation, asked);
  const { reboot, action } = { ...instance.spec, ...definedFields(asked) };
  return {
    wish: {
      power: power.value,
      runPolicy: server.spec.runPolicy,
      driftPolicy: server.spec.driftPolicy,
      reboot,
      action,
      volumes: parts.volumes,
      machine: {
        ...parts.machine,
        displayName: displayNameOf(server),
        hostname: hostnameOf(server),
        metadata: server.spec.metadata,
      } as Machine,
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
export function differs({ spec }: Instance, wish: Partial<Wish> & MoveWish): boolean {
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
  const keyPair = keyPairWish(server, instance, observation);
  const ports = portsWish(instance, observation);
  const volumes = volumesWish(instance, observation);
  return {
    machine: {
      ...instance.spec.machine,
      ...image.value,
      rescueImage: rescueImage.value,
      keyPair: keyPair.value,
      ports: ports.value,
    } as Machine,
    volumes: volumes.value,
    refusals: [image, rescueImage, keyPair, ports, volumes].flatMap(({ refusals }) => refusals),
  };
}

function powerWish(server: Server, instance: Instance, observation: Observation, migrates: boolean): Value<InstanceSpec['power']> {
  // It has given up its right to run for good: the wish follows, whatever came in between.
  if (instance.status?.phase === 'Shelved') return granted('Shelved');
  const { power } = server.spec;
  const { machine } = instance.spec;
  if (power !== 'Shelved' && migrates) return granted('Shelved');
  if (power !== 'Shelved' && server.spec.flavor !== machine.flavor) {
    const refusal = resizeRefusal(server.spec, machine, refusalContext(observation));
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

type ImageFields = { readonly [Name in 'image' | 'builtFrom' | 'firmware' | 'tpm']?: Machine[Name] | undefined };

/** Another image by name is another disk; one of the same name that was made anew is not, unless a Rebuild asks for it. */
function imageWish({ spec }: Server, instance: Instance, observation: Observation, isAskedFor: boolean): Value<ImageFields> {
  const { machine } = instance.spec;
  if (spec.image === undefined || machine.bootVolumeUID !== undefined) return granted({});
  const isAnother = builtFromOf(machine).name !== spec.image;
  if (!isAnother && !isAskedFor) return granted({});
  const { image } = observation.references;
  const refusal = isAnother ? rebuildRefusal(spec.image, machine, refusalContext(observation)) : undefined;
  if (refusal !== undefined || image === undefined) return { value: {}, refusals: refusal === undefined ? [] : [refusal] };
  const { firmware, tpm } = image.spec;
  return granted({ image: resolvedImageOf(image) ?? machine.image, builtFrom: undefined, firmware, tpm });
}

function rescueWish({ spec }: Server, instance: Instance, observation: Observation): Value<Machine['rescueImage']> {
  if (spec.rescue === undefined) return granted(undefined);
  const before = instance.spec.machine.rescueImage;
  const name = spec.rescue.image ?? spec.image ?? '';
  const { references } = observation;
  if (before?.name === name) return granted(before);
  const refusal = rescueRefusal(name, refusalContext(observation));
  if (refusal !== undefined || references.rescueImage === undefined)
    return { value: before, refusals: refusal === undefined ? [] : [refusal] };
  return granted(resolvedImageOf(references.rescueImage));
}

function keyPairWish({ spec }: Server, instance: Instance, { references }: Observation): Value<Machine['keyPair']> {
  const { value, refusal } = wishedKeyPair(spec.keyPair, { found: references.keyPair, before: instance.spec.machine.keyPair });
  return { value, refusals: refusal === undefined ? [] : [refusal] };
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

/** What a refusal is decided from. */
export function refusalContext({ host, references }: Observation): References & { readonly lacks: Lacks } {
  return { ...references, lacks: (capability) => lacks(host, capability) };
}

function definedFields({ reboot, action }: ActionWish): Pick<ActionWish, 'reboot' | 'action'> {
  return { ...(reboot === undefined ? {} : { reboot }), ...(action === undefined ? {} : { action }) };
}
