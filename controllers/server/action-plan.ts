import type { ServerAction, ServerActionStatus } from '#apis/compute/server-action.ts';
import {
  awaitedImageUID,
  goingMessage,
  noServerMessage,
  restorableUntil,
  whyNeverWhileDeclared,
} from '#apis/infrastructure/action-refusals.ts';
import type { Server } from '#apis/compute/server.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { over, pending, running, withActionHealth } from './action-history.ts';
import { turnOf } from './action-turn.ts';
import type { ActionTurn, Doing } from './turn.ts';
import type { Observation } from './observation.ts';
import { actionImage, type DiskImage } from './saved-disk.ts';
import { note, type ServerStep } from './server-step.ts';
import type { ActionWish } from './wish.ts';

/** What becomes of a server's unfinished actions. */
export interface ActionPlan {
  /** What is to be written down before anything else is done: that it was begun, where nothing else would remember. */
  readonly announcements: readonly ServerStep[];
  readonly steps: readonly ServerStep[];
  /** Written down last. */
  readonly reports: readonly ServerStep[];
  /** What they add to the server's wish. */
  readonly wish: ActionWish;
}

/**
 * One action at a time, the oldest first. An action fails at once where nothing could ever come of it. What has ended is history and not looked at again,
 * even when the server is gone.
 */
export function planActions(observation: Observation, now: Date): ActionPlan {
  const { server, actions } = observation;
  const hopeless = hopelessActions(observation, now);
  const [oldest, ...later] = actions.filter((action) => !hopeless.has(action));
  const failures = [...hopeless].map(([action, message]): Report => {
    const own = server !== undefined && isMeantFor(action, server) ? server : undefined;
    return [action, over(action, own, { outcome: 'Failed', message }, now)];
  });
  if (oldest === undefined || server === undefined) return { ...noActions, steps: imagesGivenUp(failures), reports: news(failures, now) };
  const waiting = later.map((action): Report => [action, pending(action, `waits for the action "${oldest.metadata.name}" to end`)]);
  const turn = turnOf(oldest, server, observation, now);
  const report: Report = [oldest, statusAfter(turn, oldest, server, now)];
  const givenUp = imagesGivenUp([...failures, report]);
  if (turn.kind !== 'Run') return { ...noActions, steps: givenUp, reports: news([...failures, report, ...waiting], now) };
  const isRemembered = turn.does.kind === 'Tell' || turn.does.kind === 'Reboot';
  const effect = effectOf(turn.does, oldest, server, now);
  return {
    ...noActions,
    ...effect,
    steps: [...(effect.steps ?? []), ...givenUp],
    announcements: isRemembered ? [] : news([report], now),
    reports: news(isRemembered ? [...failures, report, ...waiting] : [...failures, ...waiting], now),
  };
}

const noActions: ActionPlan = { announcements: [], steps: [], reports: [], wish: {} };

type Report = readonly [ServerAction, ServerActionStatus];

/** Those that can never come to anything, whose turn ever it is. */
function hopelessActions({ server, actions }: Observation, now: Date): ReadonlyMap<ServerAction, string> {
  return new Map(
    actions.flatMap((action) => {
      const message = whyHopeless(action, server, now);
      return message === undefined ? [] : [[action, message] as const];
    }),
  );
}

function whyHopeless(action: ServerAction, server: Server | undefined, now: Date): string | undefined {
  if (server === undefined || !isMeantFor(action, server)) return noServerMessage(action);
  if (server.metadata.deletionTimestamp === undefined) return whyNeverWhileDeclared(action, server);
  return action.spec.type === 'Restore' && restorableUntil(server, now) !== undefined ? undefined : goingMessage(server);
}

/** An action is for the server that had the name when it was made, and not for one that has come to have it since. */
function isMeantFor({ status }: ServerAction, { metadata: { uid } }: Server): boolean {
  return status?.serverUID === undefined || status.serverUID === uid;
}

function statusAfter(turn: ActionTurn, action: ServerAction, server: Server, now: Date): ServerActionStatus {
  switch (turn.kind) {
    case 'Wait':
      return pending(action, turn.message);
    case 'Run':
      return running(action, server, turn.event, turn.message, now);
    case 'Fail':
      return over(action, server, { outcome: 'Failed', message: turn.message, at: turn.at }, now);
    case 'Succeed':
      return over(action, server, { outcome: 'Succeeded', message: turn.message, at: turn.at, image: turn.image }, now);
  }
}

function effectOf(does: Doing, action: ServerAction, server: Server, now: Date): Partial<ActionPlan> {
  switch (does.kind) {
    case 'Nothing':
      return {};
    case 'Reboot':
      return { wish: { reboot: does.reboot } };
    case 'Tell':
      return { wish: { action: does.action } };
    case 'MakeImage':
      return { steps: [imageStep(server, action, actionImage(server, does.instance, action, does.disk), now)] };
    case 'DeleteImages':
      return { steps: does.images.map((image) => ({ kind: 'DeleteBackup', image })) };
    case 'Migrate':
      return { wish: { migration: action.metadata.uid } };
    case 'Confirm':
      return { wish: { confirms: true } };
    case 'Revert':
      return { wish: { reverts: true } };
    case 'MoveLive':
      return { wish: { movesLive: action.metadata.uid } };
    case 'DropSavedDisk': {
      const step = note(server, { savedImage: undefined });
      return { steps: step === undefined ? [] : [step] };
    }
    case 'Restore':
      return { steps: [{ kind: 'RestoreServer', server, action, decidedAt: now }] };
  }
}

function imageStep(server: Server, action: ServerAction, image: DiskImage, decidedAt: Date): ServerStep {
  return awaitedImageUID(action) === undefined ? { kind: 'MakeImage', image } : { kind: 'FillImage', image, server, action, decidedAt };
}

/** What was to get the disks of actions that fail. Harmless where it got them, or is gone. */
function imagesGivenUp(reports: readonly Report[]): readonly ServerStep[] {
  return reports
    .filter(([action, { phase }]) => phase === 'Failed' && awaitedImageUID(action) !== undefined)
    .map(([action]) => ({ kind: 'GiveUpImage', action }));
}

/** Only what says something new is written. */
function news(reports: readonly Report[], now: Date): readonly ServerStep[] {
  return reports
    .filter(isNews)
    .map(([action, status]) => ({ kind: 'ReportAction', action, status: withActionHealth(action, status, now) }));
}

function isNews([{ status: before }, status]: Report): boolean {
  if (before === undefined) return true;
  return before.phase !== status.phase || before.message !== status.message || !samePlain(before.events, status.events);
}
