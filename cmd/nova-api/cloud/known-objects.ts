import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import type { ObjectOf } from '#apis/client/resource-client.ts';
import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import { flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { keyPairKind, type KeyPair } from '#apis/compute/key-pair.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import { quotaKind, type Quota } from '#apis/compute/quota.ts';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { serverGroupKind, type ServerGroup } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeKind, type Volume } from '#apis/compute/volume.ts';
import { zoneKind, type Zone } from '#apis/compute/zone.ts';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { migrationKind, type Migration } from '#apis/infrastructure/migration.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Random } from '#apis/machinery/random.ts';

export interface KnownObjectsOptions {
  /** Acts for the process itself, which may read these kinds everywhere. */
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A server with the moment of its last change, RFC 3339. */
export type KnownServer = Server & { readonly updatedAt: string };

/** An aggregate with the moment of its last change, RFC 3339. */
export type KnownAggregate = Aggregate & { readonly updatedAt: string };

/** What the process knows of the cloud: a copy of each kind that answers are made from, which follows the api-server. */
export interface KnownObjects {
  readonly servers: Informer<KnownServer>;
  readonly actions: Informer<ServerAction>;
  readonly flavors: Informer<Flavor>;
  readonly images: Informer<Image>;
  readonly keyPairs: Informer<KeyPair>;
  readonly groups: Informer<ServerGroup>;
  readonly networks: Informer<Network>;
  readonly ports: Informer<Port>;
  readonly volumes: Informer<Volume>;
  readonly attachments: Informer<VolumeAttachment>;
  readonly quotas: Informer<Quota>;
  readonly defaultQuotas: Informer<DefaultQuota>;
  readonly zones: Informer<Zone>;
  readonly hosts: Informer<Host>;
  readonly aggregates: Informer<KnownAggregate>;
  readonly instances: Informer<Instance>;
  readonly migrations: Informer<Migration>;
}

/** Copies of all kinds, empty until {@link runInformers}. */
export function followObjects(options: KnownObjectsOptions): KnownObjects {
  const follow = <Kind extends KindDefinition>(kind: Kind): Informer<ObjectOf<Kind>> =>
    new Informer({ ...options, client: options.client.resource(kind) });
  return {
    servers: new Informer<KnownServer>({
      ...options,
      // The client cannot know of the field that `reduce` adds.
      client: options.client.resourceAt<KnownServer>(serverKind),
      reduce: withUpdateTime,
    }),
    actions: follow(serverActionKind),
    flavors: follow(flavorKind),
    images: follow(imageKind),
    keyPairs: follow(keyPairKind),
    groups: follow(serverGroupKind),
    networks: follow(networkKind),
    ports: follow(portKind),
    volumes: follow(volumeKind),
    attachments: follow(volumeAttachmentKind),
    quotas: follow(quotaKind),
    defaultQuotas: follow(defaultQuotaKind),
    zones: follow(zoneKind),
    hosts: follow(hostKind),
    aggregates: new Informer<KnownAggregate>({
      ...options,
      client: options.client.resourceAt<KnownAggregate>(aggregateKind),
      reduce: withUpdateTime,
    }),
    instances: follow(instanceKind),
    migrations: follow(migrationKind),
  };
}

/** Follows the api-server until `signal` is aborted. */
export async function runInformers(known: KnownObjects, signal: AbortSignal): Promise<void> {
  await Promise.all(Object.values(known).map((informer) => informer.run(signal)));
}

/** Resolves when each has its first list. */
export async function whenSynced(known: KnownObjects, signal: AbortSignal): Promise<void> {
  await Promise.all(Object.values(known).map((informer) => informer.synced({ signal })));
}

/** Kinds that are not read yet. */
export function unsynced(known: KnownObjects): readonly string[] {
  return Object.entries(known).flatMap(([name, informer]) => (informer.hasSynced ? [] : [name]));
}

/** Who owns which field says when the object was changed, and is not needed beyond that. */
function withUpdateTime<Object extends ApiObject>(object: Object): Object & { readonly updatedAt: string } {
  const { creationTimestamp, deletionTimestamp = '', managedFields = [] } = object.metadata;
  const times = [creationTimestamp, deletionTimestamp, ...managedFields.map(({ time = '' }) => time)];
  const updatedAt = times.reduce((latest, time) => (time > latest ? time : latest));
  return { ...object, metadata: without(object.metadata, ['managedFields']), updatedAt };
}
