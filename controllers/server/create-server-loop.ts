import type { ObjectChange } from '#apis/client/object-cache.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { migrationKind } from '#apis/infrastructure/migration.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { startTogether } from '../runtime/start-together.ts';
import { ServerActuator } from './apply.ts';
import { ImageMaker } from './make-image.ts';
import { ReferenceReader, owningServers, type ReferenceInformers } from './observe-references.ts';
import { isLost, Observer, serverKeyOf, serverKeyOfInstance, serverKeyOfMigration } from './observe.ts';
import { ServerReconciler } from './reconcile.ts';
import { defaultActionRetentionSeconds, RecordRetention, type RecordObject, type RecordRetentionOptions } from './record-retention.ts';
import { StatusPacing } from './status-pacing.ts';
import { MigrationWriter } from './write-migration.ts';

export interface ServerLoopDependencies extends LoopDependencies {
  readonly events: EventSink;
  /** How long actions and moves that ended are kept; 0: for ever. Default: 90 days. */
  readonly actionRetentionSeconds?: number;
}

/** The loop that hands down what servers declare, leads them from one incarnation to the next, carries out actions, and writes what is so. */
export function createServerLoop(dependencies: ServerLoopDependencies): StartableLoop {
  const { client, informers, events, clock, random, logger, metrics } = dependencies;
  const servers = informers.for(serverKind);
  const instances = informers.for(instanceKind);
  const hosts = informers.for(hostKind);
  const actions = informers.for(serverActionKind);
  const referenceInformers = {
    flavors: informers.for(flavorKind),
    images: informers.for(imageKind),
    keyPairs: informers.for(keyPairKind),
    networks: informers.for(networkKind),
    ports: informers.for(portKind),
    volumes: informers.for(volumeKind),
    attachments: informers.for(volumeAttachmentKind),
  };
  const references = new ReferenceReader(referenceInformers);
  const migrations = informers.for(migrationKind);
  const namespaces = informers.for(namespaceKind);
  const liveServers = client.resource(serverKind);
  const observer = new Observer({ servers, instances, hosts, actions, migrations, references, namespaces, liveServers });
  const statuses = new StatusWriter({ client: client.resource(serverKind), informer: servers });
  const reconciler = new ServerReconciler({
    observer,
    actuator: createActuator(dependencies, statuses),
    statuses,
    pacing: new StatusPacing(clock),
    events,
    clock,
    logger,
  });
  const loop = new Loop({ name: 'server', reconciler, clock, random, logger, metrics, workerCount: 32 });
  loop.watch(servers, ({ key }) => [key]);
  loop.watch(instances, ({ previous, current }) => [serverKeyOfInstance((current ?? previous)!)]);
  loop.watch(actions, ({ previous, current }) => [serverKeyOf((current ?? previous)!)]);
  loop.watch(migrations, ({ previous, current }) => [serverKeyOfMigration((current ?? previous)!)]);
  loop.watch(hosts, (change) => (isNewsOfHost(change) ? observer.serversOn((change.previous ?? change.current)!) : []));
  // They are to be known before anything is decided; what becomes of them later is news to no server.
  loop.watch(namespaces, () => []);
  watchReferences(loop, referenceInformers, { observer, references });
  return startTogether('server', [
    loop,
    createRetentionLoop('server/action-retention', { records: actions, client: client.resource(serverActionKind) }, dependencies),
    createRetentionLoop('server/migration-retention', { records: migrations, client: client.resource(migrationKind) }, dependencies),
  ]);
}

function createRetentionLoop<Object extends RecordObject>(
  name: string,
  sources: Pick<RecordRetentionOptions<Object>, 'records' | 'client'>,
  { clock, random, logger, metrics, actionRetentionSeconds: retentionSeconds = defaultActionRetentionSeconds }: ServerLoopDependencies,
): Loop {
  const reconciler = new RecordRetention({ ...sources, retentionSeconds, clock, logger });
  const loop = new Loop({ name, reconciler, clock, random, logger, metrics, workerCount: 2 });
  loop.watch(sources.records, ({ key }) => [key]);
  return loop;
}

function createActuator(
  { client, informers, events, clock, logger }: ServerLoopDependencies,
  statuses: StatusWriter<Server>,
): ServerActuator {
  const images = client.resource(imageKind);
  const imageInformer = informers.for(imageKind);
  return new ServerActuator({
    servers: client.resource(serverKind),
    instances: client.resource(instanceKind),
    serverInformer: informers.for(serverKind),
    instanceInformer: informers.for(instanceKind),
    statuses,
    actionStatuses: new StatusWriter({ client: client.resource(serverActionKind), informer: informers.for(serverActionKind) }),
    images: new ImageMaker({
      images,
      informer: imageInformer,
      statuses: new StatusWriter({ client: images, informer: imageInformer }),
      clock,
      logger,
    }),
    migrations: new MigrationWriter({ client: client.resource(migrationKind), informer: informers.for(migrationKind), logger }),
    client,
    events,
    logger,
  });
}

function isNewsOfHost({ previous, current }: ObjectChange<Host>): boolean {
  if (previous === undefined || current === undefined || previous.metadata.uid !== current.metadata.uid) return true;
  return isLost(previous) !== isLost(current) || !samePlain(previous.status?.capabilities, current.status?.capabilities);
}

/** What servers refer to changes rarely; then those that wait for it are looked at. */
function watchReferences(
  loop: Loop,
  informers: ReferenceInformers,
  { observer, references }: { readonly observer: Observer; readonly references: ReferenceReader },
): void {
  const { flavors, images, keyPairs, networks, ports, volumes, attachments } = informers;
  const inNamespace = (namespace: string | undefined, name: string | undefined): readonly ObjectKey[] =>
    namespace === undefined || name === undefined ? [] : [{ namespace, name }];
  loop.watch(ports, ({ previous, current }) =>
    [previous, current].flatMap((port) => inNamespace(port?.metadata.namespace, port?.status?.server)),
  );
  loop.watch(attachments, ({ previous, current }) => {
    const { metadata, spec } = (current ?? previous)!;
    return inNamespace(metadata.namespace, spec.server);
  });
  loop.watch(images, ({ previous, current }) => {
    const image = (current ?? previous)!;
    const owners = owningServers(image).flatMap(({ name }) => inNamespace(image.metadata.namespace, name));
    return [...owners, ...inNamespace(image.metadata.namespace, image.status?.server), ...observer.serversNaming(image)];
  });
  // What servers have named already they have for good; only one that comes late is waited for.
  loop.watch(keyPairs, ({ previous, current }) =>
    previous === undefined && current !== undefined ? observer.serversAwaiting(current) : [],
  );
  loop.watch(flavors, ({ previous, current }) => observer.serversResizingTo((current ?? previous)!));
  loop.watch(networks, ({ previous, current }) => references.serversIn((current ?? previous)!));
  loop.reads(volumes);
}
