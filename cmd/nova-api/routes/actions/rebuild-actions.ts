import { suffixLength } from '#apis/openstack/create-named.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import { changeCapabilities } from '#apis/infrastructure/capabilities-for.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { lower } from '../../microversions/responses.ts';
import { imageIDFor } from '../../translate/image-view.ts';
import { accessAddressesPatch } from '../../translate/access-addresses.ts';
import { diskConfigAnnotation } from '../../translate/server-view.ts';
import type { NovaAnswer } from '../route.ts';
import { findBootable } from '../find-image.ts';
import { refuseFiles, type WithFiles } from '../injected-files.ts';
import { readUserData } from '../read-user-data.ts';
import { serverFacts } from '../server-facts.ts';
import { shown } from '../server-routes.ts';
import { changeServerAsSeen } from '../update-server.ts';
import { bringKeyPair, findKeyPair } from '../user-key-pairs.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';
import { randomPassword } from '../random-password.ts';
import { requestAction } from './request-action.ts';

/** Actions on what is inside a server. */
export const rebuildActions: readonly ActionRoute[] = [
  {
    name: 'rebuild',
    policy: 'member',
    guard: { vmStates: ['active', 'stopped', 'error'] },
    capability: changeCapabilities.image,
    handle: (call) => rebuild(call),
  },
  {
    name: 'changePassword',
    policy: 'member',
    rule: 'os-admin-password',
    guardName: 'changePassword',
    guard: { vmStates: ['active'] },
    capability: 'set-password',
    handle: (call) => changePassword(call),
  },
  {
    name: 'trigger_crash_dump',
    policy: 'member',
    since: 17,
    guard: { vmStates: ['active', 'paused', 'rescued', 'resized', 'error'] },
    capability: 'crash-dump',
    handle: async (call) => {
      await requestAction(call, { type: 'CrashDump' });
      return { code: 202 };
    },
  },
];

interface RebuildRequest extends WithFiles {
  readonly imageRef: string;
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly description?: string | null;
  readonly hostname?: string;
  readonly key_name?: string | null;
  readonly accessIPv4?: string;
  readonly accessIPv6?: string;
  readonly adminPass?: string;
  readonly preserve_ephemeral?: boolean;
  readonly 'OS-DCF:diskConfig'?: 'AUTO' | 'MANUAL';
}

async function rebuild(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server, details } = call;
  const wish = details as unknown as RebuildRequest;
  refuseFiles(wish);
  const image = await findBootable(cloud, request, wish.imageRef);
  if (image === undefined) throw new NovaFault(400, 'Cannot find image for rebuild');
  const isSame = server.spec.image === image.metadata.name && call.facts.imageID === imageIDFor(image);
  const diskConfig = wish['OS-DCF:diskConfig'];
  const keyPair = await keyPairWish(call, wish.key_name);
  const changed = await changeServerAsSeen(cloud, request.caller, server, {
    ...(diskConfig === undefined ? {} : { metadata: { annotations: { [diskConfigAnnotation]: diskConfig } } }),
    spec: {
      image: image.metadata.name,
      ...(wish.name === undefined ? {} : { displayName: wish.name }),
      ...(wish.metadata === undefined ? {} : { metadata: { ...removed(server.spec.metadata), ...wish.metadata } }),
      ...(wish.description === undefined ? {} : { description: wish.description }),
      ...(wish.hostname === undefined ? {} : { hostname: wish.hostname }),
      ...keyPair,
      ...accessAddressesPatch(wish),
    },
  });
  if (isSame) await requestAction(call, { type: 'Rebuild' });
  // The user data stands under a name of its own here (nova/api/openstack/compute/servers.py, _action_rebuild).
  const { 'OS-EXT-SRV-ATTR:user_data': _elsewhere, ...body } = shown(serverFacts(cloud, changed), request);
  const answer = {
    ...body,
    // It is answered before anybody has begun.
    status: 'REBUILD',
    'OS-EXT-STS:task_state': 'rebuilding',
    user_data: await readUserData(cloud, request.caller, changed),
    adminPass: wish.adminPass ?? randomPassword(cloud.random),
  };
  lower('rebuiltServer', answer, request.version);
  const [self] = body['links'] as { readonly href: string }[];
  return { code: 202, body: { server: answer }, headers: { location: self?.href ?? '' } };
}

/** The key that the new disk gets: another one of the caller's, or none. */
async function keyPairWish(
  { cloud, request: { caller } }: ActionCall,
  name: string | null | undefined,
): Promise<{ keyPair?: string | null }> {
  if (name === undefined) return {};
  if (name === null) return { keyPair: null };
  const keyPair = findKeyPair(cloud, caller, name);
  await bringKeyPair(cloud, caller, name);
  return { keyPair };
}

/** For a merge patch: each pair goes that is not stated anew. */
function removed(metadata: Readonly<Record<string, string>> = {}): Record<string, null> {
  return Object.fromEntries(Object.keys(metadata).map((key) => [key, null]));
}

/** The password lies in a Secret that goes with the action. */
async function changePassword(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server, details } = call;
  const client = await cloud.as(request.caller);
  const { namespace = '', name } = server.metadata;
  const secretName = `${name}-password-${nameSuffix(cloud.random, suffixLength)}`;
  await client.resource(secretKind).create({
    apiVersion: apiVersionOf(secretKind),
    kind: secretKind.kind,
    metadata: { name: secretName, namespace },
    type: 'Opaque',
    data: { password: Buffer.from(String(details['adminPass'])).toString('base64') },
  });
  const { metadata, apiVersion } = await requestAction(call, {
    type: 'SetPassword',
    setPassword: { user: 'root', secretName, key: 'password' },
  });
  const owner = { apiVersion, kind: serverActionKind.kind, name: metadata.name, uid: metadata.uid };
  await client.resource(secretKind).patch({ namespace, name: secretName }, { metadata: { ownerReferences: [owner] } });
  return { code: 202 };
}
