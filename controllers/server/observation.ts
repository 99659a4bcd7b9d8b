import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance, InstanceVolume } from '#apis/infrastructure/instance.ts';
import type { Migration } from '#apis/infrastructure/migration.ts';
import type { MachinePorts } from '#apis/infrastructure/machine-ports.ts';
import { currentIncarnation } from '#apis/infrastructure/needs-placement.ts';

/** All that the server loop decides from. */
export interface Observation {
  /** Absent: there is no such server, but actions that name it. */
  readonly server: Server | undefined;
  /** Its incarnations, the newest first. */
  readonly instances: readonly Instance[];
  /** The host of the newest incarnation. */
  readonly host: HostState;
  /** Actions that name the server and are not finished, the oldest first; records excepted. */
  readonly actions: readonly ServerAction[];
  /** Records of it that have not ended, in no order: they are nothing to do. */
  readonly records: readonly ServerAction[];
  /** Records of its moves, those that are over too. */
  readonly migrations: readonly Migration[];
  readonly references: References;
  /** Whether its project keeps how servers came to be and went. Absent: no. */
  readonly endsAreRecorded?: boolean;
}

/** What the server and its oldest action refer to, as far as it exists. */
export interface References {
  readonly flavor: Flavor | undefined;
  /** What `spec.image` names, from the own namespace or else from `public`. */
  readonly image: Image | undefined;
  /** What `spec.rescue` names; that of the server if it names none. */
  readonly rescueImage: Image | undefined;
  /** What `spec.keyPair` names. */
  readonly keyPair: KeyPair | undefined;
  readonly ports: MachinePorts;
  /** What is handed to the newest incarnation. */
  readonly volumes: readonly InstanceVolume[];
  /** Images with disks of the server that belong to it. */
  readonly savedDisks: readonly Image[];
  /** What bears the name of the image that the oldest action is to make. */
  readonly actionImage: Image | undefined;
  /** Ready backups of the oldest action's series, the newest first. */
  readonly backups: readonly Image[];
}

/** Of what refers to nothing. */
export const noReferences: References = {
  flavor: undefined,
  image: undefined,
  rescueImage: undefined,
  keyPair: undefined,
  ports: { ports: undefined, missing: [] },
  volumes: [],
  savedDisks: [],
  actionImage: undefined,
  backups: [],
};

export type HostState =
  | {
      readonly kind: 'Connected' | 'Lost';
      /** Features of its driver; absent: it has not said yet. `Lost`: its agent has been silent past the grace period. */
      readonly capabilities?: ReadonlySet<string> | undefined;
    }
  /** An operator has deleted it. */
  | { readonly kind: 'Gone' }
  /** There is no incarnation that could have one. */
  | { readonly kind: 'None' };

/** The incarnation that holds, or is to get, the right to run. */
export function currentInstance({ instances }: Pick<Observation, 'instances'>): Instance | undefined {
  return currentIncarnation(instances);
}

/** Whether an incarnation is lost or gone, by its agent's own word. */
export function isOver(instance: Instance): boolean {
  return instance.status?.phase === 'Lost' || instance.status?.phase === 'Destroyed';
}

/** Whether an incarnation is being deleted. */
export function isGoing(instance: Instance): boolean {
  return instance.metadata.deletionTimestamp !== undefined;
}

/** Whether the agent has yet to act on the Instance as it is now. */
export function isBehind({ metadata, status }: Instance): boolean {
  return (status?.observedGeneration ?? 0) < metadata.generation;
}

/** Whether the guest is as its Instance wishes, so that nothing more is to come by itself. */
export function isSettled(instance: Instance): boolean {
  return !isBehind(instance) && instance.status?.phase === instance.spec.power;
}

/** Whether the incarnation has a disk of its own on its host: it needs no image any more. */
export function hasDisk({ status }: Instance): boolean {
  const phase = status?.phase;
  return phase === 'Running' || phase === 'Stopped' || phase === 'Paused' || phase === 'Suspended';
}

/** Whether the host of the newest incarnation is known to lack a feature. */
export function lacks(host: HostState, capability: string): boolean {
  return 'capabilities' in host && host.capabilities !== undefined && !host.capabilities.has(capability);
}
