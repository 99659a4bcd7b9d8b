import { suffixLength } from '#apis/openstack/create-named.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import { serverActionKind, type ServerActionSpec } from '#apis/compute/server-action.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { requestIDAnnotation, userIDAnnotation } from '../translate/instance-action-view.ts';
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
  const { creationTimestamp, annotations } = server.metadata;
  const { launchedAt, createdBy = '' } = server.status ?? {};
  const requestID = annotations?.[requestIDAnnotation];
  const creation = {
    record: { action: 'create', startedAt: creationTimestamp, finishedAt: launchedAt ?? creationTimestamp },
    ...(requestID === undefined ? {} : { requestID }),
  };
  await Promise.all([
    known.has('create') ? undefined : write(cloud, asked, server, creation, { [userIDAnnotation]: userIDOf(createdBy) ?? createdBy }),
    known.has('delete') ? undefined : write(cloud, asked, server, { record: { action: 'delete' }, requestID: asked.requestID }),
  ]);
}

async function write(
  cloud: Cloud,
  { caller }: Asked,
  { metadata }: KnownServer,
  spec: Pick<ServerActionSpec, 'record' | 'requestID'>,
  annotations: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { name, namespace = '' } = metadata;
  const client = await cloud.as(caller);
  const record = await client.resource(serverActionKind).create({
    apiVersion: apiVersionOf(serverActionKind),
    kind: serverActionKind.kind,
    metadata: { name: `${name}-record-${nameSuffix(cloud.random, suffixLength)}`, namespace, annotations },
    spec: { server: name, type: 'Record', ...spec },
  });
  cloud.known.actions.absorb(record);
}
