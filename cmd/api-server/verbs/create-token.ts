import { secretKind } from '#apis/kubernetes/core.ts';
import { serviceAccountKind, type TokenRequest } from '#apis/kubernetes/service-account.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { shown } from '../admission/schema-causes.ts';
import { BadRequestError, ConflictError, InvalidError, ServiceUnavailableError, type StatusCause } from '#apis/machinery/errors.ts';
import type { AccountClaims, NamedUID } from '../authentication/service-account/account-claims.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import { protobufMediaType } from '../decoding/media-type.ts';
import { objectKeyOf, type EndpointDependencies, type ResourceCall } from './resource-call.ts';
import { readWriteRequest } from './write-request.ts';

/**
 * POST to a service account's `token`: a token for it, with the same bounds and in the same words as Kubernetes. Throws {@link InvalidError} for what
 * is out of bounds, {@link NotFoundError} when the account or the Secret to be bound to is not there, {@link ConflictError} when that is another of its
 * name, and {@link ServiceUnavailableError} when this control plane signs no tokens.
 */
export async function createToken(call: ResourceCall, { registry, accountTokens }: EndpointDependencies): Promise<ApiResponse> {
  const { body, options } = await readWriteRequest(call, ['application/json', 'application/yaml', protobufMediaType]);
  const { namespace = '', name = '' } = call;
  const wish = tokenWishOf(body as TokenRequest, name);
  const account = (await registry.get(serviceAccountKind, objectKeyOf(call), {})).object();
  const secret = wish.secret === undefined ? undefined : await boundSecret(wish.secret, namespace, registry);
  if (accountTokens === undefined) throw new ServiceUnavailableError('this control plane signs no tokens: it was started without a key');
  const claims: AccountClaims = {
    namespace,
    serviceaccount: { name, uid: account.metadata.uid },
    ...(secret === undefined ? {} : { secret }),
  };
  const audiences = wish.audiences.length === 0 ? accountTokens.audiences : wish.audiences;
  const issued = options.dryRun ? undefined : await accountTokens.issue(claims, { audiences, lifeSeconds: wish.lifeSeconds });
  return jsonResponse(201, {
    kind: 'TokenRequest',
    apiVersion: tokenRequestVersion,
    metadata: { name, namespace, creationTimestamp: null },
    spec: {
      audiences,
      expirationSeconds: wish.lifeSeconds,
      boundObjectRef: secret === undefined ? null : { kind: 'Secret', apiVersion: 'v1', ...secret },
    },
    status: { token: issued?.token ?? '', expirationTimestamp: issued === undefined ? null : timestamp(issued.expiresAt) },
  });
}

const tokenRequestVersion = 'authentication.k8s.io/v1';

interface TokenWish {
  readonly audiences: readonly string[];
  readonly lifeSeconds: number;
  /** The UID is empty where any will do. */
  readonly secret: NamedUID | undefined;
}

/** Typed clients leave out what kind it is, and send null for what is not set. */
function tokenWishOf(body: TokenRequest, name: string): TokenWish {
  const { apiVersion = '', kind = '', metadata, spec } = body;
  if ((kind !== '' && kind !== 'TokenRequest') || (apiVersion !== '' && apiVersion !== tokenRequestVersion)) {
    throw new BadRequestError(`the body has to be a TokenRequest of ${tokenRequestVersion}`);
  }
  const stated = metadata?.name ?? '';
  if (stated !== '' && stated !== name) throw new BadRequestError(`metadata.name: ${stated} is not the name on the URL (${name})`);
  const { audiences, expirationSeconds, boundObjectRef } = (spec ?? {}) as Readonly<Record<string, unknown>>;
  const causes = [...audienceCauses(audiences), ...lifeCauses(expirationSeconds)];
  if (causes.length > 0) throw invalidRequest(name, causes);
  return {
    audiences: (audiences ?? []) as readonly string[],
    lifeSeconds: (expirationSeconds ?? defaultLifeSeconds) as number,
    secret: boundSecretWish(boundObjectRef),
  };
}

const leastLifeSeconds = 600;
const defaultLifeSeconds = 3600;
const mostLifeSeconds = 2 ** 32;
const mostAudiences = 32;

function audienceCauses(audiences: unknown): readonly StatusCause[] {
  if (audiences === undefined || audiences === null) return [];
  const isGood =
    Array.isArray(audiences) && audiences.length <= mostAudiences && audiences.every((each) => typeof each === 'string' && each !== '');
  return isGood ? [] : [invalidField('spec.audiences', `must be a list of at most ${mostAudiences} strings, none empty`)];
}

function lifeCauses(seconds: unknown): readonly StatusCause[] {
  if (seconds === undefined || seconds === null) return [];
  const field = 'spec.expirationSeconds';
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return [invalidField(field, 'must be a whole number')];
  if (seconds < leastLifeSeconds) return [invalidField(field, `${seconds}: may not specify a duration less than 10 minutes`)];
  return seconds > mostLifeSeconds ? [invalidField(field, `${seconds}: may not specify a duration larger than 2^32 seconds`)] : [];
}

function invalidField(field: string, message: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${message}`, field };
}

function invalidRequest(name: string, causes: readonly StatusCause[]): InvalidError {
  const faults = causes.map(({ field, message }) => `${field ?? ''}: ${message}`).join(', ');
  return new InvalidError(`TokenRequest.authentication.k8s.io "${name}" is invalid: ${faults}`, {
    details: { name, group: 'authentication.k8s.io', kind: 'TokenRequest', causes },
  });
}

function boundSecretWish(reference: unknown): NamedUID | undefined {
  if (reference === undefined || reference === null) return undefined;
  const { kind, apiVersion, name, uid } = reference as Readonly<Record<string, unknown>>;
  if (kind !== 'Secret' || (apiVersion !== 'v1' && apiVersion !== '' && apiVersion !== undefined)) {
    throw new BadRequestError(`spec.boundObjectRef: cannot bind token to object of type ${shown(apiVersion)}, Kind=${shown(kind)}`);
  }
  if (typeof name !== 'string' || name === '') throw new BadRequestError('spec.boundObjectRef.name: Required value');
  return { name, uid: typeof uid === 'string' ? uid : '' };
}

async function boundSecret(wish: NamedUID, namespace: string, registry: EndpointDependencies['registry']): Promise<NamedUID> {
  const { metadata } = (await registry.get(secretKind, { namespace, name: wish.name }, {})).object();
  if (wish.uid !== '' && wish.uid !== metadata.uid) {
    const message = `the UID in the bound object reference (${wish.uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw new ConflictError(message, { details: { name: wish.name, kind: 'secrets' } });
  }
  return { name: wish.name, uid: metadata.uid };
}
