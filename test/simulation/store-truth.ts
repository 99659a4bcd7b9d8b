import type { Image } from '#apis/compute/image.ts';
import type { Quota } from '#apis/compute/quota.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Port } from '#apis/compute/port.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Aggregate } from '#apis/infrastructure/aggregate.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import { keyPrefix, prefixEnd, type Storage, type StorageEvent } from '#cmd/api-server/storage/storage.ts';

/** One committed change, as the store itself has it. */
export interface TrueChange {
  readonly revision: number;
  readonly plural: string;
  readonly key: string;
  /** Absent: it was deleted. */
  readonly object: ApiObject | undefined;
  readonly previous: ApiObject | undefined;
}

/** What is in the store, read from under all caches, and the order in which it came there. */
export class StoreTruth {
  readonly servers = new Map<string, Server>();
  readonly instances = new Map<string, Instance>();
  readonly hosts = new Map<string, Host>();
  readonly quotas = new Map<string, Quota>();
  readonly serverGroups = new Map<string, ServerGroup>();
  readonly aggregates = new Map<string, Aggregate>();
  readonly images = new Map<string, Image>();
  readonly actions = new Map<string, ServerAction>();
  readonly ports = new Map<string, Port>();
  readonly volumes = new Map<string, Volume>();
  readonly attachments = new Map<string, VolumeAttachment>();
  readonly hostVolumes = new Map<string, HostVolume>();
  /** Uids of incarnations whose host has said that they will never run again. */
  readonly shelved = new Set<string>();
  /** Revisions of each kind's changes, rising. */
  readonly revisions = new Map<string, number[]>();
  /** By host name and session number: the revision from which on that session spoke for the host. */
  readonly sessionStarts = new Map<string, number>();
  changeCount = 0;
  readonly #newest = new Map<string, ApiObject>();
  readonly #onChange: (change: TrueChange) => void;

  constructor({ onChange }: { readonly onChange: (change: TrueChange) => void }) {
    this.#onChange = onChange;
  }

  /** `afterRevision`: of the empty store. */
  async follow(storage: Storage, { afterRevision = 1 } = {}): Promise<void> {
    const range = { start: keyPrefix, end: prefixEnd(keyPrefix), afterRevision, signal: new AbortController().signal };
    for await (const batch of storage.watch(range)) for (const event of batch.events) this.#take(event);
  }

  instancesOf(serverUID: string): readonly Instance[] {
    return [...this.instances.values()].filter(({ spec }) => spec.server.uid === serverUID);
  }

  #take(event: StorageEvent): void {
    const storageKey = event.kind === 'Put' ? event.item.key : event.key;
    const [, , group = '', plural = ''] = storageKey.split('/');
    if (group === 'guards') return;
    const revision = event.kind === 'Put' ? event.item.modRevision : event.modRevision;
    const object = event.kind === 'Put' ? parsed(event.item.value, revision) : undefined;
    const previous = this.#newest.get(storageKey);
    if (object === undefined) this.#newest.delete(storageKey);
    else this.#newest.set(storageKey, object);
    const key = formatKey(keyOf((object ?? previous)!));
    const history = this.revisions.get(plural) ?? [];
    history.push(revision);
    this.revisions.set(plural, history);
    const objects = this.#mapOf(plural);
    if (object === undefined) objects?.delete(key);
    else objects?.set(key, object);
    if (plural === 'hosts' && object !== undefined) this.#noteSession(object as Host, revision);
    if (plural === 'instances' && (object as Instance | undefined)?.status?.phase === 'Shelved') this.shelved.add(object!.metadata.uid);
    this.changeCount += 1;
    this.#onChange({ revision, plural, key, object, previous });
  }

  #mapOf(plural: string): Map<string, ApiObject> | undefined {
    const maps: Readonly<Record<string, Map<string, never>>> = {
      servers: this.servers as Map<string, never>,
      instances: this.instances as Map<string, never>,
      hosts: this.hosts as Map<string, never>,
      quotas: this.quotas as Map<string, never>,
      servergroups: this.serverGroups as Map<string, never>,
      aggregates: this.aggregates as Map<string, never>,
      images: this.images as Map<string, never>,
      serveractions: this.actions as Map<string, never>,
      ports: this.ports as Map<string, never>,
      volumes: this.volumes as Map<string, never>,
      volumeattachments: this.attachments as Map<string, never>,
      hostvolumes: this.hostVolumes as Map<string, never>,
    };
    return maps[plural];
  }

  #noteSession(host: Host, revision: number): void {
    const session = host.status?.session;
    const key = `${host.metadata.name}/${session?.number ?? 0}`;
    if (session !== undefined && !this.sessionStarts.has(key)) this.sessionStarts.set(key, revision);
  }
}

function parsed(value: Buffer, revision: number): ApiObject {
  const object = JSON.parse(value.toString('utf8')) as ApiObject;
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
}
