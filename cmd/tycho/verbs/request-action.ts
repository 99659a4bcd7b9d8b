import type { Command } from 'commander';
import type { ServerAction, ServerActionSpec } from '#apis/compute/server-action.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import type { Session } from '../session.ts';
import { addChangeOptions, unlockedServer, type ChangeOptions } from './change-server.ts';
import { followToGoal, type Arrival } from './follow-to-goal.ts';
import { serverTarget } from './server-target.ts';
import type { SessionOf } from './verb.ts';

/** What is to be done once, without the server that it is done to. */
export type Request = Omit<ServerActionSpec, 'server'>;

/** Makes a ServerAction and waits for its end. */
export async function requestAction(session: Session, name: string, options: ChangeOptions, request: Request): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const connection = await session.connect();
  const server = await serverTarget(name, connection);
  await unlockedServer(server, connection, options);
  const resource = await connection.resources.ofKind('compute.tycho.dev/v1alpha1', 'ServerAction');
  const { namespace } = server;
  const made = await connection.client.json<AnyObject>({
    method: 'POST',
    path: pathOf({ resource, ...(namespace === undefined ? {} : { namespace }) }),
    query: { fieldManager: 'tycho' },
    body: {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'ServerAction',
      metadata: { generateName: `${server.name}-${request.type.toLowerCase()}-` },
      spec: { server: server.name, ...request },
    },
  });
  const target = { resource, name: made.metadata.name, ...(namespace === undefined ? {} : { namespace }) };
  if (!options.wait) {
    session.world.output.write(`${printedName(resource, target.name)} created\n`);
    return;
  }
  await followToGoal(session, connection, { target, timeoutSeconds, judge: arrivalOf });
}

function arrivalOf(object: AnyObject | undefined): Arrival {
  if (object === undefined) return { kind: 'Failed', words: 'it was deleted meanwhile' };
  const { status } = object as unknown as ServerAction;
  const message = status?.message === undefined ? '' : `: ${status.message}`;
  if (status?.phase === 'Succeeded') return { kind: 'Arrived', words: `succeeded${message}` };
  return status?.phase === 'Failed' ? { kind: 'Failed', words: `failed${message}` } : { kind: 'Underway' };
}

/** `tycho VERB SERVER` for an action that needs no more than its type. */
export function defineAction(
  verb: string,
  { description, request }: { readonly description: string; readonly request: Request },
): (program: Command, sessionOf: SessionOf) => void {
  return (program, sessionOf) => {
    addChangeOptions(program.command(`${verb} <server>`).description(description)).action(
      (server: string, options: ChangeOptions, command: Command) => requestAction(sessionOf(command), server, options, request),
    );
  };
}
