import type { Caller, ProjectRole } from '#apis/openstack/caller.ts';
import type { BodyName, QueryName } from '../schemas/request-schemas.ts';
import type { LinkBase } from '../translate/links.ts';

/** Who may: a role of the caller's project, somebody who has shown any good token, or anybody at all. */
export type Policy = ProjectRole | 'known' | 'anybody';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A request that was understood: who asks, in which version, for what. */
export interface NovaRequest {
  readonly caller: Caller;
  /** What the caller has shown to be known by; empty for nobody. It is good for other services of theirs, and is kept nowhere. */
  readonly token: string;
  /** The minor number of the microversion. */
  readonly version: number;
  /** What the path holds at the places with a colon. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** In the form of the newest version, and valid. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The path below the version and the project, as `/servers/detail`. */
  readonly path: string;
  readonly links: LinkBase;
  /** `req-UUID`, as it is told in the answer. */
  readonly requestID: string;
}

export interface NovaAnswer {
  readonly code: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One method of one path, for the versions from `since` to `until`. */
export interface Route {
  readonly method: Method;
  /** Below `/v2.1` and `/v2.1/PROJECT`; a word with a colon stands for anything. */
  readonly path: string;
  readonly policy: Policy;
  /** What Nova calls the right to it, for the message of a refusal; by the path if absent. */
  readonly rule?: string;
  readonly since?: number;
  readonly until?: number;
  /** What its body is called in `schemas/` and in the converters of requests. */
  readonly request?: BodyName;
  /** What its query is called in `schemas/`. */
  readonly query?: QueryName;
  readonly handle: (request: NovaRequest) => NovaAnswer | Promise<NovaAnswer>;
}

/** Whether the caller has what a policy asks for. */
export function isAllowed({ roles }: Pick<Caller, 'roles'>, policy: Policy): boolean {
  return policy === 'anybody' || policy === 'known' || roles.has(policy);
}
