import { keyPairKind, type KeyPair } from '#apis/compute/key-pair.ts';
import { defaultQuotaKind, type DefaultQuota } from '#apis/compute/default-quota.ts';
import { quotaKind, type Quota, type QuotaSpec } from '#apis/compute/quota.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import {
  addUse,
  countedKinds,
  defaultsBeside,
  exceeded,
  formatAmounts,
  growthOf,
  isCountedBy,
  kindCountedAs,
  limitsOf,
  useOf,
  userOf,
  type Use,
} from '#apis/infrastructure/quota-use.ts';
import type { StatusCause } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { forbidden } from '../admission/rejection.ts';
import type { Comparison } from '../storage/storage.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import { rangeOf, storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { defaultQuotasGuard, quotaGuard, type Change } from './guards.ts';

/** What a write owes to the quotas of its project: comparisons that it rests on, and guards that it writes. */
export interface QuotaTerms {
  readonly compare: readonly Comparison[];
  readonly guards: readonly string[];
}

/**
 * The one place where limits are checked: in the transaction that makes the use of a project grow. The use is a sum over the objects in the cache, and
 * the transaction holds only if the project's guard has not been written since; whatever grows writes it. The quota of a single user is summed up over
 * what that user has made, under the same guard. Where there is no limit, writes compare that none has come, for the project or for all, and write no
 * guard, so they never wait for each other.
 */
export class QuotaGate {
  readonly #cache: WatchCache;
  /** Kept beside the objects, so that summing up a project does not parse it again and again. */
  readonly #uses = new WeakMap<CachedObject, CountedUse>();

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  /** What to hold in the mutex for this write, so that writers of one process do not lose races against each other. */
  queueFor(change: Change): readonly string[] {
    return this.note(change).guards;
  }

  /**
   * Throws {@link ForbiddenError} in the words of Kubernetes if a quota of the project would be exceeded by what grows. Synchronous, on the cache as it is:
   * it may be behind, so the caller makes sure of a refusal.
   */
  check(change: Change): QuotaTerms {
    const growth = growthOfChange(change);
    const { kind, previous, next } = change;
    if (growth === undefined || next === undefined) return nothing;
    const quotas = this.#quotas(namespaceOf(next));
    for (const quota of quotas) {
      if (!isCountedBy(quota.spec, kind, next)) continue;
      const limits = limitsOf(quota.spec);
      const used = this.#used(next, kind, {
        previous,
        names: Object.keys(growth).filter((name) => limits[name] !== undefined),
        user: quota.spec.user,
      });
      const names = exceeded(limits, used, growth);
      if (names.length > 0) throw refusal(quota.name, { kind, next, names, requested: growth, used, limits });
      this.#checkObject(quota, change);
    }
    return this.#terms(namespaceOf(next), quotas);
  }

  /** For what must not be refused, as a move: it counts, and nobody decides without having seen it. */
  note(change: Change): QuotaTerms {
    const { next } = change;
    if (next === undefined || growthOfChange(change) === undefined) return nothing;
    return this.#terms(namespaceOf(next), this.#quotas(namespaceOf(next)));
  }

  #terms(namespace: string, quotas: readonly NamedQuota[]): QuotaTerms {
    const guard = quotaGuard(namespace);
    const compare = [guard, defaultQuotasGuard].map((key) => ({ key, modRevision: this.#cache.guardRevision(key) }));
    return { compare, guards: quotas.length === 0 ? [] : [guard] };
  }

  /** Those of the namespace, and what the defaults say beside them. */
  #quotas(namespace: string): readonly NamedQuota[] {
    const own = Array.from(this.#cache.of(quotaKind).in(rangeOf(quotaKind, namespace)), (cached) => {
      const { metadata, spec } = cached.object() as Quota;
      return { name: metadata.name, spec };
    });
    const specs = own.map(({ spec }) => spec);
    const defaults = Array.from(this.#cache.of(defaultQuotaKind).in(rangeOf(defaultQuotaKind, undefined)), (cached) => {
      const { metadata, spec } = cached.object() as DefaultQuota;
      return { name: `${defaultQuotaKind.kind}/${metadata.name}`, spec: defaultsBeside(spec, specs) };
    });
    return [...own, ...defaults.filter(({ spec }) => Object.keys(spec).length > 0)];
  }

  /** What is in use of these amounts, with the object as the write has found it. */
  #used(object: ApiObject, ownKind: KindDefinition, { previous, names, user }: Question): Use {
    const sum: Record<string, number> = {};
    const namespace = namespaceOf(object);
    const ownKey = storageKeyOf(ownKind, { namespace, name: object.metadata.name });
    addUse(sum, useOf(ownKind, previous));
    for (const kind of new Set(names.map(kindCountedAs))) {
      for (const cached of this.#cache.of(kind).in(rangeOf(kind, namespace))) {
        if (cached.storageKey === ownKey) continue;
        const counted = this.#useOf(kind, cached);
        if (user === undefined || counted.user === user) addUse(sum, counted.use);
      }
    }
    return sum;
  }

  #useOf(kind: KindDefinition, cached: CachedObject): CountedUse {
    let counted = this.#uses.get(cached);
    if (counted === undefined) {
      const object = cached.object();
      counted = { use: useOf(kind, object), user: userOf(kind, object) };
      this.#uses.set(cached, counted);
    }
    return counted;
  }

  /** The limits that hold for each server, each group, and each user, by itself. */
  #checkObject(quota: NamedQuota, change: Change): void {
    if (change.kind === keyPairKind) this.#checkKeyPair(quota, change);
    if (change.kind === serverKind) this.#checkServer(quota, change);
  }

  #checkKeyPair({ name: quota, spec: { keyPairsPerUser: limit } }: NamedQuota, { kind, previous, next }: Change): void {
    const user = (next as KeyPair | undefined)?.spec.user;
    if (limit === undefined || user === undefined || previous !== undefined || next === undefined) return;
    const name = 'keyPairsPerUser';
    let used = 0;
    for (const cached of this.#cache.of(keyPairKind).in(rangeOf(keyPairKind, namespaceOf(next)))) {
      if ((cached.object() as KeyPair).spec.user === user) used += 1;
    }
    if (used + 1 <= limit) return;
    throw refusal(quota, { kind, next, names: [name], requested: { [name]: 1 }, used: { [name]: used }, limits: { [name]: limit } });
  }

  #checkServer({ name: quota, spec }: NamedQuota, { kind, previous, next }: Change): void {
    if (next === undefined) return;
    const { serverMetadataItems, serverGroupMembers, user } = spec;
    const [server, before] = [next as Server, previous as Server | undefined];
    const limited = (name: string, { used, requested, limit }: Record<'used' | 'requested' | 'limit', number>): void => {
      if (requested <= 0 || used + requested <= limit) return;
      const facts = { kind, next, names: [name], requested: { [name]: requested }, used: { [name]: used }, limits: { [name]: limit } };
      throw refusal(quota, facts);
    };
    if (serverMetadataItems !== undefined) {
      const used = isCounted(before) ? itemsOf(before) : 0;
      limited('serverMetadataItems', { used, requested: itemsOf(server) - used, limit: serverMetadataItems });
    }
    const group = server.spec.placement?.serverGroup;
    if (serverGroupMembers !== undefined && group !== undefined && !isCounted(before)) {
      limited('serverGroupMembers', { used: this.#membersOf(group, server, user), requested: 1, limit: serverGroupMembers });
    }
  }

  /** Other members of a group; for the quota of a single user, those that this user has made. */
  #membersOf(group: string, { metadata: { namespace = '', name } }: Server, user: string | undefined): number {
    let count = 0;
    for (const cached of this.#cache.of(serverKind).in(rangeOf(serverKind, namespace))) {
      const server = cached.object() as Server;
      const isMember = server.metadata.name !== name && isCounted(server) && server.spec.placement?.serverGroup === group;
      if (isMember && isCountedBy(user === undefined ? {} : { user }, serverKind, server)) count += 1;
    }
    return count;
  }
}

/** A quota as a refusal names it, and what it says. */
interface NamedQuota {
  readonly name: string;
  readonly spec: QuotaSpec;
}

interface CountedUse {
  readonly use: Use;
  /** Whose it is, for the quotas of single users. */
  readonly user: string | undefined;
}

interface Question {
  readonly previous: ApiObject | undefined;
  readonly names: readonly string[];
  /** Only what is this user's counts; undefined: all does. */
  readonly user: string | undefined;
}

/** Undefined if nothing that a quota could limit grows. */
function growthOfChange({ kind, previous, next }: Change): Use | undefined {
  if (next?.metadata.namespace === undefined || !countedKinds.includes(kind)) return undefined;
  const growth = growthOf(useOf(kind, previous), useOf(kind, next));
  if (Object.keys(growth).length > 0) return growth;
  return kind === serverKind && itemsOf(next as Server) > itemsOf(previous as Server | undefined) ? growth : undefined;
}

function isCounted(server: Server | undefined): server is Server {
  return server !== undefined && server.metadata.deletionTimestamp === undefined;
}

function itemsOf(server: Server | undefined): number {
  return Object.keys(server?.spec.metadata ?? {}).length;
}

function namespaceOf({ metadata: { namespace = '' } }: ApiObject): string {
  return namespace;
}

interface RefusalFacts {
  readonly kind: KindDefinition;
  readonly next: ApiObject;
  readonly names: readonly string[];
  readonly requested: Use;
  readonly used: Use;
  readonly limits: Use;
}

/** As Kubernetes words it, so that who knows its quotas knows these. */
function refusal(quota: string, { kind, next, names, requested, used, limits }: RefusalFacts): Error {
  const wordsFor = (some: readonly string[]): string => {
    const amounts = (of: Use): string => formatAmounts(some, of);
    return `exceeded quota: ${quota}, requested: ${amounts(requested)}, used: ${amounts(used)}, limited: ${amounts(limits)}`;
  };
  const causes = names.map((name): StatusCause => ({
    reason: 'QuotaExceeded',
    message: wordsFor([name]),
    field: fieldsByAmount[name] ?? 'spec.flavor',
  }));
  return forbidden(kind, next.metadata.name, wordsFor(names), causes);
}

/** The field that the amount comes from; a size comes from the flavor. */
const fieldsByAmount: Readonly<Record<string, string>> = {
  servers: 'metadata.namespace',
  volumes: 'metadata.namespace',
  volumeGiB: 'spec.sizeGiB',
  ports: 'metadata.namespace',
  addresses: 'spec.network',
  keyPairs: 'metadata.namespace',
  keyPairsPerUser: 'spec.user',
  serverGroups: 'metadata.namespace',
  serverGroupMembers: 'spec.placement.serverGroup',
  serverMetadataItems: 'spec.metadata',
};

const nothing: QuotaTerms = { compare: [], guards: [] };
