import { planKind } from '#apis/compute/plan.ts';
import { tokenReviewKind } from '#apis/kubernetes/reviews.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ResourceAction } from '../exchange/action.ts';
import type { ServedResource } from '../resources/served-resource.ts';
import type { ServedResources } from '../resources/served-resources.ts';
import { methodNotAllowed, unknownPath } from '../exchange/unknown-path.ts';
import { createConsole } from './create-console.ts';
import { createImageLink } from './create-image-link.ts';
import { createObject } from './create-object.ts';
import { createPlan } from './create-plan.ts';
import { createReview } from './create-review.ts';
import { createTokenReview } from './create-token-review.ts';
import { createToken } from './create-token.ts';
import { deleteCollection } from './delete-collection.ts';
import { deleteObject } from './delete-object.ts';
import { getObject } from './get-object.ts';
import { listNothing } from './list-nothing.ts';
import { listObjects } from './list-objects.ts';
import { patchObject } from './patch-object.ts';
import { placeServer } from './place-server.ts';
import { readServerLog } from './read-server-log.ts';
import { withDeprecationWarning } from './deprecation-warning.ts';
import type { Endpoint, ResourceCall } from './resource-call.ts';
import { restoreObject } from './restore-object.ts';
import { updateObject } from './update-object.ts';
import { watchObjects } from './watch-objects.ts';

/**
 * Who answers `action`, and the call to answer. Throws {@link NotFoundError} for what is not served, and {@link MethodNotAllowedError} for what is
 * served but not so.
 */
export function findEndpoint(
  action: ResourceAction,
  context: { readonly resources: ServedResources } & Pick<ResourceCall, 'request' | 'user' | 'approve'>,
): { readonly call: ResourceCall; readonly endpoint: Endpoint } {
  const resource = context.resources.find(action);
  if (resource === undefined || !isInItsPlace(resource, action)) throw unknownPath();
  const { kind } = resource;
  const namespace = kind.scope === 'Namespaced' ? action.namespace : undefined;
  const { name, subresource } = action;
  const endpoint =
    subresource === undefined ? endpointOfResource(resource, action) : endpointOfSubresource(resource, subresource, action.verb);
  const { request, user, approve } = context;
  return {
    call: { request, user, approve, kind, namespace, name, subresource },
    endpoint: kind.deprecation === undefined ? endpoint : withDeprecationWarning(endpoint, kind.deprecation),
  };
}

/** Namespaced objects lie in a namespace, others in none; only collections can be looked at over all namespaces. */
function isInItsPlace({ kind }: ServedResource, { namespace, name }: ResourceAction): boolean {
  if (kind.scope === 'Namespaced') return namespace !== undefined || name === undefined;
  const isNamespaceItself = kind.plural === 'namespaces' && kind.group === '';
  return namespace === undefined || isNamespaceItself;
}

function endpointOfResource({ kind, verbs }: ServedResource, { verb, name, namespace }: ResourceAction): Endpoint {
  // What can be listed and not be read is never there.
  if (verb === 'list' && verbs.includes('list') && !verbs.includes('get')) return listNothing;
  const isStored = verbs.includes('get');
  const isServed = verbs.some((each) => each === verb);
  const endpoint = !isServed ? undefined : isStored ? storedEndpoints[verb] : (answers.get(kind) ?? reviewEndpoints)[verb];
  const isOfCollection = verb === 'create' || verb === 'list' || verb === 'deletecollection';
  const isSpread = kind.scope === 'Namespaced' && namespace === undefined;
  const isFitting = isOfCollection ? name === undefined && (verb === 'list' || !isSpread) : verb === 'watch' || name !== undefined;
  if (endpoint === undefined || !isFitting) throw methodNotAllowed();
  return endpoint;
}

function endpointOfSubresource(resource: ServedResource, subresource: string, verb: string): Endpoint {
  const served = resource.subresources.find(({ name }) => name === subresource);
  if (served === undefined) throw unknownPath();
  const endpoint = subresourceEndpoints[subresource]?.[verb];
  if (endpoint === undefined) throw methodNotAllowed();
  return endpoint;
}

type EndpointByVerb = Readonly<Partial<Record<string, Endpoint>>>;

const storedEndpoints: EndpointByVerb = {
  get: getObject,
  list: listObjects,
  watch: watchObjects,
  create: createObject,
  update: updateObject,
  patch: patchObject,
  delete: deleteObject,
  deletecollection: deleteCollection,
};

const reviewEndpoints: EndpointByVerb = { create: createReview };
/** Who answers the questions that are not about the rights of the caller. */
const answers: ReadonlyMap<KindDefinition, EndpointByVerb> = new Map<KindDefinition, EndpointByVerb>([
  [tokenReviewKind, { create: createTokenReview }],
  [planKind, { create: createPlan }],
]);

const subresourceEndpoints: Readonly<Record<string, EndpointByVerb>> = {
  status: { get: getObject, update: updateObject, patch: patchObject },
  placement: { create: placeServer },
  upload: { create: createImageLink },
  download: { create: createImageLink },
  restore: { create: restoreObject },
  log: { get: readServerLog },
  console: { create: createConsole },
  token: { create: createToken },
};
