import type { TransportRequest } from '#apis/client/transport.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { planInstance } from '#cmd/node-agent/instance/plan.ts';
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
  {
    // The revision of a message is checked too, and alone would hide it: see docs/testing.md.
    name: 'an agent does not check the epoch before it starts a guest',
    agentRules: {
      plan: (observation, now) => planInstance({ ...observation, runEpoch: 0, rivals: [] }, now),
      admitDesired: (desired, known) => sessionRules.admitDesired(desired, known, 0),
    },
  },
  { name: 'an agent acknowledges before what it was told is on its disk', journalSyncs: 'Lying' },
  { name: 'a placement does not compare its guards', storage: withoutGuards, firstSeed: 11 },
  { name: 'a watch is resumed one revision too late', rewriteRequest: oneTooLate },
  {
    name: 'writes of a session that is over are accepted',
    rewriteRequest: withoutSessionProof,
    agentRules: { checkSession: () => {}, checkWelcome: () => {} },
  },
];

function withoutGuards(storage: Storage): Storage {
  const transact: Storage['transact'] = (transaction) =>
    storage.transact({ ...transaction, compare: transaction.compare.filter(({ key }) => !key.startsWith('/tycho/guards/')) });
  return new Proxy(storage, {
    get: (target, property) => {
      if (property === 'transact') return transact;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
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
