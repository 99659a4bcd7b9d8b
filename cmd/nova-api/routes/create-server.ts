import { createNamed, objectNameOf, suffixLength } from '#apis/openstack/create-named.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import type { ApiClient } from '#apis/client/api-client.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { accessAddressesOf } from '../translate/access-addresses.ts';
import { has } from '../microversions/gates.ts';
import { countsOf, isTrue, type CreateRequest } from '../translate/create-request.ts';
import { requestIDAnnotation } from '../translate/instance-action-view.ts';
import { entityLinks } from '../translate/links.ts';
import { configDriveAnnotation, diskConfigAnnotation, launchIndexAnnotation, reservationAnnotation } from '../translate/server-view.ts';
import { randomPassword } from './random-password.ts';
import { refuseBeyondQuota, refuseManyPairs } from './project-quota.ts';
import { resolveReferences, type ResolvedReferences } from './resolve-create.ts';
import type { NovaAnswer, NovaRequest } from './route.ts';
import { allocatedNetwork, seeNetworksOf } from './unnamed-network.ts';
import { refuseFiles } from './injected-files.ts';
import { bringKeyPair } from './user-key-pairs.ts';

/** Servers of one request that are made at the same time. */
const parallel = 16;
/** Most servers of one request: Nova leaves it to the quota, which need not have a limit here. */
const mostOfOneRequest = 1000;

/** `POST /servers`: one server or several of the same kind. All are asked for before any is made, so that a refusal leaves nothing behind. */
export async function createServers(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  // The hints stand beside the server, not in it.
  const { server, 'os:scheduler_hints': hints } = request.body;
  const wish = { ...(server as CreateRequest), ...(hints === undefined ? {} : { 'os:scheduler_hints': hints }) } as CreateRequest;
  const { least, most } = countsOf(wish);
  if (wish.user_data !== undefined && !isBase64(wish.user_data)) throw new NovaFault(400, 'Userdata content cannot be decoded');
  refuseFiles(wish);
  if (least > most) throw new NovaFault(400, 'min_count must be <= max_count');
  if (most > mostOfOneRequest)
    throw new NovaFault(403, `Quota exceeded for instances: Requested ${most}, but one request makes ${mostOfOneRequest} at most`);
  refuseManyPairs(cloud, request.caller.projectID, wish.metadata ?? {});
  await seeNetworksOf(cloud, request.caller, wish);
  const resolved = await resolveReferences(cloud, request, wish);
  const size = cloud.known.flavors.get({ name: resolved.flavor });
  if (size !== undefined) refuseBeyondQuota(cloud, request.caller, least, size.spec);
  const client = await cloud.as(request.caller);
  if (wish.key_name !== undefined) await bringKeyPair(cloud, request.caller, wish.key_name);
  // Before 2.37 nobody asked for a network that there is not.
  const mayAllocate = wish.networks === 'auto' && has('networksMadeOnRequest', request.version) && resolved.networks === undefined;
  const networks = mayAllocate ? await allocatedNetwork(cloud, request.caller) : undefined;
  const references = networks === undefined ? resolved : { ...resolved, networks };
  const reservationID = `r-${nameSuffix(cloud.random, suffixLength)}`;
  const batch: Batch = { cloud, client, request, wish, references, reservationID, most };
  const made = await createAll(batch, least);
  const [first] = made;
  if (first === undefined) throw new NovaFault(500, 'no server was made');
  if (isTrue(wish.return_reservation_id)) return { code: 202, body: { reservation_id: reservationID } };
  return answerFor(first, request, wish.adminPass ?? randomPassword(cloud.random));
}

interface Batch {
  readonly cloud: Cloud;
  readonly client: ApiClient;
  readonly request: NovaRequest;
  readonly wish: CreateRequest;
  readonly references: ResolvedReferences;
  readonly reservationID: string;
  readonly most: number;
}

/** As many as there is quota for, if those are enough; else none. */
async function createAll(batch: Batch, least: number): Promise<readonly Server[]> {
  const made: Server[] = [];
  let refusal: Error | undefined;
  const indexes = Array.from({ length: batch.most }, (_, index) => index);
  const worker = async (): Promise<void> => {
    for (let index = indexes.shift(); index !== undefined && refusal === undefined; index = indexes.shift()) {
      try {
        made.push(await createOne(batch, index));
      } catch (error) {
        refusal = error as Error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, batch.most) }, worker));
  if (refusal !== undefined && made.length < least) {
    await Promise.all(made.map((server) => discard(batch, server)));
    throw refusal;
  }
  return made;
}

async function createOne(batch: Batch, index: number): Promise<Server> {
  const { cloud, client, request, wish, most } = batch;
  const name = most === 1 ? wish.name : `${wish.name}-${index + 1}`;
  const objectName = objectNameOf(name, 'server');
  const server = await createNamed(
    client.resource(serverKind),
    objectName,
    (free) => draftOf(batch, { name, objectName: free, index }),
    cloud.random,
  );
  cloud.known.servers.absorb(server as KnownServer);
  if (wish.user_data === undefined) return server;
  try {
    await keepUserData(client, server, wish.user_data, request.caller.projectID);
  } catch (error) {
    await discard(batch, server);
    throw error;
  }
  return server;
}

interface Naming {
  readonly name: string;
  readonly objectName: string;
  readonly index: number;
}

function draftOf({ request, wish, references, reservationID }: Batch, { name, objectName, index }: Naming) {
  const annotations = {
    [reservationAnnotation]: reservationID,
    [requestIDAnnotation]: request.requestID,
    ...(index === 0 ? {} : { [launchIndexAnnotation]: String(index) }),
    ...(wish['OS-DCF:diskConfig'] === undefined ? {} : { [diskConfigAnnotation]: wish['OS-DCF:diskConfig'] }),
    ...(isTrue(wish.config_drive) ? { [configDriveAnnotation]: 'true' } : {}),
  };
  const spec: Server['spec'] = {
    ...references,
    power: 'Running',
    runPolicy: 'Manual',
    ...(name === objectName ? {} : { displayName: name }),
    ...accessAddressesOf(wish),
    ...(wish.metadata === undefined || Object.keys(wish.metadata).length === 0 ? {} : { metadata: wish.metadata }),
    ...(wish.description === undefined || wish.description === null ? {} : { description: wish.description }),
    ...(wish.tags === undefined ? {} : { tags: [...new Set(wish.tags)] }),
    ...(wish.hostname === undefined ? {} : { hostname: wish.hostname }),
    ...(wish.user_data === undefined ? {} : { userData: { secretName: userDataSecret(objectName), key: 'userData' } }),
  };
  const metadata = { name: objectName, namespace: request.caller.projectID, annotations };
  return { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, metadata, spec };
}

function isBase64(text: string): boolean {
  const digits = text.replaceAll(/\s/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function userDataSecret(objectName: string): string {
  return `${objectName}-user-data`;
}

/** The guest waits for it. It goes with its server. */
async function keepUserData(client: ApiClient, { apiVersion, kind, metadata }: Server, base64: string, namespace: string): Promise<void> {
  const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid };
  await client.resource(secretKind).create({
    apiVersion: apiVersionOf(secretKind),
    kind: secretKind.kind,
    metadata: { name: userDataSecret(metadata.name), namespace, ownerReferences: [owner] },
    type: 'Opaque',
    data: { userData: base64 },
  });
}

async function discard({ cloud, client }: Batch, { metadata }: Server): Promise<void> {
  const key = { namespace: metadata.namespace ?? '', name: metadata.name };
  const outcome = await client.resource(serverKind).delete(key, { uid: metadata.uid, gracePeriodSeconds: 0 });
  if (outcome.kind === 'Terminating') cloud.known.servers.absorb(outcome.object as KnownServer);
}

function answerFor({ metadata }: Server, { links, version }: NovaRequest, adminPass: string): NovaAnswer {
  const [self] = entityLinks(links, 'servers', metadata.uid);
  const server = {
    id: metadata.uid,
    links: entityLinks(links, 'servers', metadata.uid),
    'OS-DCF:diskConfig': metadata.annotations?.[diskConfigAnnotation] ?? 'MANUAL',
    security_groups: [{ name: 'default' }],
    adminPass,
  };
  lower('serverCreated', server, version);
  return { code: 202, body: { server }, headers: { location: self?.href ?? '' } };
}
