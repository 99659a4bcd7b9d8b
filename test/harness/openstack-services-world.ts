import { ApiClient } from '#apis/client/api-client.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { effectiveRoles, type Caller } from '#apis/openstack/caller.ts';
import { ProjectSetup } from '#apis/openstack/project-setup.ts';
import { openApp, type Service } from '#cmd/openstack-services/http/open-app.ts';
import { ProjectClients } from '#cmd/openstack-services/http/project-client.ts';
import { InProcessApiServer } from './in-process-api-server.ts';
import { SeededRandom } from './seeded-random.ts';

/** What a service answered. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

/** Services beside the Compute API, without sockets, on a whole api-server; a token is `USER:PROJECT:ROLE`. */
export class OpenStackServicesWorld {
  readonly server: InProcessApiServer;
  /** The operator's. */
  readonly client: ApiClient;
  readonly random = new SeededRandom('openstack services');
  readonly #app: ReturnType<typeof openApp>;

  private constructor(
    server: InProcessApiServer,
    services: (clients: ProjectClients, random: SeededRandom) => Service | readonly Service[],
  ) {
    this.server = server;
    this.client = server.client();
    const transport = server.transport({ kind: 'Verified', commonName: 'tycho-openstack-services', organizations: [] });
    const projects = new ProjectSetup({ client: new ApiClient({ transport }) });
    const clients = new ProjectClients({ tokens: { verify: async (token) => callerOf(token) }, projects, transport });
    this.#app = openApp({ services: [services(clients, this.random)].flat(), logger: silentLogger, random: this.random });
  }

  static async start(
    services: (clients: ProjectClients, random: SeededRandom) => Service | readonly Service[],
  ): Promise<OpenStackServicesWorld> {
    const server = new InProcessApiServer({ clock: new SystemClock() });
    await server.ready;
    return new OpenStackServicesWorld(server, services);
  }

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    {
      token = 'demo:default:member',
      body,
      type = 'application/json',
    }: { readonly token?: string; readonly body?: unknown; readonly type?: string } = {},
  ): Promise<ServiceAnswer> {
    const headers = { ...(token === '' ? {} : { 'x-auth-token': token }), ...(body === undefined ? {} : { 'content-type': type }) };
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await this.#app.inject({ method, url, headers, ...(body === undefined ? {} : { payload }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? undefined : answer.json() };
  }

  async stop(): Promise<void> {
    await this.#app.close();
    this.server.close();
  }
}

function callerOf(token: string): Caller {
  const [userID = '', projectID = '', role = ''] = token.split(':');
  if (role === '') throw new UnauthorizedError('the token is not good');
  return { userID, userName: userID, projectID, projectName: projectID, roles: effectiveRoles([role]), expiresAt: new Date('2100-01-01') };
}
