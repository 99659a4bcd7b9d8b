import { ApiClient } from '#apis/client/api-client.ts';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { effectiveRoles, type Caller } from '#apis/openstack/caller.ts';
import { ProjectSetup } from '#apis/openstack/project-setup.ts';
import { Cloud, type CloudOptions } from '#cmd/nova-api/cloud/cloud.ts';
import { followObjects, runInformers, whenSynced, type KnownObjects } from '#cmd/nova-api/cloud/known-objects.ts';
import { NovaServer } from '#cmd/nova-api/nova-server.ts';
import { allRoutes } from '#cmd/nova-api/routes/all-routes.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { InProcessApiServer } from './in-process-api-server.ts';

export interface NovaReply {
  readonly code: number;
  readonly headers: Headers;
  /** Empty where there is none. */
  readonly body: Record<string, unknown>;
}

export interface NovaRequestOptions {
  readonly version?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The Nova API on a real api-server in memory, with nobody behind that does anything: a server stays as it was declared until a test writes its status. A
 * token is `ROLE@PROJECT`.
 */
export class NovaDesk {
  readonly #stopping: AbortController;
  readonly #server: NovaServer;
  readonly #apiServer: InProcessApiServer;
  /** Without a path. */
  readonly url: string;
  readonly storage: Storage;
  /** With all rights. */
  readonly operator: ApiClient;
  readonly known: KnownObjects;

  private constructor(parts: DeskParts) {
    this.#server = parts.server;
    this.#apiServer = parts.apiServer;
    this.#stopping = parts.stopping;
    this.url = parts.url;
    this.storage = parts.apiServer.storage;
    this.operator = parts.apiServer.client();
    this.known = parts.known;
  }

  /** `tokens`: who tells whose a token is, if it is not `ROLE@PROJECT`. */
  static async open(options: NovaDeskOptions = {}): Promise<NovaDesk> {
    const { glance, tokens = { verify: callerOfWord }, logger = silentLogger, waits = new SystemClock() } = options;
    const [clock, random] = [new SystemClock(), new SystemRandom()];
    const apiServer = new InProcessApiServer({ clock });
    await apiServer.ready;
    const transport = apiServer.transport({ kind: 'Verified', commonName: 'tycho-nova-api', organizations: [] });
    const client = new ApiClient({ transport });
    const known = followObjects({ client, clock, random, logger: silentLogger });
    const stopping = new AbortController();
    void runInformers(known, stopping.signal);
    await whenSynced(known, stopping.signal);
    const projects = new ProjectSetup({ client });
    const cloud = new Cloud({ known, transport, projects, consoleURL: 'https://api.test', glance, clock: waits, random });
    const server = new NovaServer({ routes: allRoutes(cloud), tokens, publicURL: undefined, random, logger });
    const { host, port } = await server.listen({ host: '127.0.0.1', port: 0 });
    return new NovaDesk({ server, apiServer, stopping, url: `http://${host}:${port}`, known });
  }

  /** A request of `ROLE@PROJECT`. Paths begin behind `/v2.1`. */
  async ask(who: string, method: string, path: string, { version, body, headers }: NovaRequestOptions = {}): Promise<NovaReply> {
    const answer = await fetch(`${this.url}/v2.1${path}`, {
      method,
      headers: {
        'x-auth-token': who,
        ...(version === undefined ? {} : { 'openstack-api-version': `compute ${version}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { code: answer.status, headers: answer.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort(new Error('the test is over'));
    await this.#server.close();
    this.#apiServer.close();
  }
}

export interface NovaDeskOptions {
  readonly glance?: CloudOptions['glance'];
  readonly tokens?: { readonly verify: (token: string) => Promise<Caller> };
  /** Is told what becomes a fault of our own. */
  readonly logger?: Logger;
  /** The clock of what answers wait for. */
  readonly waits?: Clock;
}

interface DeskParts {
  readonly server: NovaServer;
  readonly apiServer: InProcessApiServer;
  readonly stopping: AbortController;
  readonly url: string;
  readonly known: KnownObjects;
}

async function callerOfWord(token: string): Promise<Caller> {
  const [role = '', projectID = ''] = token.split('@');
  const roles = effectiveRoles([role]);
  if (roles.size === 0 || projectID === '') throw new UnauthorizedError('no good token');
  return { userID: `${role}-id`, userName: role, projectID, projectName: projectID, roles, expiresAt: new Date(Date.now() + 3_600_000) };
}
