import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { imageKind, type Image, type ImageSpec } from '#apis/compute/image.ts';
import { AlreadyExistsError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { glanceImageName, imageOfGlance } from '../translate/glance-image.ts';
import type { NovaRequest } from './route.ts';

/** An image of ours that the caller may see, by its id. */
export function findImage(cloud: Cloud, { projectID, roles }: Caller, id: string): Image | undefined {
  const image = cloud.byUID('images', id);
  const isVisible = image !== undefined && ([projectID, publicNamespace].includes(image.metadata.namespace ?? '') || roles.has('admin'));
  return isVisible ? image : undefined;
}

/**
 * An image that the caller may boot, by its id: one of ours, or one that Glance, where there is one, shows to the caller. The latter gets an Image in the
 * caller's project, whose bytes the image store brings. Throws Nova's 400 for one that cannot be booted.
 */
export async function findBootable(
  cloud: Cloud,
  { caller, token }: Pick<NovaRequest, 'caller' | 'token'>,
  id: string,
): Promise<Image | undefined> {
  const own = findImage(cloud, caller, id);
  if (own !== undefined || cloud.glance === undefined || !uuid.test(id)) return own;
  const found = await cloud.glance.describe(id, token).catch((error: unknown) => {
    // Ours was asked before, so it has ended since; or Glance asks somebody else.
    if (error instanceof UnauthorizedError)
      throw new NovaFault(401, 'The request you have made requires authentication.', { cause: error });
    throw error;
  });
  if (found === undefined) return undefined;
  const wanted = imageOfGlance(id, found);
  if (wanted.kind === 'Unusable') throw new NovaFault(400, wanted.message);
  const key = { namespace: caller.projectID, name: glanceImageName(id) };
  const known = cloud.known.images.get(key);
  if (known !== undefined) return theSame(known, wanted.spec);
  const client = (await cloud.as(caller)).resource(imageKind);
  const draft = { apiVersion: apiVersionOf(imageKind), kind: imageKind.kind, metadata: key, spec: wanted.spec };
  const image = await client.create(draft).catch((error: unknown) => {
    if (error instanceof AlreadyExistsError) return client.get(key);
    throw error;
  });
  cloud.known.images.absorb(image);
  return theSame(image, wanted.spec);
}

/** Somebody of the project may have given the name to something else. */
function theSame(image: Image, { upload }: ImageSpec): Image {
  const { glance } = image.spec.upload ?? {};
  if (glance?.id === upload?.glance?.id && glance?.checksum === upload?.glance?.checksum) return image;
  throw new NovaFault(409, `The image ${image.metadata.name} of the project is not the one of that id in Glance; delete it.`);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
