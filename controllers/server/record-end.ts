import type { ApiClient } from '#apis/client/api-client.ts';
import { creationRecord, endRecordName, serverActionKind, type ServerActionSpec } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { AlreadyExistsError, ForbiddenError, InvalidError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import { userIDAnnotation } from '#apis/openstack/annotations.ts';
import { userIDOf } from '#apis/openstack/caller.ts';

/**
 * Leaves the records of a server's beginning and end, which go with no server: those that are there already, as of a client that deletes it, stay. While it
 * is still there, since a record says by its uid whose it is. What is refused, as in a project that ends itself, keeps no server from going.
 */
export async function recordEnd(
  server: Server,
  { client, logger }: { readonly client: Pick<ApiClient, 'resource'>; readonly logger: Logger },
): Promise<void> {
  const { createdBy = '' } = server.status ?? {};
  const annotations = { [userIDAnnotation]: userIDOf(createdBy) ?? createdBy };
  try {
    await write(client, server, { name: endRecordName(server.metadata, 'create'), annotations, record: creationRecord(server) });
    await write(client, server, { name: endRecordName(server.metadata, 'delete'), record: { action: 'delete' } });
  } catch (error) {
    if (!(error instanceof ForbiddenError) && !(error instanceof InvalidError)) throw error;
    logger.warn({ server: formatKey(keyOf(server)), error }, 'the end of a server could not be recorded');
  }
}

interface EndRecord extends Pick<ServerActionSpec, 'record'> {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

async function write(client: Pick<ApiClient, 'resource'>, { metadata }: Server, { record, ...words }: EndRecord): Promise<void> {
  try {
    await client.resource(serverActionKind).create({
      apiVersion: apiVersionOf(serverActionKind),
      kind: serverActionKind.kind,
      metadata: { namespace: metadata.namespace!, ...words },
      spec: { server: metadata.name, type: 'Record', ...(record === undefined ? {} : { record }) },
    });
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
  }
}
