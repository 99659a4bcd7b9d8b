import type { FastifyRequest } from 'fastify';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { ImpersonatingTransport } from '#apis/client/impersonation.ts';
import type { Transport } from '#apis/client/transport.ts';
import { ServiceUnavailableError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { groupsOf, openStackUser, type Caller } from '#apis/openstack/caller.ts';
import type { ProjectSetup } from '#apis/openstack/project-setup.ts';
import { authenticationWanted, Fault } from './fault.ts';

/** Tells whom a token speaks for. Throws UnauthorizedError, and ServiceUnavailableError while that cannot be said. */
export interface TokenJudge {
  verify(token: string): Promise<Caller>;
}

/** Somebody with a good token, and the control plane as they see it. */
export interface ProjectAccess {
  readonly caller: Caller;
  readonly client: ApiClient;
}

export interface ProjectClientsOptions {
  readonly tokens: TokenJudge;
  readonly projects: Pick<ProjectSetup, 'ensure'>;
  /** Our own connection, which may impersonate. */
  readonly transport: Transport;
}

/** Lets callers act, and look, with their own rights and no others: what they may see and do is for the api-server to say. */
export class ProjectClients {
  readonly #options: ProjectClientsOptions;

  constructor(options: ProjectClientsOptions) {
    this.#options = options;
  }

  /** Throws a {@link Fault} of 401, or 503 when nobody can say whose the token is. */
  async of(request: FastifyRequest): Promise<ProjectAccess> {
    const { tokens, projects, transport } = this.#options;
    const caller = await this.#callerOf(request, tokens);
    await projects.ensure(caller);
    const userName = openStackUser(caller.userID);
    const client = new ApiClient({ transport: new ImpersonatingTransport({ transport, userName, groups: groupsOf(caller) }) });
    return { caller, client };
  }

  async #callerOf({ headers }: FastifyRequest, tokens: TokenJudge): Promise<Caller> {
    const token = headers['x-auth-token'];
    if (typeof token !== 'string' || token === '') throw new Fault(401, authenticationWanted);
    try {
      return await tokens.verify(token);
    } catch (error) {
      if (error instanceof UnauthorizedError) throw new Fault(401, authenticationWanted, { cause: error });
      if (error instanceof ServiceUnavailableError)
        throw new Fault(503, 'The identity service does not answer at the moment; try again.', { cause: error });
      throw error;
    }
  }
}

export function isAdmin({ caller }: Pick<ProjectAccess, 'caller'>): boolean {
  return caller.roles.has('admin');
}

/** Those objects of a kind that somebody may see and that are not being deleted: of their project, perhaps of everybody, and for an administrator all. */
export async function visibleObjects<Object extends ApiObject>(
  { client, caller }: ProjectAccess,
  kind: KindDefinition,
  whose: 'Own' | 'WithPublic',
): Promise<readonly Object[]> {
  const namespaces = isAdmin({ caller }) ? [undefined] : [caller.projectID, ...(whose === 'WithPublic' ? [publicNamespace] : [])];
  const objects = client.resource(kind);
  const lists = await Promise.all(namespaces.map((namespace) => objects.list(namespace === undefined ? {} : { namespace })));
  return lists
    .flatMap(({ items }) => items as readonly ApiObject[] as readonly Object[])
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}
