import type { Server, ServerStatus } from '#apis/compute/server.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import type { Instance, InstanceArrival, InstanceDeparture } from '#apis/infrastructure/instance.ts';
import { isArriving, isDestroyed } from '#apis/infrastructure/needs-placement.ts';
import { findCondition, timestamp, withCondition, type Condition } from '#apis/machinery/condition.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { currentInstance, isGoing, isOver, isSettled, type Observation } from './observation.ts';
import { note, type ServerStep } from './server-step.ts';
import { wishFor, type ActionWish } from './wish.ts';

/**
 * How a server goes to another host while it runs. Both incarnations are there meanwhile, and the two agents see to it that one has the right to run: this only
 * introduces them to each other, carries word of what each has made durable to the other, and clears away what did not come to be. It may come late, twice or
 * not at all: nobody runs because of that who may not. docs/decisions/0024-live-migration.md has the table.
 *
 * None: no move is under way, or others have to act first.
 */
export function planLiveMove(server: Server, observation: Observation, { movesLive }: ActionWish, now: Date): readonly ServerStep[] {
  const { move } = server.status ?? {};
  if (move === undefined) return [...beginning(server, observation, movesLive, now), ...strays(server, observation)];
  const { instances } = observation;
  const source = instances.find(({ metadata }) => metadata.uid === move.source.uid);
  const destination = instances.find(({ metadata }) => metadata.name === move.destination);
  if (destination !== undefined && !isArriving(destination)) return arrived(server, destination);
  if (move.failure === undefined) {
    const failure = failureOf(server, { source, destination, observation, now });
    if (failure !== undefined) return noted(server, { move: { ...move, failure } });
    if (source === undefined || destination === undefined) return [];
    const isLate = now >= moveDeadline(server, observation.actions)!;
    return introductions(source, destination, { actions: observation.actions, isLate });
  }
  const ending = endingOf(source, destination, observation);
  return ending === 'Over' ? clearing(server, { source, destination, now }) : ending;
}

type Move = NonNullable<ServerStatus['move']>;

function beginning(server: Server, observation: Observation, movesLive: string | undefined, now: Date): readonly ServerStep[] {
  const current = currentInstance(observation);
  if (movesLive === undefined || current === undefined || !isSettled(current)) return [];
  const source = { instance: current.metadata.name, uid: current.metadata.uid };
  return noted(server, { move: { actionUID: movesLive, source, startedAt: timestamp(now) } });
}

/** Placed in the very moment in which the move was given up. */
function strays({ status }: Server, { instances }: Observation): readonly ServerStep[] {
  return instances
    .filter((instance) => isArriving(instance) && !isGoing(instance) && instance.metadata.name !== status?.move?.destination)
    .flatMap((instance) =>
      instance.spec.arrival?.certificate === undefined || instance.status?.arrival?.phase === 'Refused'
        ? [deletionOf(instance)]
        : arrivalStep(instance, { cancelled: true }),
    );
}

/** It has the right to run: from here on it is the server, and what it left is cleared away. */
function arrived(server: Server, destination: Instance): readonly ServerStep[] {
  const { host, machine } = destination.spec;
  return noted(server, {
    move: undefined,
    instance: destination.metadata.name,
    hostID: hostIDOf(server.metadata.namespace ?? '', host.uid),
    ...(machine.zone === undefined ? {} : { zone: machine.zone }),
  });
}

interface Situation {
  readonly source: Instance | undefined;
  readonly destination: Instance | undefined;
  readonly observation: Observation;
  readonly now: Date;
}

/** Why nothing will come of it; undefined: it goes on. */
function failureOf(server: Server, { source, destination, observation, now }: Situation): string | undefined {
  const { spec, status } = server;
  const move = status!.move!;
  const action = observation.actions.find(({ metadata }) => metadata.uid === move.actionUID);
  if (action === undefined) return 'its action was deleted';
  if (observation.actions.some((each) => each.spec.type === 'AbortMigration')) return 'it was aborted';
  if (spec.power !== 'Running') return `the server is declared ${spec.power.toLowerCase()}`;
  if (source === undefined || isGoing(source) || isOver(source)) return 'what was to go to another host is gone';
  if (spec.flavor !== source.spec.machine.flavor && wishFor(server, source, observation).wish.power === 'Shelved')
    return `the server is to have the size "${spec.flavor}"`;
  const departure = departureTo(destination, source);
  // It has left: nothing but the other host's own word can bring it back.
  if (departure?.phase === 'Left') return lossOf(destination);
  if (departure?.phase === 'Failed') return departure.message ?? 'its host could not send it';
  if (source.status?.phase !== 'Running')
    return `the guest ended, or stands still: it is ${source.status?.phase?.toLowerCase() ?? 'not known'}`;
  const deadline = moveDeadline(server, observation.actions);
  if (deadline !== undefined && now >= deadline && action.spec.migrateLive?.onTimeout !== 'Force')
    return `it was not over at ${timestamp(deadline)}: the guest writes faster than it can be sent, or a host does not answer`;
  if (move.destination === undefined) return noHost(status);
  return lossOf(destination);
}

function lossOf(destination: Instance | undefined): string | undefined {
  if (destination === undefined || isGoing(destination) || isOver(destination)) return 'the incarnation on the other host is gone';
  const { phase, message } = destination.status?.arrival ?? {};
  return phase === 'Refused' ? (message ?? 'the other host refused it') : undefined;
}

/** When a move is given up, or forced to its end; undefined: none is under way. */
export function moveDeadline({ status }: Server, actions: Observation['actions']): Date | undefined {
  const { move } = status ?? {};
  if (move === undefined) return undefined;
  const { timeoutSeconds = defaultTimeoutSeconds } =
    actions.find(({ metadata }) => metadata.uid === move.actionUID)?.spec.migrateLive ?? {};
  return new Date(Date.parse(move.startedAt) + timeoutSeconds * 1000);
}

const defaultTimeoutSeconds = 3_600;

/** A host that is not found now may be found in a moment; what is wished for is to move now. */
function noHost(status: Server['status']): string | undefined {
  const scheduled = findCondition(status?.conditions, 'Scheduled');
  return scheduled?.status === 'False' ? `there is no other host for it: ${scheduled.message}` : undefined;
}

/** Each agent is told what the other one has said: where it waits, what it proves itself with, and that it has given up its right. */
interface Orders {
  readonly actions: Observation['actions'];
  /** Whether it is past its deadline. */
  readonly isLate: boolean;
}

function introductions(source: Instance, destination: Instance, orders: Orders): readonly ServerStep[] {
  const { uid, name } = destination.metadata;
  const theirs = destination.status?.arrival;
  const ours = departureTo(destination, source);
  const wanted: InstanceDeparture = {
    ...termsOf(source, destination, orders),
    destination: { instance: name, uid },
    ...(theirs?.phase === 'Listening' && theirs.address !== undefined && theirs.certificate !== undefined
      ? { address: theirs.address, certificate: theirs.certificate }
      : kept(source, uid)),
  };
  return [
    ...departureStep(source, wanted),
    ...(ours?.certificate === undefined || destination.spec.arrival?.certificate !== undefined
      ? []
      : arrivalStep(destination, { certificate: ours.certificate })),
    ...(ours?.phase === 'Left' ? arrivalStep(destination, { sourceLeft: true }) : []),
  ];
}

/** What it was told before is not taken back. */
function kept({ spec: { departure } }: Instance, uid: string): Pick<InstanceDeparture, 'address' | 'certificate'> {
  const { address, certificate } = departure?.destination.uid === uid ? departure : {};
  return { ...(address === undefined ? {} : { address }), ...(certificate === undefined ? {} : { certificate }) };
}

function termsOf(
  { status }: Instance,
  { spec: { arrival } }: Instance,
  { actions, isLate }: Orders,
): Omit<InstanceDeparture, 'destination'> {
  const actionUID = arrival!.actionUID;
  const { mebibytesPerSecond, downtimeMilliseconds, autoConverge } =
    actions.find(({ metadata }) => metadata.uid === actionUID)?.spec.migrateLive ?? {};
  const isForced = status?.departure?.phase === 'Sending' && (isLate || actions.some(({ spec }) => spec.type === 'ForceMigration'));
  return {
    actionUID,
    ...(mebibytesPerSecond === undefined ? {} : { bytesPerSecond: mebibytesPerSecond * 1024 ** 2 }),
    ...(downtimeMilliseconds === undefined ? {} : { downtimeMilliseconds }),
    ...(autoConverge === false ? { noAutoConverge: true } : {}),
    ...(isForced ? { forced: true } : {}),
  };
}

/**
 * What is to be told to whom before a move that is given up can be cleared away: `Over` once the source has said that it goes on, or can never have begun. One
 * that has left already is let come to its end.
 */
function endingOf(source: Instance | undefined, destination: Instance | undefined, { host }: Observation): readonly ServerStep[] | 'Over' {
  const arrival = destination?.status?.arrival;
  const departure = source?.spec.departure;
  if (source === undefined || departure === undefined || departure.address === undefined) return 'Over';
  const said = source.status?.departure?.transfer === departure.destination.uid ? source.status.departure : undefined;
  if (said?.phase === 'Failed') return 'Over';
  const isHarmless = destination === undefined || isDestroyed(destination) || arrival?.phase === 'Refused';
  if (isHarmless) return departureStep(source, { ...departure, cancelled: true, mayReturn: true });
  if (said?.phase === 'Left') return arrivalStep(destination, { sourceLeft: true });
  // Whoever does not answer may have left, and may not: then the other one is asked, who knows whether it has come.
  const isSilent = host.kind !== 'Connected';
  return [...departureStep(source, { ...departure, cancelled: true }), ...(isSilent ? arrivalStep(destination, { cancelled: true }) : [])];
}

function clearing(server: Server, { source, destination, now }: Pick<Situation, 'source' | 'destination' | 'now'>): readonly ServerStep[] {
  return [
    ...(destination === undefined || isGoing(destination) ? [] : [deletionOf(destination)]),
    ...(source?.spec.departure === undefined ? [] : [{ kind: 'SetWish', instance: source, wish: { departure: undefined } } as const]),
    ...noted(server, { move: undefined, conditions: placedAgain(server, now) }),
  ];
}

/** It has a host, whatever the scheduler said of another one. */
function placedAgain({ metadata, status }: Server, now: Date): readonly Condition[] {
  const conditions = status?.conditions ?? [];
  if (findCondition(conditions, 'Scheduled')?.status !== 'False') return conditions;
  const update = {
    type: 'Scheduled',
    status: 'True',
    reason: 'Placed',
    message: 'It stays on its host.',
    observedGeneration: metadata.generation,
  } as const;
  return withCondition(conditions, update, { now: () => now });
}

/** Whether a move that was given up is being cleared away now, and its action can be told so. */
export function isMoveOver(server: Server, observation: Observation): boolean {
  const { move } = server.status ?? {};
  if (move?.failure === undefined) return false;
  const source = observation.instances.find(({ metadata }) => metadata.uid === move.source.uid);
  const destination = observation.instances.find(({ metadata }) => metadata.name === move.destination);
  if (destination !== undefined && !isArriving(destination)) return false;
  return endingOf(source, destination, observation) === 'Over';
}

/** What the agent of the source says of the transfer to this destination. */
export function departureTo(destination: Instance | undefined, { status }: Instance): NonNullable<Instance['status']>['departure'] {
  return destination !== undefined && status?.departure?.transfer === destination.metadata.uid ? status.departure : undefined;
}

function departureStep(instance: Instance, departure: InstanceDeparture): readonly ServerStep[] {
  return samePlain(instance.spec.departure, departure) ? [] : [{ kind: 'SetWish', instance, wish: { departure } }];
}

function arrivalStep(instance: Instance, change: Partial<InstanceArrival>): readonly ServerStep[] {
  const arrival = { ...instance.spec.arrival!, ...change };
  return samePlain(instance.spec.arrival, arrival) ? [] : [{ kind: 'SetWish', instance, wish: { arrival } }];
}

function deletionOf(instance: Instance): ServerStep {
  return { kind: 'DeleteInstance', instance, because: 'GivenUp' };
}

function noted(server: Server, facts: Parameters<typeof note>[1] & { readonly move?: Move | undefined }): readonly ServerStep[] {
  const step = note(server, facts);
  return step === undefined ? [] : [step];
}
