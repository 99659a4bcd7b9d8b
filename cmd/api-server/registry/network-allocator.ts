import { networkKind, type Network } from '#apis/compute/network.ts';
import { parseIPv4Range } from '#apis/compute/ipv4-range.ts';
import { portKind } from '#apis/compute/port.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Random } from '#apis/machinery/random.ts';
import { conflict, forbidden } from '../admission/rejection.ts';
import type { Comparison } from '../storage/storage.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Allocation, Allocator } from './allocator.ts';
import { networkGuard, networkNumbersGuard } from './guards.ts';

/** Gives a new Network its number between hosts, unlike that of any other, and a gateway as soon as it has addresses. One with Ports stays, with its addresses. */
export class NetworkAllocator implements Allocator {
  readonly #cache: WatchCache;
  readonly #random: Random;

  constructor(options: { readonly cache: WatchCache; readonly random: Random }) {
    this.#cache = options.cache;
    this.#random = options.random;
  }

  guards(): readonly string[] {
    return [networkNumbersGuard];
  }

  allocate(object: ApiObject): Allocation {
    const network = object as Network;
    const status = withGateway(network, { ...network.status, vni: this.#freeNumber(network) });
    return { object: { ...network, status } as ApiObject, compare: [this.#comparison(networkNumbersGuard)] };
  }

  change(next: ApiObject, previous: ApiObject): Allocation {
    const [after, before] = [next as Network, previous as Network];
    if (after.spec.cidr === before.spec.cidr) return { object: next, compare: [] };
    const object = { ...after, status: withGateway(after, after.status ?? {}) } as ApiObject;
    return { object, compare: before.spec.cidr === undefined ? [] : this.release(previous) };
  }

  release(object: ApiObject): readonly Comparison[] {
    const { name, uid } = object.metadata;
    const ports = [...(this.#cache.of(portKind).byField('status.networkUID', uid) ?? [])];
    if (ports.length > 0) {
      const named = ports.slice(0, maximumNamedPorts).map((port) => {
        const { namespace, name: portName } = port.object().metadata;
        return `${namespace}/${portName}`;
      });
      const rest = ports.length > named.length ? ` and ${ports.length - named.length} more` : '';
      const message = `${ports.length} ${ports.length === 1 ? 'port is' : 'ports are'} in it: ${named.join(', ')}${rest}; delete them first`;
      throw conflict(networkKind, name, message, [{ reason: 'NetworkInUse', message }]);
    }
    return [this.#comparison(networkGuard(uid))];
  }

  #comparison(guard: string): Comparison {
    return { key: guard, modRevision: this.#cache.guardRevision(guard) };
  }

  /** By chance, so that one that was just given back is not the next to be given. */
  #freeNumber({ metadata }: Network): number {
    for (let attempt = 1; attempt <= randomAttempts; attempt += 1) {
      const number = 1 + Math.floor(this.#random.fraction() * highestNumber);
      if (this.#isFree(number)) return number;
    }
    for (let number = 1; number <= highestNumber; number += 1) {
      if (this.#isFree(number)) return number;
    }
    throw forbidden(networkKind, metadata.name, `all ${highestNumber} numbers of networks are in use`);
  }

  #isFree(number: number): boolean {
    for (const _ of this.#cache.of(networkKind).byField('status.vni', String(number)) ?? []) return false;
    return true;
  }
}

/** With what `spec.gateway` says, or the first address of the network; without a gateway where there are no addresses. */
function withGateway({ spec }: Network, status: NonNullable<Network['status']>): NonNullable<Network['status']> {
  if (spec.cidr === undefined) return without(status, ['gateway']);
  return { ...status, gateway: spec.gateway ?? parseIPv4Range(spec.cidr)?.addressAt(1) ?? '' };
}

/** VXLAN network identifiers have 24 bits (RFC 7348). */
const highestNumber = 16_777_215;
const randomAttempts = 64;
const maximumNamedPorts = 5;
