import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { needsPlacement } from '#apis/infrastructure/needs-placement.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { Bitset } from './bitset.ts';
import { HostTable } from './host-table.ts';
import type { PlacementRequest } from './placement-request.ts';
import type { References } from './resolve-machine.ts';

/** The caches that decisions are made from. */
export interface SchedulingInformers {
  readonly servers: Informer<Server>;
  readonly instances: Informer<Instance>;
  readonly hosts: Informer<Host>;
  readonly flavors: Informer<Flavor>;
  readonly images: Informer<Image>;
  readonly keyPairs: Informer<KeyPair>;
  readonly serverGroups: Informer<ServerGroup>;
}

/** A server that has no incarnation and is to get one, with all that the decision needs. */
export interface Observation {
  readonly server: Server;
  readonly references: References;
  readonly groupHosts: PlacementRequest['groupHosts'];
}

/** The namespace whose images everybody may use. */
const sharedNamespace = 'public';

/** Reads the world for the scheduling loop, and keeps the {@link HostTable} true to it. */
export class Observer {
  readonly table = new HostTable();
  readonly #informers: SchedulingInformers;
  readonly #instancesByServer: ObjectIndex<Instance>;
  readonly #serversByGroup: ObjectIndex<Server>;

  constructor(informers: SchedulingInformers) {
    this.#informers = informers;
    this.#instancesByServer = informers.instances.index('server', (instance) => [instance.spec.server.uid]);
    this.#serversByGroup = informers.servers.index('group', (server) => {
      const group = server.spec.placement?.serverGroup;
      return group === undefined ? [] : [`${server.metadata.namespace}/${group}`];
    });
    informers.hosts.onChange(({ previous, current }) => {
      if (current !== undefined) this.table.putHost(current);
      if (previous !== undefined && previous.metadata.uid !== current?.metadata.uid) this.table.removeHost(previous.metadata.uid);
    });
    informers.instances.onChange(({ key, current }) => {
      if (current === undefined) this.table.removeClaim(key.name);
      else this.table.putClaim({ instance: key.name, hostUID: current.spec.host.uid, amounts: current.spec.claim });
    });
  }

  /** Undefined when there is nothing to place: the server is gone, going, or has an incarnation of which something may be left. */
  observe(key: ObjectKey): Observation | undefined {
    const server = this.#informers.servers.get(key);
    if (server === undefined || !needsPlacement(server, this.#instancesByServer.get(server.metadata.uid))) return undefined;
    const references = this.#referencesOf(server);
    return { server, references, groupHosts: references.serverGroup === undefined ? undefined : this.#groupHosts(references.serverGroup) };
  }

  #referencesOf({ metadata, spec }: Server): References {
    const inOwnNamespace = (name: string): ObjectKey => ({ namespace: metadata.namespace!, name });
    const group = spec.placement?.serverGroup;
    return {
      flavor: this.#informers.flavors.get({ name: spec.flavor }),
      image:
        spec.image === undefined
          ? undefined
          : (this.#informers.images.get(inOwnNamespace(spec.image)) ??
            this.#informers.images.get({ namespace: sharedNamespace, name: spec.image })),
      keyPair: spec.keyPair === undefined ? undefined : this.#informers.keyPairs.get(inOwnNamespace(spec.keyPair)),
      serverGroup: group === undefined ? undefined : this.#informers.serverGroups.get(inOwnNamespace(group)),
    };
  }

  /** Where members are decides what the group leaves open: Affinity their host, AntiAffinity all hosts that are not full of them. */
  #groupHosts(group: ServerGroup): PlacementRequest['groupHosts'] {
    const membersBySlot = new Map<number, number>();
    for (const member of this.#serversByGroup.get(`${group.metadata.namespace}/${group.metadata.name}`)) {
      for (const instance of this.#instancesByServer.get(member.metadata.uid)) {
        const slot = this.table.slotOf(instance.spec.host.uid);
        if (slot !== undefined) membersBySlot.set(slot, (membersBySlot.get(slot) ?? 0) + 1);
      }
    }
    if (membersBySlot.size === 0) return undefined;
    const hosts = new Bitset();
    const isAffinity = group.spec.policy === 'Affinity';
    for (const [slot, count] of membersBySlot) hosts.set(slot, isAffinity || count >= group.spec.maximumServersPerHost);
    return isAffinity ? { allowed: hosts } : { refused: hosts };
  }
}
