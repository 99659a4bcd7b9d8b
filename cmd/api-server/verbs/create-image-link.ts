import type { ImageLink } from '#apis/compute/image-link.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { computeGroup, computeVersion } from '#apis/compute/group.ts';
import { resolvedImageOf } from '#apis/infrastructure/resolve-image.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { BadRequestError, ConflictError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import type { LinkGrant } from '#proto/image-store/link-token.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readWriteRequest } from './write-request.ts';

/**
 * POST to an image's `upload` or `download`: a URL at the image store that is good for one use. Throws {@link ConflictError} when the image has its bytes
 * already, or has none there, and {@link ServiceUnavailableError} when there is no image store.
 */
export async function createImageLink(call: ResourceCall, { registry, imageLinks }: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readWriteRequest(call, ['application/json', 'application/yaml']);
  requireImageLink(body as Partial<ImageLink>);
  const image = (await registry.get(imageKind, objectKeyOf(call), {})).object() as Image;
  const grant = call.subresource === 'upload' ? uploadOf(image) : downloadOf(image);
  if (imageLinks === undefined) throw new ServiceUnavailableError('this control plane has no image store');
  const { name, namespace = '' } = image.metadata;
  const link = { apiVersion: `${computeGroup}/${computeVersion}`, kind: 'ImageLink', metadata: { name, namespace } } as const;
  if (options.dryRun) return jsonResponse(201, link);
  const { url, expiresAt, authorityPEM } = imageLinks.issue(grant);
  const status = {
    url,
    expiresAt: timestamp(expiresAt),
    ...(authorityPEM === undefined ? {} : { certificateAuthority: authorityPEM }),
  };
  return jsonResponse(201, { ...link, status } satisfies ImageLink);
}

function requireImageLink({ apiVersion, kind }: Partial<ImageLink>): void {
  if (kind === 'ImageLink' && apiVersion === `${computeGroup}/${computeVersion}`) return;
  throw new BadRequestError(`the body has to be an ImageLink of ${computeGroup}/${computeVersion}`);
}

type Grant = Omit<LinkGrant, 'id' | 'expiresAt'>;

function uploadOf({ metadata, spec, status }: Image): Grant {
  const { name, uid, namespace = '' } = metadata;
  if (spec.upload === undefined) throw new ConflictError(`image "${name}" is no upload: its bytes are where spec says; create another`);
  if (status?.sha256 !== undefined)
    throw new ConflictError(`image "${name}" has its bytes already; an image does not change, create another`);
  const { sha256, server, glance } = spec.upload;
  if (server !== undefined)
    throw new ConflictError(`image "${name}" waits for the disk of the server "${server}", and takes no other bytes`);
  if (glance !== undefined) throw new ConflictError(`image "${name}" comes from Glance, and takes no other bytes`);
  return { method: 'PUT', project: namespace, image: { name, uid }, ...(sha256 === undefined ? {} : { sha256 }) };
}

function downloadOf(image: Image): Grant {
  const { name, uid, namespace = '' } = image.metadata;
  const url = resolvedImageOf(image)?.source?.url;
  const sha256 = /^image-store:(?<sha256>[0-9a-f]{64})$/.exec(url ?? '')?.groups?.['sha256'];
  if (sha256 !== undefined) return { method: 'GET', project: namespace, sha256, image: { name, uid } };
  const why = image.spec.upload === undefined ? 'its bytes are where spec says, not in the image store' : 'it waits for its bytes';
  throw new ConflictError(`image "${name}" cannot be downloaded: ${why}`);
}
