import { networkKind, type Network } from '#apis/compute/network.ts';
import { portKind, type Port, type PortStatus } from '#apis/compute/port.ts';
import { serverKind } from '#apis/compute/server.ts';
import type { StatusCause } from '#apis/machinery/errors.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { forbidden, invalid } from '../admission/rejection.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { AddressBook, AddressBooks } from './address-books.ts';
import type { Allocation, Allocator } from './allocator.ts';
import { networkGuard } from './guards.ts';

/**
 * Gives a new Port its addresses. An address is free if and only if no Port of the network has it, whatever namespace that is in and whether it is being
 * deleted, and it is not the gateway. The lowest free one is given.
 */
export class PortAllocator implements Allocator {
  readonly #cache: WatchCache;
  readonly #books: AddressBooks;
  readonly #random: Random;

  constructor(options: { readonly cache: WatchCache; readonly books: AddressBooks; readonly random: Random }) {
    this.#cache = options.cache;
    this.#books = options.books;
    this.#random = options.random;
  }

  guards(object: ApiObject): readonly string[] {
    return [networkGuard(this.#networkOf(object as Port).object().metadata.uid)];
  }

  allocate(object: ApiObject): Allocation {
    const port = object as Port;
    const cached = this.#networkOf(port);
    const network = cached.object() as Network;
    const { uid, namespace = '' } = network.metadata;
    const book = this.#books.of(network);
    const status: PortStatus = {
      ...port.status,
      observedGeneration: port.metadata.generation,
      phase: 'Unplugged',
      macAddress: this.#macAddress(port, book),
      ipAddresses: [ipAddressFor(port, network, book)],
      networkUID: uid,
      networkNamespace: namespace,
      ...ownerOf(port),
    };
    const guard = networkGuard(uid);
    return {
      object: { ...port, status } as ApiObject,
      compare: [
        { key: cached.storageKey, modRevision: cached.revision },
        { key: guard, modRevision: this.#cache.guardRevision(guard) },
      ],
    };
  }

  /** From the own namespace, or else from `public`. */
  #networkOf({ metadata, spec }: Port): CachedObject {
    const { namespace = '', name } = metadata;
    const networks = this.#cache.of(networkKind);
    const found = [namespace, sharedNamespace]
      .map((each) => networks.get(storageKeyOf(networkKind, { namespace: each, name: spec.network })))
      .find((each) => each !== undefined);
    if (found === undefined) {
      const message = `Not found: there is no network "${spec.network}" in namespace "${namespace}" or "${sharedNamespace}"`;
      throw invalid(portKind, name, [{ reason: 'FieldValueNotFound', message, field: 'spec.network' }]);
    }
    if (found.object().metadata.deletionTimestamp !== undefined)
      throw refused(name, { reason: 'NetworkTerminating', message: `network "${spec.network}" is being deleted`, field: 'spec.network' });
    if ((found.object() as Network).spec.cidr === undefined)
      throw refused(name, {
        reason: 'NetworkWithoutAddresses',
        message: `network "${spec.network}" has no addresses yet`,
        field: 'spec.network',
      });
    return found;
  }

  #macAddress({ metadata, spec }: Port, book: AddressBook): string {
    if (spec.macAddress !== undefined) {
      if (!book.hasMACAddress(spec.macAddress)) return spec.macAddress;
      const message = `${spec.macAddress} belongs to another port of network "${spec.network}"`;
      throw refused(metadata.name, { reason: 'MACAddressInUse', message, field: 'spec.macAddress' });
    }
    for (let attempt = 1; attempt <= randomAttempts; attempt += 1) {
      const macAddress = ['02', ...Array.from(this.#random.bytes(5), (byte) => byte.toString(16).padStart(2, '0'))].join(':');
      if (!book.hasMACAddress(macAddress)) return macAddress;
    }
    throw refused(metadata.name, {
      reason: 'MACAddressInUse',
      message: 'no free MAC address was found; try again',
      field: 'spec.macAddress',
    });
  }
}

function ipAddressFor({ metadata, spec }: Port, network: Network, book: AddressBook): string {
  const { range } = book;
  const gateway = network.status?.gateway ?? '';
  const { ipAddress } = spec;
  if (ipAddress === undefined) {
    const pool = network.spec.pool ?? { first: range.addressAt(1), last: range.addressAt(range.size - 2) };
    const [first, last, reserved] = [range.offsetOf(pool.first) ?? 1, range.offsetOf(pool.last) ?? 0, range.offsetOf(gateway) ?? 0];
    const free = book.lowestFree({ first, last, reserved });
    if (free !== undefined) return free;
    const count = last - first + 1 - (first <= reserved && reserved <= last ? 1 : 0);
    const message = `network "${spec.network}" has no free address: ${count} of ${count} are in use`;
    throw refused(metadata.name, { reason: 'NoFreeAddress', message, field: 'spec.network' });
  }
  if (!range.isUsable(ipAddress) || ipAddress === gateway) {
    const message =
      ipAddress === gateway
        ? `${ipAddress} is the gateway of network "${spec.network}"`
        : `must be an address of a guest in ${network.spec.cidr}, the range of network "${spec.network}"`;
    throw invalid(portKind, metadata.name, [
      { reason: 'FieldValueInvalid', message: `Invalid value: ${message}`, field: 'spec.ipAddress' },
    ]);
  }
  if (!book.hasAddress(ipAddress)) return ipAddress;
  const message = `${ipAddress} belongs to another port of network "${spec.network}"`;
  throw refused(metadata.name, { reason: 'AddressInUse', message, field: 'spec.ipAddress' });
}

/** A Port that is made for a server is that server's from the start. */
function ownerOf({ metadata }: Port): Pick<PortStatus, 'phase' | 'server' | 'serverUID'> {
  const owner = metadata.ownerReferences?.find(
    ({ kind, apiVersion, controller }) => controller === true && kind === serverKind.kind && apiVersion.startsWith(`${serverKind.group}/`),
  );
  return owner === undefined ? {} : { phase: 'Pending', server: owner.name, serverUID: owner.uid };
}

function refused(name: string, cause: StatusCause): Error {
  return forbidden(portKind, name, `${cause.field ?? ''}: ${cause.message}`, [cause]);
}

/** The namespace whose networks are there for all projects. */
const sharedNamespace = 'public';
const randomAttempts = 64;
