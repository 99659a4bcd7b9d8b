import type { TokenReview } from '#apis/kubernetes/reviews.ts';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { RefusedTokenError } from '../authentication/token-authenticator.ts';
import { userInfoOf } from '../authentication/user.ts';
import { jsonResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { EndpointDependencies, ResourceCall } from './resource-call.ts';
import { readObjectWrite } from './write-request.ts';

/** POST of a TokenReview: somebody was shown a token and asks whose it is. The answer does not repeat the token. */
export async function createTokenReview(call: ResourceCall, { bearerTokens }: EndpointDependencies): Promise<ApiResponse> {
  const { kind } = call;
  const { body } = await readObjectWrite(call);
  const { token = '', audiences } = requireSpec(body as Partial<TokenReview>);
  if (token === '') throw new BadRequestError('spec.token: Required value: the token that was shown');
  const asked = audiences === undefined || audiences.length === 0 ? bearerTokens.audiences : audiences;
  const status = await review(token, asked, bearerTokens);
  return jsonResponse(201, {
    kind: kind.kind,
    apiVersion: apiVersionOf(kind),
    metadata: { creationTimestamp: null },
    spec: audiences === undefined ? {} : { audiences },
    status,
  });
}

function requireSpec({ spec }: Partial<TokenReview>): TokenReview['spec'] {
  const { token, audiences } = (spec ?? {}) as Readonly<Record<string, unknown>>;
  if (token !== undefined && typeof token !== 'string') throw new BadRequestError('spec.token: Invalid value: must be of type string');
  if (audiences !== undefined && audiences !== null && !isListOfText(audiences)) {
    throw new BadRequestError('spec.audiences: Invalid value: must be a list of strings');
  }
  return { ...(token === undefined ? {} : { token }), ...(Array.isArray(audiences) ? { audiences: audiences as readonly string[] } : {}) };
}

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

async function review(
  token: string,
  audiences: readonly string[],
  { authenticator }: EndpointDependencies['bearerTokens'],
): Promise<NonNullable<TokenReview['status']>> {
  try {
    const found = await authenticator.authenticateToken(token, { audiences });
    if (found === undefined) return { authenticated: false, error: 'nobody here knows such tokens' };
    return { authenticated: true, user: userInfoOf(found.user), audiences: found.audiences };
  } catch (error) {
    if (error instanceof RefusedTokenError) return { authenticated: false, error: error.message };
    throw error;
  }
}
