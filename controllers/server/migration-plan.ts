import type { Server } from '#apis/compute/server.ts';
import { restorableUntil } from '#apis/infrastructure/action-refusals.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import {
  migrationName,
  migrationSpecOf,
  type Migration,
  type MigrationSpec,
  type MigrationStatus,
} from '#apis/infrastructure/migration.ts';
import { isArriving } from '#apis/infrastructure/needs-placement.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { currentInstance, hasDisk, isGoing, isSettled, type Observation } from './observation.ts';
import type { ServerStep } from './server-step.ts';

type World = Pick<Observation, 'server' | 'instances' | 'actions' | 'migrations'>;

/**
 * The records of a server's moves. They are told from what is there to be seen, at every look afresh, and nothing is ever decided from them: one that is
 * missing or behind keeps no server from moving. A server that never moves has none, and costs nothing.
 */
export function planMigrations(world: World, now: Date): readonly ServerStep[] {
  const { server, migrations } = world;
  const open = migrations.filter(({ status }) => status?.finishedAt === undefined);
  const reports = open.flatMap((migration) => reportOf(migration, world, now));
  const move = server === undefined ? undefined : moveUnderWay(server, world);
  if (move === undefined || open.some(({ spec }) => spec.source.instance === move.source.metadata.name)) return reports;
  const earlier = migrations.filter(({ spec }) => spec.source.instance === move.source.metadata.name);
  const name = migrationName(move.source, earlier.length + 1);
  return [
    ...reports,
    { kind: 'CreateMigration', name, namespace: move.source.metadata.namespace!, spec: migrationSpecOf(move.source, move) },
  ];
}

interface Move extends Pick<MigrationSpec, 'type' | 'newFlavor' | 'actionUID' | 'requestedBy'> {
  readonly source: Instance;
}

/** The incarnation that leaves its host for another one's sake, or waits for that to be confirmed. */
function moveUnderWay(server: Server, { instances, actions }: World): Move | undefined {
  const { metadata, spec, status } = server;
  if (metadata.deletionTimestamp !== undefined || spec.power === 'Shelved' || isReturning(server)) return undefined;
  const [newest] = instances;
  const leaving = instances.find((each) => each.metadata.uid === status?.move?.source.uid);
  if (status?.move !== undefined && leaving !== undefined) return liveMove(status.move, leaving, actions);
  const asked = actions.find((action) => action.spec.type === 'MigrateCold' && action.status?.phase === 'Running');
  const requestedBy = asked === undefined ? status?.requestedResources?.requestedBy : asked.status?.createdBy;
  const source = status?.resize === undefined ? newest : instances.find((each) => each.metadata.name === status.resize?.keptInstance);
  if (source === undefined || isGoing(source) || source.spec.power !== 'Shelved') return undefined;
  const actionUID = status?.resize === undefined ? asked?.metadata.uid : status.resize.actionUID;
  if (status?.resize === undefined && actionUID === undefined && spec.flavor === source.spec.machine.flavor) return undefined;
  return {
    source,
    type: actionUID === undefined ? 'Resize' : 'Cold',
    newFlavor: spec.flavor,
    ...(actionUID === undefined ? {} : { actionUID }),
    ...(requestedBy === undefined ? {} : { requestedBy }),
  };
}

function liveMove({ actionUID }: { readonly actionUID: string }, source: Instance, actions: World['actions']): Move {
  const requestedBy = actions.find(({ metadata }) => metadata.uid === actionUID)?.status?.createdBy;
  return { source, type: 'Live', newFlavor: source.spec.machine.flavor, actionUID, ...(requestedBy === undefined ? {} : { requestedBy }) };
}

/** It is on its way back, and what was under way is over. */
function isReturning({ status }: Server): boolean {
  return status?.resize?.revertedEpoch !== undefined;
}

function reportOf(migration: Migration, world: World, now: Date): readonly ServerStep[] {
  const stage = stages[migration.spec.type](migration, world, now);
  if (stage === undefined) return [];
  const { isOver = false, ...facts } = stage;
  const { updatedAt, ...before } = migration.status ?? {};
  const status: MigrationStatus = { ...before, ...facts, ...(isOver ? { finishedAt: timestamp(now) } : {}) };
  if (samePlain(before, status)) return [];
  const isLater = before.phase !== status.phase || updatedAt === undefined;
  return [{ kind: 'ReportMigration', migration, status: { ...status, updatedAt: isLater ? timestamp(now) : updatedAt } }];
}

interface Stage extends Pick<MigrationStatus, 'phase' | 'destination' | 'message' | 'progress'> {
  readonly isOver?: true;
}

/** Undefined: it stays as it is. */
function stageOf(migration: Migration, world: World, now: Date): Stage | undefined {
  const { server, instances } = world;
  const isFinished = migration.status?.phase === 'Finished';
  if (!isThere(migration, server, now)) return isFinished ? { phase: 'Confirmed', isOver: true } : withoutServer;
  if (server.metadata.deletionTimestamp !== undefined) return undefined;
  const source = migration.spec.source.instance;
  const isKept = server.status?.resize?.keptInstance === source && !isReturning(server);
  const isUnderWay = isKept || moveUnderWay(server, world)?.source.metadata.name === source;
  const came = laterThan(source, currentInstance(world));
  const destination = came === undefined ? {} : { destination: placeOf(came) };
  if (!isUnderWay) return endOf(migration, { server, instances, came });
  if (isFinished) return { phase: 'Finished', ...destination };
  if (came !== undefined) return { phase: isSettled(came) ? 'Finished' : 'Migrating', ...destination };
  const left = instances.find(({ metadata }) => metadata.name === source);
  return { phase: left?.status?.phase === 'Shelved' ? 'Migrating' : 'Preparing' };
}

/** It is over, one way or another: confirmed where the new incarnation stays. */
function endOf(
  { spec, status }: Migration,
  { server, instances, came }: { readonly server: Server; readonly instances: readonly Instance[]; readonly came: Instance | undefined },
): Stage {
  const known = status?.destination;
  if (known !== undefined) {
    const stays = instances.some((each) => each.metadata.name === known.instance && !isGoing(each));
    return { phase: stays ? 'Confirmed' : 'Reverted', isOver: true };
  }
  if (came !== undefined && came.spec.machine.flavor === spec.newFlavor && spec.newFlavor !== spec.oldFlavor)
    return { phase: 'Confirmed', destination: placeOf(came), isOver: true };
  if (spec.type === 'Resize' && server.spec.flavor === spec.oldFlavor) return { phase: 'Reverted', isOver: true };
  return { phase: 'Failed', message: 'it was given up before the server came to another place', isOver: true };
}

/** The server comes up elsewhere from its image or its volume. */
function evacuationStage(migration: Migration, world: World, now: Date): Stage | undefined {
  const { server } = world;
  if (!isThere(migration, server, now)) return withoutServer;
  const came = laterThan(migration.spec.source.instance, currentInstance(world));
  if (came === undefined) return server.metadata.deletionTimestamp === undefined ? { phase: 'Preparing' } : undefined;
  const isThereNow = isSettled(came) || hasDisk(came);
  return { phase: isThereNow ? 'Finished' : 'Migrating', destination: placeOf(came), ...(isThereNow ? { isOver: true } : {}) };
}

/** Told from the two incarnations for as long as the move is under way, and from which of them is there after that. */
function liveStage(migration: Migration, world: World, now: Date): Stage | undefined {
  const { server, instances } = world;
  if (!isThere(migration, server, now)) return withoutServer;
  const { move } = server.status ?? {};
  const came = instances.find(({ spec }) => spec.arrival !== undefined && spec.arrival.actionUID === migration.spec.actionUID);
  const place = came === undefined ? {} : { destination: placeOf(came) };
  if (came !== undefined && !isArriving(came)) return { phase: 'Finished', ...place, isOver: true };
  if (move?.actionUID !== migration.spec.actionUID)
    return {
      phase: 'Failed',
      message: migration.status?.message ?? 'it was given up before the server came to another place',
      isOver: true,
    };
  const departure = instances.find(({ metadata }) => metadata.uid === move?.source.uid)?.status?.departure;
  const isUnderWay = departure?.phase === 'Sending' || departure?.phase === 'Left';
  const { progress } = departure ?? {};
  return {
    phase: isUnderWay ? 'Migrating' : 'Preparing',
    ...place,
    ...(progress === undefined ? {} : { progress }),
    ...(move?.failure === undefined ? {} : { message: move.failure }),
  };
}

const stages = { Resize: stageOf, Cold: stageOf, Live: liveStage, Evacuation: evacuationStage } as const;

const withoutServer: Stage = { phase: 'Failed', message: 'the server was deleted', isOver: true };

function isThere({ spec }: Migration, server: Server | undefined, now: Date): server is Server {
  if (server === undefined || server.metadata.uid !== spec.server.uid) return false;
  return server.metadata.deletionTimestamp === undefined || restorableUntil(server, now) !== undefined;
}

function placeOf({ metadata, spec }: Instance): NonNullable<MigrationStatus['destination']> {
  return { instance: metadata.name, host: spec.host.name };
}

/** The incarnation, if it came after the one of that name. */
function laterThan(source: string, instance: Instance | undefined): Instance | undefined {
  const epoch = Number(source.slice(source.lastIndexOf('-') + 1));
  return instance !== undefined && instance.spec.epoch > epoch ? instance : undefined;
}
