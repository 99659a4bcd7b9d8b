import type { Server } from '#apis/compute/server.ts';
import { ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, type ApiResource } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { CommandFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { LiveLines } from '../printing/live-lines.ts';
import { openSession, type ApiConnection } from '../session.ts';
import type { StateDirectory } from '../up/state-directory.ts';
import type { World } from '../world.ts';
import type { AnyObject } from '../api/any-object.ts';
import { standingOf } from '../printing/standing.ts';

const lookMilliseconds = 300;

/**
 * Deletes every server and waits until their hosts have confirmed that nothing of them is left. Throws when that takes too long: removing the records
 * then would leave guests behind that nobody knows of.
 */
export async function deleteAllServers(state: StateDirectory, world: World, timeoutSeconds: number): Promise<void> {
  const connection = await openSession(world, { kubeconfig: state.kubeconfig }).connect();
  const [servers] = await connection.resources.named('servers.compute.tycho.dev');
  const [instances] = await connection.resources.named('instances.infrastructure.tycho.dev');
  if (servers === undefined || instances === undefined) return;
  await deleteGitSyncs(connection);
  let left = await listAll(connection, servers);
  if (left.length > 0) world.output.write(`Deleting ${left.length === 1 ? 'the server' : `${left.length} servers`} ${names(left)}\n`);
  for (const server of left) await deleteOne(connection, servers, server);
  const startedAt = world.clock.monotonicMilliseconds();
  const progress = new LiveLines({
    output: world.errors,
    clock: world.clock,
    lines: () => left.slice(0, 10).map((each) => `waiting for ${each.metadata.name}: ${standingOf(each, world.clock.now())}`),
  });
  try {
    for (;;) {
      const serversLeft = await listAll(connection, servers);
      // Somebody may have made one meanwhile, or a GitSync in its last round.
      for (const server of serversLeft) if (server.metadata.deletionTimestamp === undefined) await deleteOne(connection, servers, server);
      left = [...serversLeft, ...(await listAll(connection, instances))];
      if (left.length === 0) return;
      if (world.clock.monotonicMilliseconds() - startedAt > timeoutSeconds * 1000) throw notGone(left, world);
      await world.clock.sleep(lookMilliseconds, { signal: world.interrupted });
    }
  } finally {
    progress.close();
  }
}

/** They would make each server anew. Deleting one leaves alone what was applied by it. */
async function deleteGitSyncs(connection: ApiConnection): Promise<void> {
  const [gitSyncs] = await connection.resources.named('gitsyncs.gitops.tycho.dev');
  if (gitSyncs === undefined) return;
  for (const sync of await listAll(connection, gitSyncs)) await deleteOne(connection, gitSyncs, sync);
}

async function listAll({ client }: ApiConnection, resource: ApiResource): Promise<readonly AnyObject[]> {
  const pages = await listPages<ObjectList>(client, { resource }, { chunkSize: 500, accept: 'application/json' });
  return pages.flatMap((page) => page.items);
}

/** Whoever purges has said that all shall go at once: what is protected against deletion, and what could be taken back, too. */
async function deleteOne({ client }: ApiConnection, resource: ApiResource, object: AnyObject): Promise<void> {
  const path = pathOf({ resource, name: object.metadata.name, namespace: object.metadata.namespace ?? 'default' });
  try {
    if ((object as AnyObject & Partial<Pick<Server, 'spec'>>).spec?.deletionProtection === true) {
      const contentType = 'application/merge-patch+json';
      await client.send({ method: 'PATCH', path, contentType, body: { spec: { deletionProtection: false } } });
    }
    await client.send({ method: 'DELETE', path, body: { propagationPolicy: 'Background', gracePeriodSeconds: 0 } });
  } catch (error) {
    if (!(error instanceof NotFoundError || error instanceof ConflictError)) throw error;
  }
}

function notGone(left: readonly AnyObject[], world: World): CommandFailure {
  const [first] = left;
  const why = first === undefined ? '' : `: ${first.metadata.name}: ${standingOf(first, world.clock.now())}`;
  return new CommandFailure(`${names(left)} ${left.length === 1 ? 'is' : 'are'} not gone in time, so everything goes on running${why}`, {
    exitCode: exitCode.timedOut,
  });
}

function names(objects: readonly AnyObject[]): string {
  const shown = objects.slice(0, 5).map(({ metadata }) => metadata.name);
  return objects.length > shown.length ? `${shown.join(', ')} and ${objects.length - shown.length} more` : shown.join(', ');
}
