import { displayNameOf } from '#apis/machinery/kind.ts';
import { keyPairKind, type KeyPair, type KeyPairSpec } from '#apis/compute/key-pair.ts';
import { AlreadyExistsError, InvalidError } from '#apis/machinery/errors.ts';
import { openStackUser } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { deleteObject } from '../cloud/delete-object.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower } from '../microversions/responses.ts';
import { keyPairBrief, keyPairCreated, keyPairView } from '../translate/key-pair-view.ts';
import { nextLink } from '../translate/links.ts';
import { generateKeyPairFor } from './generate-key-pair.ts';
import { pageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { createKeyPair, keyPairsOf } from './user-key-pairs.ts';

const rule = (verb: string): string => `os_compute_api:os-keypairs:${verb}`;

/** `/os-keypairs`: the caller's own, in whatever project they were made. Administrators may name another user from 2.10 on. */
export function keyPairRoutes(cloud: Cloud): readonly Route[] {
  return [
    { method: 'GET', path: '/os-keypairs', policy: 'known', query: 'listKeypairs', handle: (request) => list(cloud, request) },
    {
      method: 'POST',
      path: '/os-keypairs',
      policy: 'member',
      rule: rule('create'),
      request: 'createKeypair',
      handle: (request) => create(cloud, request),
    },
    {
      method: 'GET',
      path: '/os-keypairs/:name',
      policy: 'known',
      query: 'showKeypair',
      handle: (request) => {
        const keypair = keyPairView(find(cloud, request, 'show').keyPair);
        lower('keypair', keypair, request.version);
        return { code: 200, body: { keypair } };
      },
    },
    {
      method: 'DELETE',
      path: '/os-keypairs/:name',
      policy: 'member',
      rule: rule('delete'),
      query: 'deleteKeypair',
      handle: (request) => remove(cloud, request),
    },
  ];
}

function list(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { query, version, links, caller } = request;
  const owned = keyPairsOf(cloud, ownerOf(request, query.get('user_id'), 'index'), caller.projectID);
  const sorted = [...owned.values()].toSorted((one, other) => (displayNameOf(one) < displayNameOf(other) ? -1 : 1));
  if (query.has('marker') && !owned.has(query.get('marker') ?? '')) throw new NovaFault(400, `marker [${query.get('marker')}] not found`);
  const { page, next } = !has('pagesOfKeypairs', version) ? { page: sorted, next: undefined } : pageOf(sorted, query, displayNameOf);
  const keypairs = page.map((each) => {
    const keypair = keyPairBrief(each);
    lower('keypairInList', keypair, version);
    return { keypair };
  });
  return {
    code: 200,
    body: { keypairs, ...(next === undefined ? {} : { keypairs_links: [nextLink(links, 'os-keypairs', query, next)] }) },
  };
}

/** The body of `POST /os-keypairs` in its newest form, valid by its schema. */
interface KeyPairWish {
  readonly name: string;
  readonly public_key?: string;
  readonly type: 'ssh' | 'x509';
  readonly user_id?: string;
}

async function create(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { caller, version } = request;
  const wish = request.body['keypair'] as KeyPairWish;
  const userID = ownerOf(request, wish.user_id ?? null, 'create');
  const type: KeyPairSpec['type'] = wish.type === 'x509' ? 'X509' : 'SSH';
  const taken = new NovaFault(409, `Key pair '${wish.name}' already exists.`);
  if (keyPairsOf(cloud, userID, caller.projectID).has(wish.name)) throw taken;
  const { publicKey, privateKey } =
    wish.public_key === undefined
      ? await generateKeyPairFor(type, userID, cloud.clock)
      : { publicKey: wish.public_key.trim(), privateKey: undefined };
  // The owner is somebody else where an administrator says so; it stands in the administrator's project then.
  const owner = { userID, projectID: caller.projectID };
  try {
    const made = await createKeyPair(await cloud.as(caller), owner, { displayName: wish.name, type, publicKey });
    cloud.known.keyPairs.absorb(made);
    const keypair = { ...keyPairCreated(made), ...(privateKey === undefined ? {} : { private_key: privateKey }) };
    lower('keypairCreated', keypair, version);
    return { code: has('keypairStatusesOfTheirOwn', version) ? 201 : 200, body: { keypair } };
  } catch (error) {
    if (error instanceof AlreadyExistsError) throw taken;
    if (error instanceof InvalidError) throw new NovaFault(400, `Keypair data is invalid: ${reasonOf(error)}`, { cause: error });
    throw error;
  }
}

function reasonOf({ message, details }: InvalidError): string {
  return details?.causes?.map((cause) => cause.message).join('; ') ?? message;
}

/** With all copies, in whatever project they are: they are the user's. */
async function remove(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const { caller, version } = request;
  const { keyPair, userID } = find(cloud, request, 'delete');
  const name = displayNameOf(keyPair);
  for (const copy of cloud.keyPairsOf(openStackUser(userID)).filter((each) => displayNameOf(each) === name)) {
    const { namespace = '' } = copy.metadata;
    const isElsewhere = namespace !== caller.projectID && userID === caller.userID && !caller.roles.has('admin');
    const client = isElsewhere ? cloud.asOwner(caller, namespace) : await cloud.as(caller);
    // oxlint-disable-next-line no-await-in-loop -- a copy for each project that it was used in: a few
    await deleteObject({ client: client.resource(keyPairKind), informer: cloud.known.keyPairs, clock: cloud.clock }, copy);
  }
  return { code: has('keypairStatusesOfTheirOwn', version) ? 204 : 202 };
}

function find(cloud: Cloud, request: NovaRequest, verb: string): { readonly keyPair: KeyPair; readonly userID: string } {
  const { caller, parameters, query } = request;
  const userID = ownerOf(request, query.get('user_id'), verb);
  const name = parameters['name'] ?? '';
  const keyPair = keyPairsOf(cloud, userID, caller.projectID).get(name);
  if (keyPair === undefined) throw new NovaFault(404, `Keypair ${name} not found for user ${userID}`);
  return { keyPair, userID };
}

/** Whose key pairs a request is about. Throws Nova's 403 for somebody else's, unless an administrator asks. */
function ownerOf({ caller, version }: NovaRequest, userID: string | null, verb: string): string {
  if (!has('keypairsOfOthers', version) || userID === null || userID === caller.userID) return caller.userID;
  if (!caller.roles.has('admin')) throw new NovaFault(403, `Policy doesn't allow ${rule(verb)} to be performed.`);
  return userID;
}
