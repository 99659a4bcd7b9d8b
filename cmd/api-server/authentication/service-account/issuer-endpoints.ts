import { bytesResponse } from '../../exchange/api-response.ts';
import type { PathEndpoint } from '../../exchange/path-endpoints.ts';
import type { AccountTokenConfiguration } from './account-tokens.ts';
import { jsonWebKeySetOf } from './signing-keys.ts';

/** OpenID Connect Discovery 1.0, as far as Kubernetes serves it: how others check tokens of service accounts. */
export function issuerEndpoints(configuration: AccountTokenConfiguration | undefined): ReadonlyMap<string, PathEndpoint> {
  if (configuration === undefined) return new Map();
  const { issuer, keySetURL, keys } = configuration;
  return new Map<string, PathEndpoint>([
    [
      '/.well-known/openid-configuration',
      async () => {
        const { verification } = await keys.current();
        return document('application/json', {
          issuer,
          jwks_uri: keySetURL,
          response_types_supported: ['id_token'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: [...new Set([...verification.values()].map(({ algorithm }) => algorithm))].sort(),
        });
      },
    ],
    ['/openid/v1/jwks', async () => document('application/jwk-set+json', jsonWebKeySetOf(await keys.current()))],
  ]);
}

function document(contentType: string, value: object): ReturnType<typeof bytesResponse> {
  // Short, so that a new key is known everywhere before it has been used for long.
  return bytesResponse(200, contentType, Buffer.from(JSON.stringify(value)), { 'cache-control': 'public, max-age=60' });
}
