import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerAction, ServerActionSpec } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { imageNameOf } from '#apis/infrastructure/action-refusals.ts';
import { instanceName, type Instance, type InstanceSpec, type SavedDisk } from '#apis/infrastructure/instance.ts';
import type { Migration } from '#apis/infrastructure/migration.ts';
import { machineKeyPair } from '#apis/infrastructure/machine-key-pair.ts';
import { isArriving, isMovedFrom, needsPlacement } from '#apis/infrastructure/needs-placement.ts';
import { resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { builtFromOf, savedFrom } from '#apis/infrastructure/saved-image.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { noReferences, type Observation } from '#controllers/server/observation.ts';
import { planServer } from '#controllers/server/plan.ts';
import type { ServerStep } from '#controllers/server/server-step.ts';
import { isComplete } from '#controllers/server/saved-disk.ts';
import { anInstance } from './instance.ts';
import { mayExecute, nextMoveStatus } from './model-move.ts';
import { aServerAction } from './server-action.ts';
import { aServer } from './server.ts';

type Changes = { readonly [Name in 'metadata' | 'spec' | 'status']?: NonNullable<Server[Name]> };

/**
 * A server, and all that decides about it, in a few pure functions: the server loop's plan is real, and the api-server, the scheduler and the agents are the
 * simplest that keep their promises. It tells when a promise to the user is broken.
 */
export class ModelLife {
  server: Server | undefined;
  instances: readonly Instance[] = [];
  images: readonly Image[] = [];
  actions: readonly ServerAction[] = [];
  migrations: readonly Migration[] = [];
  now = new Date('2026-06-01T12:00:00Z');
  readonly broken: string[] = [];
  /** Hosts have no room for it. */
  isFull = false;
  /** What its host can do; undefined: everything. */
  capabilities: ReadonlySet<string> | undefined = undefined;
  #hadDisk = false;
  #isDiskLost = false;
  #ordered = 0;

  constructor() {
    this.server = aServer({ status: {} });
  }

  /** The user wishes for something else. */
  wish(spec: Partial<Server['spec']>): void {
    if (this.server === undefined) return;
    this.#changeServer({ spec: { ...this.server.spec, ...spec } });
  }

  order(spec: Omit<ServerActionSpec, 'server'>): void {
    this.#ordered += 1;
    const name = `action-${String(this.#ordered).padStart(3, '0')}`;
    const { type } = spec;
    const details = type === 'Snapshot' ? { snapshot: { image: `made-${this.#ordered}` } } : {};
    const backup = type === 'Backup' ? { backup: { image: `made-${this.#ordered}`, series: 'daily', rotation: this.#ordered % 3 } } : {};
    const action = aServerAction({ metadata: { name, creationTimestamp: timestamp(this.now) } });
    this.actions = [...this.actions, { ...action, spec: { server: 'web', ...spec, ...details, ...backup } }];
  }

  delete({ windowSeconds }: { readonly windowSeconds: number }): void {
    if (this.server === undefined || this.server.metadata.deletionTimestamp !== undefined) return;
    const deletionTimestamp = timestamp(new Date(this.now.getTime() + windowSeconds * 1000));
    const metadata = { ...this.server.metadata, deletionTimestamp, deletionGracePeriodSeconds: windowSeconds };
    this.#changeServer({ metadata });
  }

  /** The host of the newest incarnation finds that its disk is gone. */
  lose(): void {
    const [newest] = this.instances;
    if (newest?.status?.phase === undefined || newest.status.phase === 'Shelved') return;
    this.#isDiskLost = true;
    this.#changeInstance(newest, ({ status }) => ({ status: { ...status, phase: 'Lost' } }));
  }

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** One look of the server loop. Returns how much it found to do. */
  look(): number {
    const steps = planServer(this.observation(), this.now);
    for (const step of steps) this.#take(step);
    this.#check();
    return steps.length;
  }

  /** One look of the scheduler. */
  schedule(): number {
    const { server } = this;
    if (server === undefined || this.isFull || !needsPlacement(server, this.instances)) return 0;
    const epoch = (server.status?.epoch ?? 0) + 1;
    const moved = this.instances.find((instance) => isMovedFrom(server, instance));
    if (moved !== undefined) {
      this.instances = [movedIncarnation(server, moved, epoch), ...this.instances];
      const move = { ...server.status!.move!, destination: instanceName(server.metadata.uid, epoch) };
      this.#changeServer({ status: { ...server.status, epoch, move } });
      return 1;
    }
    if (this.#lacksImage(server)) return 0;
    this.instances = [this.#incarnation(server, epoch), ...this.instances];
    this.#changeServer({ status: { ...server.status, epoch, instance: instanceName(server.metadata.uid, epoch) } });
    return 1;
  }

  /** One report of the agent of each incarnation; `way` chooses whether it gets somewhere or to the end. */
  report(way: 'Halfway' | 'Done'): number {
    const before = this.instances;
    this.instances = before.flatMap((instance) => this.#obey(instance, way));
    this.#check();
    return this.instances.some((instance, index) => instance !== before[index]) || this.instances.length !== before.length ? 1 : 0;
  }

  /** Everybody does what is to be done until nobody finds anything. */
  settle(): void {
    for (let round = 0; round < 80; round += 1) {
      const count = this.look() + this.schedule() + this.report('Done') + this.#collect();
      if (count === 0) return;
    }
    const steps = planServer(this.observation(), this.now).map(({ kind }) => kind);
    this.broken.push(`it does not come to rest: ${steps.join(', ')}`);
  }

  observation(): Observation {
    const { server, instances, images } = this;
    const unfinished = this.actions.filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed');
    const [records, actions] = [true, false].map((isRecord) => unfinished.filter(({ spec }) => (spec.type === 'Record') === isRecord)) as [
      ServerAction[],
      ServerAction[],
    ];
    const [oldest] = actions;
    const imageName = oldest === undefined ? undefined : imageNameOf(oldest);
    const series = oldest?.spec.backup?.series;
    const named = (name: string | undefined): Image | undefined =>
      [...publicImages, ...images].find(({ metadata }) => metadata.name === name);
    return {
      server,
      instances,
      host: instances.length === 0 ? { kind: 'None' } : { kind: 'Connected', capabilities: this.capabilities },
      actions,
      records,
      migrations: this.migrations,
      references: {
        ...noReferences,
        flavor: flavors.find(({ metadata }) => metadata.name === server?.spec.flavor),
        image: named(server?.spec.image),
        rescueImage: named(server?.spec.rescue?.image ?? server?.spec.image),
        keyPair: keyPairNamed(server?.spec.keyPair),
        savedDisks: images.filter(({ metadata }) => metadata.ownerReferences !== undefined),
        actionImage: images.find(({ metadata }) => metadata.name === imageName),
        backups: images.filter((image) => image.status?.backupSeries === series && series !== undefined && isComplete(image)).toReversed(),
      },
    };
  }

  /** Nothing is placed that would have no disk to start from. */
  #lacksImage({ spec, status }: Server): boolean {
    if (spec.rescue !== undefined && isUnknown(spec.rescue.image ?? spec.image)) return true;
    const saved = this.images.find(({ metadata }) => metadata.name === status?.savedImage);
    if (saved !== undefined && savedFrom(saved)?.name === spec.image) return false;
    return isUnknown(spec.image);
  }

  #incarnation(server: Server, epoch: number): Instance {
    const saved = this.images.find(({ metadata }) => metadata.name === server.status?.savedImage);
    if (server.status?.savedImage !== undefined && saved === undefined) this.broken.push('its saved disk is gone');
    const isWanted = saved !== undefined && savedFrom(saved)?.name === server.spec.image;
    const image = isWanted ? saved : publicImages.find(({ metadata }) => metadata.name === server.spec.image)!;
    const keyPair = keyPairNamed(server.spec.keyPair);
    const machine = {
      flavor: server.spec.flavor,
      diskGiB: 10,
      image: resolvedImageOf(image)!,
      ...(isWanted ? { builtFrom: savedFrom(saved)! } : {}),
      ...(keyPair === undefined ? {} : { keyPair: machineKeyPair(keyPair) }),
    };
    const metadata = { creationTimestamp: timestamp(this.now) };
    return anInstance({ metadata, spec: { epoch, power: server.spec.power, runPolicy: server.spec.runPolicy }, machine });
  }

  #obey(instance: Instance, way: 'Halfway' | 'Done'): readonly Instance[] {
    const { metadata, spec, status } = instance;
    if (metadata.deletionTimestamp !== undefined) return way === 'Done' ? [] : [instance];
    if (status?.phase === 'Lost') return [instance];
    const moved = nextMoveStatus(instance, this.instances);
    if (moved !== undefined) return [{ ...instance, status: { ...moved, observedGeneration: metadata.generation } }];
    if (isArriving(instance)) return [instance];
    const isRetired = status?.phase === 'Shelved';
    const phase = isRetired ? 'Shelved' : spec.power;
    const action = spec.action?.uid === status?.lastAction?.uid ? undefined : spec.action;
    const reboot = spec.reboot?.actionUID === status?.lastReboot?.actionUID ? undefined : spec.reboot;
    if (way === 'Halfway') {
      const passing = phase === 'Shelved' ? 'Saving' : phase === 'Running' ? 'Starting' : undefined;
      return isRetired || passing === undefined || status?.phase === phase
        ? [instance]
        : [{ ...instance, status: { ...status, phase: passing } }];
    }
    if (status?.phase === phase && status.observedGeneration === metadata.generation && action === undefined && reboot === undefined)
      return [instance];
    const at = timestamp(this.now);
    this.#hadDisk = true;
    const done = { outcome: isRetired ? 'Failed' : 'Succeeded', message: 'done', at } as const;
    return [
      {
        ...instance,
        status: {
          ...status,
          observedGeneration: metadata.generation,
          phase,
          ...(phase === 'Shelved' ? { savedDisk: disk } : {}),
          ...(reboot === undefined ? {} : { lastReboot: { ...done, actionUID: reboot.actionUID } }),
          ...(action === undefined
            ? {}
            : { lastAction: { ...done, uid: action.uid, ...(action.type === 'Snapshot' ? { savedDisk: disk } : {}) } }),
        },
      },
    ];
  }

  /** What belongs to a server that is gone goes too. */
  #collect(): number {
    if (this.server !== undefined) return 0;
    const left = this.images.filter(({ metadata }) => metadata.ownerReferences === undefined);
    const count = this.images.length - left.length;
    this.images = left;
    return count;
  }

  #take(step: ServerStep): void {
    switch (step.kind) {
      case 'DeleteInstance':
        return this.#changeInstance(step.instance, ({ metadata }) => ({
          metadata: { ...metadata, deletionTimestamp: timestamp(this.now) },
        }));
      case 'SetWish':
        return this.#changeInstance(step.instance, ({ metadata, spec }) => ({
          metadata: { ...metadata, generation: metadata.generation + 1 },
          spec: JSON.parse(JSON.stringify({ ...spec, ...step.wish })) as InstanceSpec,
        }));
      case 'NoteStatus':
        return this.#changeServer({ status: JSON.parse(JSON.stringify(step.status)) as NonNullable<Server['status']> });
      case 'MakeImage':
      // The users of the model make no images that wait for a disk.
      case 'FillImage':
        return this.#makeImage(step.image);
      case 'DeleteSavedDisk':
      case 'DeleteBackup':
        this.images = this.images.filter(({ metadata }) => metadata.name !== step.image.metadata.name);
        return;
      case 'GiveUpImage':
        return;
      case 'RestoreServer': {
        const { deletionTimestamp: _time, deletionGracePeriodSeconds: _window, ...metadata } = step.server.metadata;
        return this.#changeServer({ metadata });
      }
      // What is noted of an end changes nothing.
      case 'RecordEnd':
        return;
      case 'ReleaseServer':
        this.server = undefined;
        return;
      case 'CreateMigration':
        return this.#recordMove(step);
      case 'ReportMigration':
        this.migrations = this.migrations.map((each) =>
          each.metadata.name === step.migration.metadata.name ? { ...each, status: step.status } : each,
        );
        return;
      case 'ReportAction':
        this.actions = this.actions.map((each) =>
          each.metadata.uid === step.action.metadata.uid ? { ...each, status: step.status } : each,
        );
    }
  }

  #recordMove({ name, namespace, spec }: Extract<ServerStep, { kind: 'CreateMigration' }>): void {
    const metadata = { ...listed, namespace, name, uid: `uid-of-${name}` };
    if (this.migrations.some((each) => each.metadata.name === name)) this.broken.push(`the move ${name} is recorded twice`);
    this.migrations = [...this.migrations, { apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Migration', metadata, spec }];
  }

  #makeImage({ draft, status }: Extract<ServerStep, { kind: 'MakeImage' }>['image']): void {
    const conditions = [{ type: 'Ready', status: 'True', reason: 'Stored', message: '', lastTransitionTime: timestamp(this.now) }] as const;
    const metadata = { ...draft.metadata, uid: `uid-of-${draft.metadata.name}` } as Image['metadata'];
    this.images = [
      ...this.images.filter((each) => each.metadata.name !== metadata.name),
      { ...draft, metadata, status: { ...status, conditions } },
    ];
  }

  #changeServer(change: Changes): void {
    if (this.server !== undefined) this.server = { ...this.server, ...change };
  }

  #changeInstance(target: Instance, change: (instance: Instance) => Partial<Instance>): void {
    this.instances = this.instances.map((each) => (each.metadata.name === target.metadata.name ? { ...each, ...change(each) } : each));
  }

  #check(): void {
    const mayRun = this.instances.filter(
      (instance) => instance.status?.phase !== 'Shelved' && instance.status?.phase !== 'Destroyed' && mayExecute(instance),
    );
    if (mayRun.length > 1)
      this.broken.push(`${mayRun.length} incarnations may run: ${mayRun.map(({ metadata }) => metadata.name).join(', ')}`);
    const { server } = this;
    if (!this.#hadDisk || server === undefined || server.metadata.deletionTimestamp !== undefined) return;
    const isOnHost = this.instances.some(({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.phase !== undefined);
    const isSaved = this.images.some(({ metadata }) => metadata.name === server.status?.savedImage);
    const isGivenUp = this.actions.some(({ spec }) => spec.type === 'Rebuild');
    if (!isOnHost && !isSaved && !isGivenUp && !this.#isDiskLost) this.broken.push('nothing holds its disk any more');
  }
}

/** What goes to another host while it runs is there what it was. */
function movedIncarnation({ status }: Server, { spec }: Instance, epoch: number): Instance {
  const { actionUID, source } = status!.move!;
  const placed = anInstance({ spec: { ...spec, epoch, host: { name: 'host-b', uid: 'host-b-uid' }, arrival: { actionUID, source } } });
  const { departure: _, ...rest } = placed.spec;
  return { ...placed, spec: { ...rest, machine: spec.machine } };
}

const disk: SavedDisk = { sha256: 'd'.repeat(64), sizeBytes: 1, format: 'Qcow2', virtualSizeBytes: 10 * 1024 ** 3 };

const listed = { resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' };

const flavors: readonly Flavor[] = ['small', 'large', 'huge'].map((name) => ({
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Flavor',
  metadata: { ...listed, name, uid: `uid-of-${name}` },
  spec: { vcpus: 1, memoryMiB: 512, diskGiB: 10 },
}));

const publicImages: readonly Image[] = ['debian', 'fedora'].map((name) => ({
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Image',
  metadata: { ...listed, namespace: 'public', name, uid: `uid-of-${name}` },
  spec: { format: 'Qcow2', source: { url: `https://images.test/${name}`, sha256: 'a'.repeat(64) }, minimumDiskGiB: 0, minimumMemoryMiB: 0 },
}));

function isUnknown(imageName: string | undefined): boolean {
  return publicImages.every(({ metadata }) => metadata.name !== imageName);
}

/** The image that the user would say a server is made from. */
export function imageOf({ spec }: Instance): string {
  return builtFromOf(spec.machine).name;
}

/** Everybody has the same two. */
function keyPairNamed(name: string | undefined): KeyPair | undefined {
  if (name !== 'mine' && name !== 'yours') return undefined;
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'KeyPair',
    metadata: { namespace: 'default', name, uid: name, resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' },
    spec: { type: 'SSH', publicKey: `ssh-ed25519 ${name}` },
  };
}
