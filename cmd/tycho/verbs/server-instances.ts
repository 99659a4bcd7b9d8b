import type { Instance } from '#apis/infrastructure/instance.ts';
import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, type ApiResource, type ResourceAddress } from '../api/api-resource.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection } from '../session.ts';

/** How many incarnations one server can have at a time: the one that runs, the one before, and one more that is being cleared away. */
const mostIncarnations = 3;

/** The incarnations of a server, newest first. Empty for users who may not see where servers run. */
export async function instancesOf(server: AnyObject, connection: ApiConnection): Promise<readonly Instance[]> {
  const resource = await instanceResource(connection);
  const { epoch = 0 } = (server['status'] ?? {}) as { readonly epoch?: number };
  if (resource === undefined) return [];
  const { namespace = 'default', uid } = server.metadata;
  const epochs = Array.from({ length: Math.min(epoch, mostIncarnations) }, (_, index) => epoch - index);
  const instances = await Promise.all(epochs.map((each) => readInstance({ resource, namespace, name: `${uid}-${each}` }, connection)));
  return instances.filter((instance) => instance !== undefined);
}

/** The incarnation that holds the right to run, or undefined when there is none or it may not be seen. */
export async function currentInstance(server: AnyObject, connection: ApiConnection): Promise<Instance | undefined> {
  const name = (server['status'] as { readonly instance?: string } | undefined)?.instance;
  const resource = await instanceResource(connection);
  if (name === undefined || resource === undefined) return undefined;
  return readInstance({ resource, namespace: server.metadata.namespace ?? 'default', name }, connection);
}

async function readInstance(address: ResourceAddress, connection: ApiConnection): Promise<Instance | undefined> {
  try {
    return await connection.client.json<Instance>({ path: pathOf(address) });
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

async function instanceResource(connection: ApiConnection): Promise<ApiResource | undefined> {
  return (await connection.resources.all()).find(({ kind, group }) => kind === 'Instance' && group === 'infrastructure.tycho.dev');
}
