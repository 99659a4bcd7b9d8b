import { objectNameOf } from '#apis/openstack/create-named.ts';
import { createHash } from 'node:crypto';
import { keyPairKind, type KeyPair, type KeyPairSpec } from '#apis/compute/key-pair.ts';
import type { ApiClient } from '#apis/client/api-client.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { displayNameOf, apiVersionOf } from '#apis/machinery/kind.ts';
import { openStackUser, type Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';

/**
 * A user's key pairs by what the user calls them. In Nova they belong to the user and to no project; here each stands in a project, and is copied to others
 * where it is used: of copies, the one in `projectID` counts.
 */
export function keyPairsOf(cloud: Cloud, userID: string, projectID: string): ReadonlyMap<string, KeyPair> {
  const byName = new Map<string, KeyPair>();
  for (const keyPair of cloud.keyPairsOf(openStackUser(userID))) {
    const name = displayNameOf(keyPair);
    if (!byName.has(name) || keyPair.metadata.namespace === projectID) byName.set(name, keyPair);
  }
  return byName;
}

/** The name of the object: the same for the same name of the same user, so that nobody has two of one name, and apart from other users' of that name. */
export function keyPairObjectName(userID: string, name: string): string {
  const digest = createHash('sha256').update(`${userID}\n${name}`).digest('hex').slice(0, 10);
  return `${objectNameOf(name, 'key')}-${digest}`;
}

/** Makes the object for a user's key pair. Throws AlreadyExistsError. */
export async function createKeyPair(
  client: ApiClient,
  { userID, projectID }: Pick<Caller, 'userID' | 'projectID'>,
  spec: Pick<KeyPairSpec, 'type' | 'publicKey'> & { readonly displayName: string },
): Promise<KeyPair> {
  return client.resource(keyPairKind).create({
    apiVersion: apiVersionOf(keyPairKind),
    kind: keyPairKind.kind,
    metadata: { name: keyPairObjectName(userID, spec.displayName), namespace: projectID },
    spec: { ...spec, user: openStackUser(userID) },
  });
}

/**
 * The name of the object that a server of the caller's project names for a key pair: the caller's own, or else one that is everybody's in the project. Throws
 * Nova's 400. One that stands in another project has to be brought before it is named: {@link bringKeyPair}.
 */
export function findKeyPair(cloud: Cloud, caller: Caller, name: string): string {
  const { projectID, userID } = caller;
  const own = keyPairsOf(cloud, userID, projectID).get(name);
  if (own !== undefined) return own.metadata.namespace === projectID ? own.metadata.name : keyPairObjectName(userID, name);
  for (const keyPair of cloud.known.keyPairs.list()) {
    const isEverybodys = keyPair.metadata.namespace === projectID && keyPair.spec.user === undefined;
    if (isEverybodys && displayNameOf(keyPair) === name) return keyPair.metadata.name;
  }
  throw new NovaFault(400, 'Invalid key_name provided.');
}

/** Copies the caller's key pair into the caller's project, where it stands in another one only. */
export async function bringKeyPair(cloud: Cloud, caller: Caller, name: string): Promise<void> {
  const found = keyPairsOf(cloud, caller.userID, caller.projectID).get(name);
  if (found === undefined || found.metadata.namespace === caller.projectID) return;
  const { type, publicKey } = found.spec;
  try {
    cloud.known.keyPairs.absorb(await createKeyPair(await cloud.as(caller), caller, { displayName: name, type, publicKey }));
  } catch (error) {
    // Another request brought it.
    if (!(error instanceof AlreadyExistsError)) throw error;
  }
}
