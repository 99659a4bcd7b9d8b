import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { effectiveRoles, projectRoles } from '#apis/openstack/caller.ts';
import { authenticationWanted, Fault } from '../http/fault.ts';
import { catalogOf, type ServicePlaces } from './catalog.ts';
import { domain, type Project, type User } from './directory.ts';
import type { Holder, Identity } from './identity.ts';
import { domainView, projectView, roleView, tokenView, userView, versionView } from './identity-views.ts';
import { parseLogin } from './login-request.ts';
import { InvalidTokenError } from './tokens.ts';

export interface IdentityRoutesOptions {
  readonly identity: Identity;
  /** Read at each request: the port may be known only once it is open. */
  readonly places: () => ServicePlaces;
}

/** Identity API v3 below `/identity`, as far as clients need it to log in and to say who they are. Users are declared in a file: nothing is written here. */
export function addIdentityRoutes(app: FastifyInstance, options: IdentityRoutesOptions): void {
  const routes = new IdentityRoutes(options);
  const base = (): string => `${options.places().publicURL}/identity/v3`;
  app.get('/', (_request, reply) => reply.code(300).send({ versions: { values: [versionView(base())] } }));
  app.get('/v3', () => ({ version: versionView(base()) }));
  app.post('/v3/auth/tokens', (request, reply) => routes.logIn(request, reply));
  app.get('/v3/auth/tokens', (request, reply) => routes.validate(request, reply));
  app.delete('/v3/auth/tokens', (request, reply) => routes.revoke(request, reply));
  app.get('/v3/auth/catalog', (request) => routes.catalog(request));
  app.get('/v3/auth/projects', (request) => routes.ownProjects(request));
  app.get('/v3/auth/domains', (request) => routes.ownDomains(request));
  app.get<Named>('/v3/projects', (request) => routes.projects(request));
  app.get<ByID>('/v3/projects/:id', (request) => routes.project(request));
  app.get<Named>('/v3/users', (request) => routes.users(request));
  app.get<ByID>('/v3/users/:id', (request) => routes.user(request));
  app.get<ByID>('/v3/users/:id/projects', (request) => routes.projectsOfUser(request));
  app.get<Named>('/v3/domains', (request) => routes.domains(request));
  app.get<ByID>('/v3/domains/:id', (request) => routes.domain(request));
  app.get<Named>('/v3/roles', (request) => routes.roles(request));
}

interface Named {
  Querystring: { readonly name?: string; readonly domain_id?: string };
}

interface ByID {
  Params: { readonly id: string };
}

class IdentityRoutes {
  readonly #identity: Identity;
  readonly #places: () => ServicePlaces;

  constructor({ identity, places }: IdentityRoutesOptions) {
    this.#identity = identity;
    this.#places = places;
  }

  get #base(): string {
    return `${this.#places().publicURL}/identity/v3`;
  }

  async logIn(request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const { text, holder } = await this.#identity.logIn(parseLogin(request.body), request.ip);
    void reply.code(201).header('x-subject-token', text).header('vary', 'X-Auth-Token');
    return this.#tokenBody(holder, request);
  }

  /** Services look at everybody's tokens, and everybody at their own. */
  async validate(request: FastifyRequest, reply: FastifyReply): Promise<object> {
    const { subject, text } = await this.#subjectOf(request, ['service', 'admin']);
    void reply.header('x-subject-token', text).header('vary', 'X-Auth-Token');
    return this.#tokenBody(subject, request);
  }

  async revoke(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { subject } = await this.#subjectOf(request, ['admin']);
    this.#identity.revoke(subject.token);
    await reply.code(204).send();
  }

  /** Who asks. Throws a {@link Fault} of 401. */
  async holderOf(request: FastifyRequest): Promise<Holder> {
    try {
      return await this.#identity.holder(headerOf(request, 'x-auth-token'));
    } catch (error) {
      if (error instanceof InvalidTokenError) throw new Fault(401, authenticationWanted, { cause: error });
      throw error;
    }
  }

  async projects(request: FastifyRequest<Named>): Promise<object> {
    await this.#requireAdmin(request, 'identity:list_projects');
    const { projects } = await this.#identity.directory();
    return this.#projectList([...projects.values()].filter(matching(request.query)), '/projects');
  }

  async project(request: FastifyRequest<ByID>): Promise<object> {
    const { id } = request.params;
    const holder = await this.holderOf(request);
    if (!isAdmin(holder) && !holder.user.roles.has(id)) throw forbidden('identity:get_project');
    const project = (await this.#identity.directory()).projects.get(id);
    if (project === undefined) throw new Fault(404, `Could not find project: ${id}.`);
    return { project: projectView(project, this.#base) };
  }

  async users(request: FastifyRequest<Named>): Promise<object> {
    await this.#requireAdmin(request, 'identity:list_users');
    const { users } = await this.#identity.directory();
    const found = [...users.values()].filter(matching(request.query));
    return { users: found.map((user) => userView(user, this.#base)), links: this.#links('/users') };
  }

  async user(request: FastifyRequest<ByID>): Promise<object> {
    const { id } = request.params;
    const holder = await this.holderOf(request);
    if (!isAdmin(holder) && holder.user.id !== id) throw forbidden('identity:get_user');
    const user = (await this.#identity.directory()).users.get(id);
    if (user === undefined) throw new Fault(404, `Could not find user: ${id}.`);
    return { user: userView(user, this.#base) };
  }

  async projectsOfUser(request: FastifyRequest<ByID>): Promise<object> {
    const { id } = request.params;
    const holder = await this.holderOf(request);
    if (!isAdmin(holder) && holder.user.id !== id) throw forbidden('identity:list_user_projects');
    const user = (await this.#identity.directory()).users.get(id);
    if (user === undefined) throw new Fault(404, `Could not find user: ${id}.`);
    return this.#projectsOf(user, `/users/${id}/projects`);
  }

  async catalog(request: FastifyRequest): Promise<object> {
    await this.holderOf(request);
    return { catalog: catalogOf(this.#places()), links: { self: `${this.#base}/auth/catalog` } };
  }

  async ownProjects(request: FastifyRequest): Promise<object> {
    return this.#projectsOf((await this.holderOf(request)).user, '/auth/projects');
  }

  /** Nobody has a role in the domain itself. */
  async ownDomains(request: FastifyRequest): Promise<object> {
    await this.holderOf(request);
    return { domains: [], links: this.#links('/auth/domains') };
  }

  async domains(request: FastifyRequest<Named>): Promise<object> {
    await this.holderOf(request);
    const { name } = request.query;
    return { domains: name === undefined || name === domain.name ? [domainView(this.#base)] : [], links: this.#links('/domains') };
  }

  async domain(request: FastifyRequest<ByID>): Promise<object> {
    await this.holderOf(request);
    if (request.params.id !== domain.id) throw new Fault(404, `Could not find domain: ${request.params.id}.`);
    return { domain: domainView(this.#base) };
  }

  async roles(request: FastifyRequest<Named>): Promise<object> {
    await this.#requireAdmin(request, 'identity:list_roles');
    const names = projectRoles.filter((name) => request.query.name === undefined || name === request.query.name);
    return { roles: names.map((name) => roleView(name, this.#base)), links: this.#links('/roles') };
  }

  /** Whose token the request is about: another's only for those with one of these roles. */
  async #subjectOf(request: FastifyRequest, roles: readonly string[]): Promise<{ readonly subject: Holder; readonly text: string }> {
    const asking = await this.holderOf(request);
    const text = headerOf(request, 'x-subject-token');
    const isOwn = text === headerOf(request, 'x-auth-token');
    if (!isOwn && !roles.some((role) => asking.roles.includes(role)))
      throw forbidden(`identity:${request.method === 'DELETE' ? 'revoke_token' : 'validate_token'}`);
    try {
      return { subject: isOwn ? asking : await this.#identity.holder(text), text };
    } catch (error) {
      if (error instanceof InvalidTokenError) throw new Fault(404, 'Could not find token.', { cause: error });
      throw error;
    }
  }

  async #requireAdmin(request: FastifyRequest, action: string): Promise<void> {
    if (!isAdmin(await this.holderOf(request))) throw forbidden(action);
  }

  #tokenBody(holder: Holder, request: FastifyRequest): object {
    const wantsCatalog = holder.project !== undefined && !('nocatalog' in (request.query as object));
    return { token: { ...tokenView(holder), ...(wantsCatalog ? { catalog: catalogOf(this.#places()) } : {}) } };
  }

  async #projectsOf({ roles }: User, path: string): Promise<object> {
    const { projects } = await this.#identity.directory();
    return this.#projectList(
      [...projects.values()].filter(({ id }) => roles.has(id)),
      path,
    );
  }

  #projectList(projects: readonly Project[], path: string): object {
    return { projects: projects.map((project) => projectView(project, this.#base)), links: this.#links(path) };
  }

  #links(path: string): object {
    return { next: null, self: `${this.#base}${path}`, previous: null };
  }
}

function isAdmin({ roles }: Holder): boolean {
  return effectiveRoles(roles).has('admin');
}

function forbidden(action: string): Fault {
  return new Fault(403, `You are not authorized to perform the requested action: ${action}.`);
}

function matching({ name, domain_id: domainID }: Named['Querystring']): (item: { readonly name: string }) => boolean {
  return (item) => (name === undefined || item.name === name) && (domainID === undefined || domainID === domain.id);
}

/** Empty when it is not there. */
function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
