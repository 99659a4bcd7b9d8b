import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { AccountTokens } from '../authentication/service-account/account-tokens.ts';
import type { TokenAuthenticator } from '../authentication/token-authenticator.ts';
import type { User } from '../authentication/user.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { ApiResponse } from '../exchange/api-response.ts';
import type { ConsoleTokens } from '../console/console-tokens.ts';
import type { ImageLinks } from '../image-links/image-links.ts';
import type { ConsoleLogSource } from '../console-log/console-log-source.ts';
import type { Planner } from '../plan/planner.ts';
import type { Registry, WriteApproval } from '../registry/registry.ts';
import type { Representations } from '../representation/representations.ts';

/** One request about a kind that is served, by somebody who may make it. */
export interface ResourceCall {
  readonly request: ApiRequest;
  readonly user: User;
  /** Whether the user may make a certain write. */
  readonly approve: WriteApproval;
  readonly kind: KindDefinition;
  /** Absent for cluster-scoped kinds, and for all namespaces. */
  readonly namespace: string | undefined;
  /** Absent for the collection. */
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** What the verbs work with. */
export interface EndpointDependencies {
  readonly registry: Registry;
  readonly representations: Representations;
  readonly consoleLogs: ConsoleLogSource;
  readonly consoleTokens: Pick<ConsoleTokens, 'issue'>;
  /** Absent: there is no image store. */
  readonly imageLinks: Pick<ImageLinks, 'issue'> | undefined;
  readonly authorizer: Authorizer;
  readonly planner: Planner;
  /** Absent: this control plane signs no tokens. */
  readonly accountTokens: Pick<AccountTokens, 'issue' | 'audiences'> | undefined;
  /** Whoever knows bearer tokens, and whom those are for that this api-server takes itself. */
  readonly bearerTokens: { readonly authenticator: TokenAuthenticator; readonly audiences: readonly string[] };
}

/** Answers a call. Throws the errors of `apis/machinery/errors.ts`. */
export type Endpoint = (call: ResourceCall, dependencies: EndpointDependencies) => Promise<ApiResponse>;

/** The object that a call is about. Only for calls that name one. */
export function objectKeyOf({ namespace, name = '' }: Pick<ResourceCall, 'namespace' | 'name'>): ObjectKey {
  return namespace === undefined ? { name } : { namespace, name };
}
