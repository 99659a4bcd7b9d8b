import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { whyNoLiveMove, whyNotMovedLive, type ActionSituation } from '#apis/infrastructure/action-refusals.ts';
import type { ActionTurn } from './turn.ts';
import { departureTo, isMoveOver } from './live-move-plan.ts';
import { currentInstance, isSettled, type Observation } from './observation.ts';

/** The first step of a move: before it nothing is under way. */
const beginEvent = 'Begin';

/** What a MigrateLive has come to. */
export function liveMoveTurn(
  action: ServerAction,
  server: Server,
  observation: Observation,
  { situation }: { readonly situation: ActionSituation; readonly now: Date },
): ActionTurn {
  const { uid } = action.metadata;
  const { move } = server.status ?? {};
  const current = currentInstance(observation);
  if (current?.spec.arrival?.actionUID === uid) return { kind: 'Succeed', message: 'the server runs on another host' };
  if (move?.actionUID === uid) return isMoveOver(server, observation) ? fail(move.failure!) : underWay(server, observation);
  const isBegun = action.status?.phase === 'Running' && action.status.events?.at(-1)?.name !== beginEvent;
  if (isBegun) return fail('it was given up');
  const obstacle = whyNotMovedLive(action, situation);
  if (obstacle !== undefined) return fail(obstacle);
  if (current === undefined) return { kind: 'Wait', message: 'waits for the server to be placed on a host' };
  if (!isSettled(current)) return { kind: 'Wait', message: 'waits for the server to be up' };
  return { kind: 'Run', event: beginEvent, message: 'another host is being looked for', does: { kind: 'MoveLive' } };
}

function underWay({ status }: Server, { instances }: Observation): ActionTurn {
  const {
    destination: name,
    source: { uid },
    failure,
  } = status!.move!;
  const run = (event: string, message: string): ActionTurn => ({ kind: 'Run', event, message, does: { kind: 'Nothing' } });
  if (failure !== undefined) return run('GiveUp', `it is being given up: ${failure}`);
  const destination = instances.find(({ metadata }) => metadata.name === name);
  if (destination === undefined) return run('Place', 'another host is being looked for');
  const source = instances.find(({ metadata }) => metadata.uid === uid);
  const departure = source === undefined ? undefined : departureTo(destination, source);
  switch (departure?.phase) {
    case 'Sending':
      return run('Send', 'the guest is on its way, and runs where it was');
    case 'Left':
      return run('Admit', 'the guest is on the other host, and is about to go on there');
    default:
      return run('Prepare', 'the other host is being made ready');
  }
}

/** A ForceMigration or AbortMigration: the move that it is about hears of it as soon as it is there, and its own turn comes when that is over. */
export function liveMoveOrderTurn(action: ServerAction, server: Server): ActionTurn {
  const nothing = whyNoLiveMove(server);
  if (nothing === undefined) return { kind: 'Wait', message: 'waits for the move to end' };
  return action.status?.phase === undefined ? fail(nothing) : { kind: 'Succeed', message: 'the move is over' };
}

function fail(message: string): ActionTurn {
  return { kind: 'Fail', message };
}
