import { suffixLength } from '#apis/openstack/create-named.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import { serverActionKind, type ServerAction, type ServerActionSpec } from '#apis/compute/server-action.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ActionCall } from './action-route.ts';

/** Asks, as the caller, for something to be done to the server once. */
export async function requestAction(
  { cloud, request, server }: Pick<ActionCall, 'cloud' | 'request' | 'server'>,
  spec: Omit<ServerActionSpec, 'server'>,
): Promise<ServerAction> {
  const client = await cloud.as(request.caller);
  const { name, namespace = '' } = server.metadata;
  const action = await client.resource(serverActionKind).create({
    apiVersion: apiVersionOf(serverActionKind),
    kind: serverActionKind.kind,
    metadata: { name: `${name}-${spec.type.toLowerCase()}-${nameSuffix(cloud.random, suffixLength)}`, namespace },
    spec: { server: name, requestID: request.requestID, ...spec },
  });
  cloud.known.actions.absorb(action);
  return action;
}
