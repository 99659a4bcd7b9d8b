import { secretKind } from '#apis/kubernetes/core.ts';
import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';

/** The user data of a server in base64, read as the caller, since it lies in a Secret; null where there is none, or the caller may not read it. */
export async function readUserData(cloud: Cloud, caller: Caller, { metadata, spec }: KnownServer): Promise<string | null> {
  if (spec.userData === undefined) return null;
  const client = await cloud.as(caller);
  const { secretName, key } = spec.userData;
  try {
    const secret = await client.resource(secretKind).get({ namespace: metadata.namespace ?? '', name: secretName });
    return secret.data?.[key] ?? null;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return null;
    throw error;
  }
}
