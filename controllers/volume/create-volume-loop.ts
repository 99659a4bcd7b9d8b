import type { ObjectChange } from '#apis/client/object-cache.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeSnapshotKind } from '#apis/compute/volume-snapshot.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { startTogether } from '../runtime/start-together.ts';
import { VolumeActuator } from './apply.ts';
import { BootAttachmentReconciler } from './boot-attachment.ts';
import { Observer, volumeKeyOf, volumeKeyOfHostVolume } from './observe.ts';
import { VolumeReconciler } from './reconcile.ts';
import { SnapshotImages } from './snapshot-image.ts';
import { SnapshotReconciler, volumeOf } from './snapshot-reconcile.ts';

export interface VolumeLoopDependencies extends LoopDependencies {
  readonly events: EventSink;
}

/** The loop that gives volumes a host, hands them to servers one after the other, and clears them away. */
export function createVolumeLoop(dependencies: VolumeLoopDependencies): StartableLoop {
  const { client, informers, events, clock, random, logger, metrics } = dependencies;
  const sources = {
    volumes: informers.for(volumeKind),
    attachments: informers.for(volumeAttachmentKind),
    hostVolumes: informers.for(hostVolumeKind),
    servers: informers.for(serverKind),
    instances: informers.for(instanceKind),
    hosts: informers.for(hostKind),
    images: informers.for(imageKind),
  };
  const { volumes, attachments, hostVolumes, servers, instances, hosts, images } = sources;
  const observer = new Observer(sources);
  const attachmentClient = client.resource(volumeAttachmentKind);
  const actuator = new VolumeActuator({
    volumes: client.resource(volumeKind),
    attachments: attachmentClient,
    attachmentInformer: attachments,
    hostVolumes: client.resource(hostVolumeKind),
    hostVolumeInformer: hostVolumes,
    instances: client.resource(instanceKind),
    instanceInformer: instances,
    hosts: client.resource(hostKind),
    logger,
  });
  const volumeStatuses = new StatusWriter({ client: client.resource(volumeKind), informer: volumes });
  const attachmentStatuses = new StatusWriter({ client: attachmentClient, informer: attachments });
  const common = { clock, random, logger, metrics, workerCount: 16 };
  const reconciler = new VolumeReconciler({ observer, actuator, volumeStatuses, attachmentStatuses, events, clock });
  const ofVolumes = new Loop({ ...common, name: 'volume/volumes', reconciler });
  ofVolumes.watch(volumes, ({ key }) => [key]);
  ofVolumes.watch(attachments, (change) => both(change).map(volumeKeyOf));
  ofVolumes.watch(hostVolumes, (change) => both(change).map(volumeKeyOfHostVolume));
  ofVolumes.watch(instances, (change) => both(change).flatMap((instance) => observer.volumesOfInstance(instance)));
  ofVolumes.watch(servers, (change) => both(change).flatMap((server) => observer.volumesOfServer(server)));
  ofVolumes.watch(images, (change) => both(change).flatMap((image) => observer.volumesFromImage(image)));
  ofVolumes.watch(hosts, (change) => (concernsVolumes(change) ? both(change).flatMap((host) => observer.volumesOnHost(host)) : []));

  const boot = new BootAttachmentReconciler({ observer, servers, attachments: attachmentClient, attachmentInformer: attachments });
  const ofServers = new Loop({ ...common, name: 'volume/boot', reconciler: boot });
  ofServers.watch(servers, ({ key, current }) => (current?.spec.bootVolume === undefined ? [] : [key]));
  ofServers.watch(attachments, (change) =>
    both(change).map(({ metadata, spec }) => ({ namespace: metadata.namespace!, name: spec.server })),
  );
  return startTogether('volume', [ofVolumes, ofServers, snapshotLoop(dependencies, observer)]);
}

/** The loop that has volumes copied. */
function snapshotLoop(dependencies: VolumeLoopDependencies, observer: Observer): Loop {
  const { client, informers, events, clock, random, logger, metrics } = dependencies;
  const snapshots = informers.for(volumeSnapshotKind);
  const images = informers.for(imageKind);
  const hostVolumeInformer = informers.for(hostVolumeKind);
  const imageClient = client.resource(imageKind);
  const reconciler = new SnapshotReconciler({
    observer,
    snapshots,
    images,
    hostVolumes: client.resource(hostVolumeKind),
    hostVolumeInformer,
    imageMaker: new SnapshotImages({
      images: imageClient,
      informer: images,
      statuses: new StatusWriter({ client: imageClient, informer: images }),
      clock,
    }),
    statuses: new StatusWriter({ client: client.resource(volumeSnapshotKind), informer: snapshots }),
    events,
    clock,
  });
  const loop = new Loop({ name: 'volume/snapshots', reconciler, clock, random, logger, metrics, workerCount: 4 });
  loop.watch(snapshots, (change) => both(change).map(volumeOf));
  loop.watch(informers.for(volumeKind), ({ key }) => [key]);
  loop.watch(hostVolumeInformer, (change) => both(change).map(volumeKeyOfHostVolume));
  loop.watch(images, (change) => both(change).flatMap((image) => reconciler.volumesOfImage(image)));
  loop.watch(informers.for(hostKind), (change) =>
    concernsVolumes(change) ? both(change).flatMap((host) => observer.volumesOnHost(host)) : [],
  );
  return loop;
}

function both<Object extends ApiObject>({ previous, current }: ObjectChange<Object>): readonly Object[] {
  return [previous, current].filter((each) => each !== undefined);
}

/** That a host goes, or that its driver can do something else. */
function concernsVolumes({ previous, current }: ObjectChange<Host>): boolean {
  return previous?.metadata.uid !== current?.metadata.uid || !samePlain(previous?.status?.capabilities, current?.status?.capabilities);
}
