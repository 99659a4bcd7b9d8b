import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from '#apis/machinery/logger.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import { isProjectID } from '#apis/openstack/project-setup.ts';
import type { ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { answerToBrokenRequest } from './http/broken-request.ts';
import { faultOfError } from './http/fault-of-error.ts';
import { faultBody, NovaFault } from './http/nova-fault.ts';
import { inItsVersions } from './microversions/endpoint-versions.ts';
import { negotiate, versionHeaders, versionText } from './microversions/microversion.ts';
import { raise } from './microversions/requests.ts';
import { isAllowed, type NovaAnswer, type Route } from './routes/route.ts';
import { legacyVersionDocument, versionList } from './routes/version-routes.ts';
import { validateBody, validateQuery } from './schemas/request-schemas.ts';

export interface NovaServerOptions {
  readonly routes: readonly Route[];
  /** Whom a token speaks for. Throws UnauthorizedError. */
  readonly tokens: { readonly verify: (token: string) => Promise<Caller> };
  /** What links begin with; absent: by what the client called us. */
  readonly publicURL: string | undefined;
  readonly random: Random;
  readonly logger: Logger;
}

/** As Nova's own default (oslo.middleware, max_request_body_size). */
const longestBody = 114_688;

/** Listens for clients of the Compute API. */
export class NovaServer {
  readonly #options: NovaServerOptions;
  readonly #server: FastifyInstance;

  constructor(options: NovaServerOptions) {
    this.#options = options;
    this.#server = fastify({
      bodyLimit: longestBody,
      routerOptions: { maxParamLength: 512 },
      forceCloseConnections: true,
      requestTimeout: 60_000,
      exposeHeadRoutes: false,
      // What is no path at all never comes to a route.
      frameworkErrors: (error, request, reply) => void this.#refuse(request, reply, error),
      clientErrorHandler: ({ code }, socket) => {
        if (!socket.writable || code === 'ECONNRESET') socket.destroy();
        else socket.end(answerToBrokenRequest(code, `req-${options.random.uuid()}`));
      },
    });
    this.#server.removeAllContentTypeParsers();
    this.#server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    this.#server.setNotFoundHandler((request, reply) => this.#refuseUnknown(request, reply));
    this.#server.setErrorHandler((error, request, reply) => this.#refuse(request, reply, error));
    this.#server.get('/', (_request, reply) => send(reply, versionList(this.#origin(_request))));
    for (const path of ['/v2', '/v2/'])
      this.#server.get(path, (request, reply) => {
        this.#requestID(request, reply);
        return send(reply, legacyVersionDocument(this.#origin(request)));
      });
    for (const [path, routes] of byPath(options.routes)) {
      for (const prefix of path === '' ? ['/v2.1', '/v2.1/'] : ['/v2.1', '/v2.1/:project_id', '/v2', '/v2/:project_id'])
        this.#server.route({
          method: allMethods,
          url: `${prefix}${path}`,
          handler: (request, reply) => this.#answer(path, routes, request, reply),
        });
    }
  }

  /** Resolves with the address once it listens. */
  async listen({ host, port }: ListenAddress): Promise<ListenAddress> {
    await this.#server.listen({ host, port });
    const [bound] = this.#server.addresses() as AddressInfo[];
    return { host: bound?.address ?? host, port: bound?.port ?? port };
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #answer(path: string, routes: readonly Route[], request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const version = isLegacy(request) ? legacyVersion : negotiate(request.headers as Readonly<Record<string, string | undefined>>);
    reply.headers(versionHeaders(versionText(version)));
    const route = chooseRoute(routes, request.method, version);
    const { project_id: project, ...parameters } = request.params as Record<string, string>;
    // A path that ends where a name should stand is no path.
    if (Object.values(parameters).includes('')) throw new NovaFault(404, 'The resource could not be found.');
    const caller = route.policy === 'anybody' ? nobody : await this.#callerOf(request, project);
    const url = new URL(request.url, 'http://nova');
    // As with Nova, what makes no sense is told to everybody, before it is asked who may.
    if (route.query !== undefined) validateQuery(route.query, version, url.searchParams);
    const body = bodyOf(request);
    if (route.request !== undefined) validateBody(route.request, version, body);
    if (!isAllowed(caller, route.policy))
      throw new NovaFault(403, `Policy doesn't allow ${route.rule ?? `os_compute_api:${path.slice(1)}`} to be performed.`);
    if (route.request !== undefined) raise(route.request, body as Record<string, unknown>, version);
    const links = { origin: this.#origin(request), project };
    const answer = await route.handle({
      caller,
      token: tokenOf(request),
      version,
      parameters,
      query: url.searchParams,
      body: (body ?? {}) as Record<string, unknown>,
      path: url.pathname.replace(/^\/v2(\.1)?/, '').replace(project === undefined ? '' : `/${project}`, ''),
      links,
      requestID: this.#requestID(request, reply),
    });
    return send(reply, answer);
  }

  async #callerOf(request: FastifyRequest, project: string | undefined): Promise<Caller> {
    const token = tokenOf(request);
    if (token === '') throw unauthorized();
    const caller = await this.#verify(token);
    if (!isProjectID(caller.projectID)) throw new NovaFault(403, `The project ${caller.projectID} cannot have servers here.`);
    if (project !== undefined && project !== caller.projectID && !caller.roles.has('admin'))
      throw new NovaFault(
        400,
        `Malformed request URL: URL's project_id '${project}' doesn't match Context's project_id '${caller.projectID}'`,
      );
    return caller;
  }

  async #verify(token: string): Promise<Caller> {
    try {
      return await this.#options.tokens.verify(token);
    } catch (error) {
      throw error instanceof UnauthorizedError ? unauthorized(error) : error;
    }
  }

  /** Whoever asks for what some other version had is told the version. */
  #refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (request.url.startsWith('/v2.1/'))
      reply.headers(versionHeaders(versionText(negotiate(request.headers as Readonly<Record<string, string | undefined>>))));
    return this.#refuse(request, reply, new NovaFault(404, 'The resource could not be found.'));
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const requestID = this.#requestID(request, reply);
    const fault = faultOfError(error) ?? faultOfFramework(error);
    if (fault.code >= 500) this.#options.logger.error({ error, requestID, method: request.method, url: request.url }, 'request failed');
    return reply.code(fault.code).headers(fault.headers).send(faultBody(fault));
  }

  /** One for each request, told in each answer. */
  #requestID(_request: FastifyRequest, reply: FastifyReply): string {
    const known = reply.getHeader('x-compute-request-id');
    if (typeof known === 'string') return known;
    const id = `req-${this.#options.random.uuid()}`;
    reply.headers({ 'x-compute-request-id': id, 'x-openstack-request-id': id });
    return id;
  }

  #origin({ headers }: FastifyRequest): string {
    return this.#options.publicURL ?? `http://${headers.host ?? 'localhost'}`;
  }
}

const allMethods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];

const nobody: Caller = { userID: '', userName: '', projectID: '', projectName: '', roles: new Set(), expiresAt: new Date(0) };

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  return Map.groupBy(routes.map(inItsVersions), ({ path }) => path);
}

/** What the path does not have, in this version or in any, is not found: Nova knows no 405. */
function chooseRoute(routes: readonly Route[], method: string, version: number): Route {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const route = routes.find(({ method: own, since = 1, until = Infinity }) => own === wanted && version >= since && version <= until);
  if (route === undefined) throw new NovaFault(404, 'The resource could not be found.');
  return route;
}

/** What `/v2` answers in, whatever the headers say: it is from before there were versions. */
const legacyVersion = 1;

function isLegacy({ url }: FastifyRequest): boolean {
  return url.startsWith('/v2/');
}

/** Throws for what is no UTF-8: nobody is to store what was not said. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What was sent, if it is JSON; undefined if nothing was. */
function bodyOf({ body, headers }: FastifyRequest): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  const type = (headers['content-type'] ?? 'application/json').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json' && !/^application\/vnd\.openstack\.compute(\.v2\.1)?\+json$/.test(type))
    throw new NovaFault(415, `Unsupported Content-Type ${type}`);
  try {
    return JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new NovaFault(400, 'Malformed request body', { cause });
  }
}

function send(reply: FastifyReply, { code, body, headers = {} }: NovaAnswer): FastifyReply {
  reply.code(code).headers(headers);
  if (body === undefined) return reply.send();
  // As bytes: the framework would add to a text how it is encoded, which Nova leaves out.
  return reply.header('content-type', 'application/json').send(Buffer.from(JSON.stringify(body)));
}

function unauthorized(cause?: Error): NovaFault {
  return new NovaFault(401, 'The request you have made requires authentication.', { cause, headers: { 'www-authenticate': 'Keystone' } });
}

/** What fastify refuses by itself has a code; everything else is our own fault. */
function faultOfFramework(error: unknown): NovaFault {
  const { statusCode, message } = error as { readonly statusCode?: number; readonly message?: string };
  if (statusCode === 413) return new NovaFault(413, 'Request is too large.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new NovaFault(statusCode, message ?? 'bad request');
  return new NovaFault(500, 'Unexpected API Error. Please report this to the operator of this cloud, with the id of the request.', {
    cause: error,
  });
}

function tokenOf({ headers }: FastifyRequest): string {
  const token = headers['x-auth-token'];
  return typeof token === 'string' ? token : '';
}
