import type { TransportRequest } from '#apis/client/transport.ts';
import type { Storage, Transaction, WatchBatch, WatchRequest } from '#cmd/api-server/storage/storage.ts';
import { guardPrefix as guards } from '#cmd/api-server/watch-cache/object-location.ts';
import type { InstanceObservation } from '#cmd/node-agent/instance/instance-observation.ts';
import { planInstance } from '#cmd/node-agent/instance/plan.ts';
import type { InstanceRecord } from '#cmd/node-agent/journal/journal-state.ts';
import type { NodeAgentRules } from '#cmd/node-agent/node-agent.ts';
import { sessionRules } from '#cmd/node-agent/session/session-rules.ts';

/** A mistake put in on purpose, to see that the simulation finds it. Each hook replaces one real part by a wrong one. */
export interface PlantedBug {
  readonly name: string;
  /** Where to begin to look for a seed that shows it, if that takes long otherwise. Default 1. */
  readonly firstSeed?: number;
  readonly storage?: (storage: Storage) => Storage;
  readonly rewriteRequest?: (request: TransportRequest) => TransportRequest;
  readonly agentRules?: Partial<NodeAgentRules>;
  readonly journalSyncs?: 'Lying';
}

export const plantedBugs: readonly PlantedBug[] = [
  // What an agent refuses and remembers.
  {
    // The revision of a message is checked too, and alone would hide it: see docs/testing.md.
    name: 'an agent does not check the epoch before it starts a guest',
    firstSeed: 12,
    agentRules: {
      plan: (observation, now) => planInstance({ ...observation, runEpoch: 0, rivals: [] }, now),
      admitDesired: (desired, known) => sessionRules.admitDesired(desired, known, 0),
    },
  },
  { name: 'an agent acknowledges before what it was told is on its disk', firstSeed: 4, journalSyncs: 'Lying' },
  { name: 'an agent does not heed tombstones', agentRules: planningWith(({ desired }) => ({ desired: { ...desired, tombstone: false } })) },
  {
    name: 'an agent starts guests after a boot before it has heard what is wanted now',
    firstSeed: 9,
    agentRules: { plan: (observation, now) => planInstance({ ...observation, isConfirmed: true }, now) },
  },
  {
    name: 'an agent starts a guest without its volumes',
    firstSeed: 3,
    agentRules: { plan: (observation, now) => planInstance({ ...observation, volumes: alwaysReady }, now) },
  },
  {
    name: 'an agent acts on an older wish than the one it knows',
    firstSeed: 18,
    agentRules: {
      admitDesired: (desired, known, revision) =>
        sessionRules.admitDesired(desired, known && { ...known, desired: { ...known.desired, generation: 0 } }, revision),
    },
  },
  {
    name: 'an agent makes anew what it has destroyed and forgotten',
    firstSeed: 12,
    agentRules: { admitDesired: (desired, known) => sessionRules.admitDesired(desired, known, 0) },
  },
  // What the api-server compares and tells.
  { name: 'a placement does not compare its guards', firstSeed: 3, storage: comparing((key) => !key.startsWith(guards)) },
  { name: 'a quota is read from a stale cache', firstSeed: 3, storage: comparing((key) => !key.startsWith(`${guards}quota/`)) },
  {
    name: 'what is there already is made once more',
    firstSeed: 5,
    storage: comparing((key, revision) => key.startsWith(guards) || revision !== 0),
  },
  { name: 'a watch loses a change', storage: watching(lossy) },
  { name: 'a watch tells a change twice', storage: watching(repeating) },
  { name: 'a watch tells the changes of a moment in the wrong order', storage: watching(reversed) },
  { name: 'a watch says that it is further than it is', storage: watching(boasting) },
  // What is said on the way.
  { name: 'a watch is resumed one revision too late', rewriteRequest: oneTooLate },
  {
    name: 'writes of a session that is over are accepted',
    rewriteRequest: withoutSessionProof,
    agentRules: { checkSession: () => {}, checkWelcome: () => {} },
  },
  { name: 'a loop writes over what has changed since it looked', firstSeed: 20, rewriteRequest: withoutPrecondition },
];

function planningWith(change: (record: InstanceRecord) => Partial<InstanceRecord>): Partial<NodeAgentRules> {
  return {
    plan: (observation, now) => planInstance({ ...observation, record: { ...observation.record, ...change(observation.record) } }, now),
  };
}

const alwaysReady = { get: () => ({ kind: 'Ready' }) } as unknown as InstanceObservation['volumes'];

/** Only those comparisons of a transaction count that `isKept` keeps. */
function comparing(isKept: (key: string, modRevision: number) => boolean): (storage: Storage) => Storage {
  return (storage) =>
    replacing(storage, 'transact', (transaction: Transaction) =>
      storage.transact({ ...transaction, compare: transaction.compare.filter(({ key, modRevision }) => isKept(key, modRevision)) }),
    );
}

function watching(changed: (batches: AsyncIterable<WatchBatch>) => AsyncIterable<WatchBatch>): (storage: Storage) => Storage {
  return (storage) => replacing(storage, 'watch', (request: WatchRequest) => changed(storage.watch(request)));
}

async function* lossy(batches: AsyncIterable<WatchBatch>): AsyncGenerator<WatchBatch, void, undefined> {
  let count = 0;
  for await (const batch of batches) yield { ...batch, events: batch.events.filter(() => (count += 1) % 400 !== 0) };
}

async function* repeating(batches: AsyncIterable<WatchBatch>): AsyncGenerator<WatchBatch, void, undefined> {
  let count = 0;
  for await (const batch of batches) {
    yield batch;
    count += 1;
    if (count % 100 === 0) yield batch;
  }
}

async function* reversed(batches: AsyncIterable<WatchBatch>): AsyncGenerator<WatchBatch, void, undefined> {
  for await (const batch of batches) yield { ...batch, events: batch.events.toReversed() };
}

async function* boasting(batches: AsyncIterable<WatchBatch>): AsyncGenerator<WatchBatch, void, undefined> {
  for await (const batch of batches) yield { ...batch, revision: batch.revision + 1 };
}

function replacing<Name extends 'transact' | 'watch'>(storage: Storage, name: Name, replacement: Storage[Name]): Storage {
  return new Proxy(storage, {
    get: (target, property) => {
      if (property === name) return replacement;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function withoutPrecondition(request: TransportRequest): TransportRequest {
  if (request.method !== 'PATCH' || typeof request.body !== 'string') return request;
  const body = JSON.parse(request.body) as { readonly metadata?: { readonly resourceVersion?: string } };
  if (body.metadata?.resourceVersion === undefined) return request;
  const { resourceVersion: _, ...metadata } = body.metadata;
  return { ...request, body: JSON.stringify({ ...body, metadata }) };
}

function oneTooLate(request: TransportRequest): TransportRequest {
  const { watch, resourceVersion } = request.query ?? {};
  if (watch !== 'true' || resourceVersion === undefined) return request;
  return { ...request, query: { ...request.query, resourceVersion: String(Number(resourceVersion) + 1) } };
}

function withoutSessionProof(request: TransportRequest): TransportRequest {
  const { 'tycho-host-session': proof, ...headers } = request.headers ?? {};
  // The gateway's checker still has to know what was claimed.
  return proof === undefined ? request : { ...request, headers: { ...headers, 'simulated-stale-proof': proof } };
}
