import { suffixLength } from '#apis/openstack/create-named.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import { creationRecord, endRecordName, serverActionKind, type ServerActionSpec } from '#apis/compute/server-action.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { userIDAnnotation } from '#apis/openstack/annotations.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { requestIDAnnotation } from '../translate/instance-action-view.ts';
import type { NovaRequest } from './route.ts';

/** Who asked, and in which request. */
type Asked = Pick<NovaRequest, 'caller' | 'requestID'>;

/** Actions that are over when they are answered. */
const instantActions: ReadonlySet<string> = new Set(['lock', 'unlock', 'resetState', 'attach_volume', 'detach_volume']);

/** Actions of the API by their key, as the history of a server calls them (nova/compute/instance_actions.py). */
export const recordedActions: Readonly<Record<string, string>> = {
  'os-start': 'start',
  'os-stop': 'stop',
  reboot: 'reboot',
  pause: 'pause',
  unpause: 'unpause',
  suspend: 'suspend',
  resume: 'resume',
  shelve: 'shelve',
  unshelve: 'unshelve',
  rescue: 'rescue',
  unrescue: 'unrescue',
  lock: 'lock',
  unlock: 'unlock',
  resize: 'resize',
  revertResize: 'revertResize',
  rebuild: 'rebuild',
  'os-resetState': 'resetState',
  addFixedIp: 'attach_interface',
};

/** Notes that the server was changed by its declaration, unless the same request left a ServerAction already: that is its own record. */
export async function recordChange(cloud: Cloud, asked: Asked, { metadata }: KnownServer, action: string): Promise<void> {
  const server = cloud.byUID('servers', metadata.uid);
  if (server === undefined || cloud.actionsOf(server).some(({ spec }) => spec.requestID === asked.requestID)) return;
  const end = instantActions.has(action) ? {} : { generation: server.metadata.generation };
  await write(cloud, asked, server, { record: { action, ...end }, requestID: asked.requestID });
}

/** Notes how a server came and went, so that both are known when it is gone. Its creation needed no record while it was there to be looked at. */
export async function recordEnd(cloud: Cloud, asked: Asked, server: KnownServer): Promise<void> {
  const known = new Set(cloud.actionsOfUID(server.metadata.uid).map(({ spec }) => spec.record?.action));
  const { createdBy = '' } = server.status ?? {};
  const requestID = server.metadata.annotations?.[requestIDAnnotation];
  const creation = { record: creationRecord(server), ...(requestID === undefined ? {} : { requestID }) };
  const annotations = { [userIDAnnotation]: userIDOf(createdBy) ?? createdBy };
  const names = { create: endRecordName(server.metadata, 'create'), delete: endRecordName(server.metadata, 'delete') };
  const deletion = { record: { action: 'delete' }, requestID: asked.requestID };
  // The server loop notes what nobody has: it may be the first.
  await Promise.all([
    known.has('create') ? undefined : unlessThere(write(cloud, asked, server, creation, { annotations, name: names.create })),
    known.has('delete') ? undefined : unlessThere(write(cloud, asked, server, deletion, { name: names.delete })),
  ]);
}

async function write(
  cloud: Cloud,
  { caller }: Asked,
  { metadata }: KnownServer,
  spec: Pick<ServerActionSpec, 'record' | 'requestID'>,
  words: { readonly annotations?: Readonly<Record<string, string>>; readonly name?: string } = {},
): Promise<void> {
  const { name, namespace = '' } = metadata;
  const client = await cloud.as(caller);
  const record = await client.resource(serverActionKind).create({
    apiVersion: apiVersionOf(serverActionKind),
    kind: serverActionKind.kind,
    metadata: { name: `${name}-record-${nameSuffix(cloud.random, suffixLength)}`, namespace, ...words },
    spec: { server: name, type: 'Record', ...spec },
  });
  cloud.known.actions.absorb(record);
}

async function unlessThere(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
  }
}
