import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { findCondition, withCondition, type Condition } from '#apis/machinery/condition.ts';
import { withHealth, type Health } from '#apis/machinery/health.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Occurrence } from '../runtime/event-recorder.ts';
import { driftCondition, driftedCondition } from './drift-condition.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress-words.ts';
import { currentInstance, type Observation } from './observation.ts';

/** A status to be written, and whether its state is one that will be over in a moment if all goes well. */
export interface ServerReport {
  readonly status: ServerStatus;
  readonly pace: Progress['pace'];
}

/**
 * What is to be known of a server. Placement has said where it is, and scheduling keeps the condition Scheduled: both
 * stay as they are. The rest is derived, every time from the start, from the newest incarnation and its host. No word
 * of it tells a tenant which host that is.
 */
export function serverReport(server: Server, observation: Observation, clock: { readonly now: () => Date }): ServerReport {
  const progress = progressOf(server, observation, clock.now());
  const isNowhere = progress.phase === 'Shelved';
  const before: ServerStatus = isNowhere ? without(server.status ?? {}, placeFields) : (server.status ?? {});
  const status: ServerStatus = {
    ...before,
    observedGeneration: server.metadata.generation,
    phase: progress.phase,
    conditions: conditionsOf(server, { before: before.conditions ?? [], progress, instance: currentInstance(observation) }, clock),
    ...fromInstance(before, currentInstance(observation)),
  };
  return { status, pace: progress.pace };
}

/** What only a server with a place has. */
const placeFields = ['instance', 'hostID', 'zone'] as const;

/** Changes that people should hear of, by comparing what was written before with what is written now. */
export function occurrenceOf(before: ServerStatus | undefined, after: ServerStatus): Occurrence | undefined {
  const drifted = findCondition(after.conditions, driftedCondition);
  if (drifted !== undefined && findCondition(before?.conditions, driftedCondition)?.message !== drifted.message) {
    return drifted.status === 'True'
      ? { type: 'Warning', reason: driftedCondition, message: drifted.message }
      : { type: 'Normal', reason: 'DriftHealed', message: drifted.message };
  }
  const [was, is] = [findCondition(before?.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (is === undefined || (before?.phase === after.phase && was?.reason === is.reason)) return undefined;
  switch (after.phase) {
    case 'Running':
    case 'VerifyResize':
      return is.status === 'True' && before?.phase !== 'Running' && before?.phase !== 'VerifyResize'
        ? { type: 'Normal', reason: 'Started', message: 'The guest runs' }
        : undefined;
    case 'Stopped':
    case 'Paused':
    case 'Suspended':
    case 'Shelved':
    case 'Rescued':
    case 'SoftDeleted':
      return { type: 'Normal', reason: is.reason, message: is.message };
    case 'Failed':
    case 'Unknown':
      return { type: 'Warning', reason: is.reason, message: is.message };
    default:
      return undefined;
  }
}

interface ConditionFacts {
  readonly before: readonly Condition[];
  readonly progress: Progress;
  readonly instance: Instance | undefined;
}

function conditionsOf(
  server: Server,
  { before, progress, instance }: ConditionFacts,
  clock: { readonly now: () => Date },
): readonly Condition[] {
  const conditions = withHealth(before, healthOf(progress), server.metadata.generation, clock);
  const drift = instance === undefined ? undefined : driftCondition(instance);
  if (drift === undefined) return conditions.filter(({ type }) => type !== driftedCondition);
  return withCondition(conditions, { ...drift, observedGeneration: server.metadata.generation }, clock);
}

function healthOf({ ready, reason, message, pace, hope }: Progress): Health {
  const outlook = hope === 'Awaited' ? 'Waiting' : hope === 'Retried' || pace === 'Passing' ? 'Reconciling' : 'Stalled';
  return { ready, reason, message, outlook };
}

/** What the newest incarnation tells. While there is none, what the last one told stays, but for what only a host can have. */
function fromInstance(before: ServerStatus, instance: Instance | undefined): Partial<ServerStatus> {
  if (instance?.status === undefined) return {};
  const { startedAt, restartCount, encryptedPassword } = instance.status;
  const facts: { readonly [Name in keyof ServerStatus]?: ServerStatus[Name] | undefined } = {
    addresses: addressesOf(instance),
    launchedAt: before.launchedAt ?? startedAt,
    restartCount,
    encryptedPassword,
    volumes: instance.spec.volumes?.map(({ volume, attachment, serial }) => ({
      volume: volume.name,
      attachment: attachment.name,
      device: serial,
    })),
    lastActionUID: lastActionOf(before, instance),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Those of its ports; without ports, what the agent says of the one card. */
function addressesOf({ spec: { machine }, status }: Instance): ServerStatus['addresses'] {
  return machine.ports === undefined
    ? status?.addresses
    : machine.ports.flatMap(({ macAddress, addresses, name, network }) => {
        const card = { macAddress, network: network.name, port: name };
        return addresses.length === 0 ? [card] : addresses.map(({ ipAddress }) => ({ ...card, ipAddress }));
      });
}

/** Two kinds of orders may be there: the one that is still to be done is the newest, or else the one that was done last. */
function lastActionOf({ lastActionUID }: ServerStatus, { spec, status }: Instance): string | undefined {
  const done = [
    { uid: status?.lastAction?.uid, at: status?.lastAction?.at ?? '' },
    { uid: status?.lastReboot?.actionUID, at: status?.lastReboot?.at ?? '' },
  ].toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const orders = [spec.action?.uid, spec.reboot?.actionUID].filter((uid) => uid !== undefined);
  const open = orders.find((order) => done.every(({ uid }) => uid !== order));
  return open ?? done.find(({ uid }) => uid !== undefined && orders.includes(uid))?.uid ?? lastActionUID;
}
