import type { Command } from 'commander';
import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import type { Server, ServerSpec } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf } from '../api/api-resource.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import { conditionsOf, wordsOf } from '../printing/standing.ts';
import type { Session } from '../session.ts';
import { addChangeOptions, changeServer, unlockedServer, type ChangeOptions, type ServerChange } from './change-server.ts';
import { followToGoal, type Arrival } from './follow-to-goal.ts';
import { serverTarget } from './server-target.ts';
import type { Target } from './targets.ts';
import type { SessionOf } from './verb.ts';

interface AttachOptions extends ChangeOptions {
  readonly volume?: string;
  readonly network?: string;
  readonly port?: string;
  readonly readOnly?: true;
}

export function defineAttach(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('attach <server>')
      .description(
        'Put a volume or a network card into a server, while it runs: `attach web --volume data`, `attach web --network backend`.',
      )
      .option('--volume <name>', 'a volume')
      .option('--read-only', 'the guest may only read the volume')
      .option('--network <name>', 'a network: the server gets a port of its own there')
      .option('--port <name>', 'a port'),
  ).action((server: string, options: AttachOptions, command: Command) => attach(sessionOf(command), server, options));
}

export function defineDetach(program: Command, sessionOf: SessionOf): void {
  addChangeOptions(
    program
      .command('detach <server>')
      .description('Take a volume or a network card out of a server, while it runs: `detach web --volume data`.')
      .option('--volume <name>', 'a volume')
      .option('--network <name>', 'a network')
      .option('--port <name>', 'a port'),
  ).action((server: string, options: AttachOptions, command: Command) => detach(sessionOf(command), server, options));
}

function attach(session: Session, server: string, options: AttachOptions): Promise<void> {
  const { volume, network, port } = oneThing(options);
  if (volume !== undefined) return attachVolume(session, server, volume, options);
  return changeServer(session, server, options, {
    patches: (before) => [{ networks: [...networksOf(before), network === undefined ? { port: port! } : { network }] }],
    judge: settledWith(({ spec }) => spec.networks?.length ?? 0),
  });
}

function detach(session: Session, server: string, options: AttachOptions): Promise<void> {
  const { volume, network, port } = oneThing(options);
  if (volume !== undefined) return detachVolume(session, server, volume, options);
  return changeServer(session, server, options, {
    patches: (before) => [{ networks: without(before, network === undefined ? { port: port! } : { network }) }],
    judge: settledWith(({ spec }) => spec.networks?.length ?? 0),
  });
}

function oneThing({ volume, network, port }: AttachOptions): Pick<AttachOptions, 'volume' | 'network' | 'port'> {
  if ([volume, network, port].filter((each) => each !== undefined).length !== 1)
    throw new UsageFailure('give one of --volume, --network and --port');
  return {
    ...(volume === undefined ? {} : { volume }),
    ...(network === undefined ? {} : { network }),
    ...(port === undefined ? {} : { port }),
  };
}

/** What it is plugged into. A server that says nothing of networks has the card that it was given in the network `default`, if there is one. */
function networksOf({ spec, status }: Server): NonNullable<ServerSpec['networks']> {
  return (
    spec.networks ??
    (status?.addresses?.some(({ network }) => network === defaultNetworkName) === true ? [{ network: defaultNetworkName }] : [])
  );
}

/** The last of those that match: the one that was attached last. */
function without(server: Server, gone: { readonly network?: string; readonly port?: string }): NonNullable<ServerSpec['networks']> {
  const networks = networksOf(server);
  const index = networks.findLastIndex(({ network, port }) => network === gone.network && port === gone.port);
  if (index < 0) {
    const what = gone.port === undefined ? `network "${gone.network}"` : `port "${gone.port}"`;
    throw new CommandFailure(`server "${server.metadata.name}" is not plugged into the ${what}`);
  }
  return networks.toSpliced(index, 1);
}

/** Arrived when the status lists as many cards as were asked for. */
function settledWith(countOf: (server: Server) => number): ServerChange['judge'] {
  return (server) => {
    const cards = new Set(server.status?.addresses?.map(({ macAddress }) => macAddress));
    return cards.size === countOf(server) ? { kind: 'Arrived', words: 'changed' } : { kind: 'Underway' };
  };
}

async function attachVolume(session: Session, name: string, volume: string, options: AttachOptions): Promise<void> {
  const connection = await session.connect();
  const server = await serverTarget(name, connection);
  await unlockedServer(server, connection, options);
  const target = await attachmentTarget(session, server, volume);
  const { name: _, ...collection } = target;
  await connection.client.json<AnyObject>({
    method: 'POST',
    path: pathOf(collection),
    query: { fieldManager: 'tycho' },
    body: {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'VolumeAttachment',
      metadata: { name: target.name },
      spec: { server: server.name, volume, ...(options.readOnly === true ? { readOnly: true } : {}) },
    },
  });
  await followAttachment(session, target, options, (object) =>
    object === undefined ? { kind: 'Failed', words: 'it was deleted meanwhile' } : arrivalOfAttachment(object),
  );
}

async function detachVolume(session: Session, name: string, volume: string, options: AttachOptions): Promise<void> {
  const connection = await session.connect();
  const server = await serverTarget(name, connection);
  await unlockedServer(server, connection, options);
  const usual = await attachmentTarget(session, server, volume);
  const { name: _, ...collection } = usual;
  const { items } = await connection.client.json<{ readonly items: readonly VolumeAttachment[] }>({ path: pathOf(collection) });
  const found = items.find(({ spec }) => spec.server === server.name && spec.volume === volume);
  if (found === undefined) throw new NotFoundError(`server "${server.name}" has no volume "${volume}"`);
  const target = { ...usual, name: found.metadata.name };
  await connection.client.json<AnyObject>({ method: 'DELETE', path: pathOf(target) });
  await followAttachment(session, target, options, (object) =>
    object === undefined ? { kind: 'Arrived', words: 'detached' } : { kind: 'Underway' },
  );
}

async function attachmentTarget(session: Session, server: Target, volume: string): Promise<Target> {
  const { resources } = await session.connect();
  const resource = await resources.ofKind('compute.tycho.dev/v1alpha1', 'VolumeAttachment');
  return { ...server, resource, name: `${server.name}-${volume}`.slice(0, 253) };
}

async function followAttachment(
  session: Session,
  target: Target,
  options: ChangeOptions,
  judge: (object: AnyObject | undefined) => Arrival,
): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  if (options.wait) await followToGoal(session, await session.connect(), { target, timeoutSeconds, judge });
}

function arrivalOfAttachment(object: AnyObject): Arrival {
  const { status } = object as unknown as VolumeAttachment;
  if (status?.phase === 'Attached') return { kind: 'Arrived', words: 'attached' };
  if (status?.phase !== 'Failed') return { kind: 'Underway' };
  const [obstacle] = conditionsOf(object).filter((condition) => condition.status !== 'True');
  return { kind: 'Failed', words: `failed${obstacle === undefined ? '' : wordsOf(obstacle)}` };
}
