import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LoopbackProgram } from './loopback-program.ts';

const run = promisify(execFile);
const scripts = fileURLToPath(new URL('../../hack/keystone/', import.meta.url));
/** Made once and copied for each Keystone. */
const template = fileURLToPath(new URL('../../build/keystone-template', import.meta.url));

/** The user that Keystone's bootstrap makes, administrator of everything. */
export const keystoneAdmin: Login = { userName: 'admin', password: 'admin-password', projectName: 'admin' };
/** As whom services of ours ask about tokens. */
export const keystoneService: Login = { userName: 'nova', password: 'nova-password', projectName: 'service' };

/** Whoever logs in: in the domain `Default`, and without a project for a token that has no scope. */
export interface Login {
  readonly userName: string;
  readonly password: string;
  readonly projectName?: string;
}

export interface IdentityToken {
  readonly token: string;
  readonly userID: string;
  readonly projectID: string | undefined;
  readonly expiresAt: Date;
}

/**
 * A real Keystone of one test file (Debian's, with SQLite and fernet tokens), on a port of its own on loopback. It has the roles reader, member, manager,
 * admin and service, of which each but the last implies the one before, and the projects `admin` and `service`.
 */
export class Keystone {
  /** Without `/v3`. */
  readonly url: string;
  readonly #folder: string;
  readonly #program: LoopbackProgram;
  readonly #ids = new Map<string, string>();
  #adminToken = '';

  private constructor(url: string, folder: string, program: LoopbackProgram) {
    this.url = url;
    this.#folder = folder;
    this.#program = program;
  }

  /** Takes two seconds, and five more the first time. */
  static async start(): Promise<Keystone> {
    await run(join(scripts, 'prepare.sh'), [template]);
    const folder = await mkdtemp(join(tmpdir(), 'tycho-keystone-'));
    await cp(template, folder, { recursive: true });
    const { program, line } = await LoopbackProgram.start({
      name: 'Keystone',
      program: join(scripts, 'serve.py'),
      flags: [folder],
      folder,
    });
    const keystone = new Keystone(line, folder, program);
    await keystone.#setUp();
    return keystone;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#program[Symbol.asyncDispose]();
  }

  /** Its own log, and what its server complained of, for a test that failed. */
  async log(): Promise<string> {
    const [log, errors] = await Promise.all(['keystone.log', 'errors.log'].map((name) => readFile(join(this.#folder, name), 'utf8')));
    return `${log}${errors}`;
  }

  /** Makes a project and gives its id. */
  async createProject(name: string): Promise<string> {
    const { project } = await this.asAdmin('POST', '/projects', { project: { name, domain_id: 'default' } });
    return this.#keep(`projects/${name}`, project!.id);
  }

  /** Makes a user, with roles in projects that are already there, and gives its id. */
  async createUser({ userName, password }: Login, roles: Readonly<Record<string, readonly string[]>> = {}): Promise<string> {
    const { user } = await this.asAdmin('POST', '/users', { user: { name: userName, password, domain_id: 'default' } });
    for (const [project, names] of Object.entries(roles)) {
      for (const role of names) {
        await this.asAdmin('PUT', `/projects/${this.#id(`projects/${project}`)}/users/${user!.id}/roles/${this.#id(`roles/${role}`)}`);
      }
    }
    return user!.id;
  }

  /** Puts a service into the catalogue, under one address for everybody. */
  async addService(type: string, url: string, name = type): Promise<void> {
    const { service } = await this.asAdmin('POST', '/services', { service: { type, name } });
    const endpoint = { service_id: service!.id, url, region_id: 'RegionOne' };
    for (const face of ['public', 'internal', 'admin']) {
      await this.asAdmin('POST', '/endpoints', { endpoint: { ...endpoint, interface: face } });
    }
  }

  async logIn({ userName, password, projectName }: Login): Promise<IdentityToken> {
    const domain = { id: 'default' };
    const answer = await fetch(`${this.url}/v3/auth/tokens?nocatalog`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: { methods: ['password'], password: { user: { name: userName, password, domain } } },
          ...(projectName === undefined ? {} : { scope: { project: { name: projectName, domain } } }),
        },
      }),
    });
    if (answer.status !== 201) throw new Error(`Keystone gave ${userName} no token: ${answer.status} ${await answer.text()}`);
    const { token } = (await answer.json()) as { token: { user: { id: string }; project?: { id: string }; expires_at: string } };
    const expiresAt = new Date(token.expires_at);
    return { token: answer.headers.get('x-subject-token')!, userID: token.user.id, projectID: token.project?.id, expiresAt };
  }

  /** Takes a token back before it ends. */
  async revoke(token: string): Promise<void> {
    await this.asAdmin('DELETE', '/auth/tokens', undefined, { 'x-subject-token': token });
  }

  /** A request below `/v3` as the administrator. Rejects when it is refused. */
  async asAdmin(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Readonly<Record<string, { readonly id: string } | undefined>>> {
    const answer = await fetch(`${this.url}/v3${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-auth-token': this.#adminToken, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Keystone answered ${method} ${path} with ${answer.status}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, { id: string }>);
  }

  async #setUp(): Promise<void> {
    const admin = await this.logIn(keystoneAdmin);
    this.#adminToken = admin.token;
    this.#keep('projects/admin', admin.projectID!);
    const { roles } = (await this.asAdmin('GET', '/roles')) as unknown as { roles: { id: string; name: string }[] };
    for (const { id, name } of roles) this.#keep(`roles/${name}`, id);
    for (const name of ['manager', 'service']) {
      this.#keep(`roles/${name}`, (await this.asAdmin('POST', '/roles', { role: { name } }))['role']!.id);
    }
    for (const [role, implied] of [
      ['admin', 'manager'],
      ['manager', 'member'],
    ]) {
      await this.asAdmin('PUT', `/roles/${this.#id(`roles/${role}`)}/implies/${this.#id(`roles/${implied}`)}`);
    }
    await this.createProject('service');
    await this.createUser(keystoneService, { service: ['service'] });
  }

  #keep(name: string, id: string): string {
    this.#ids.set(name, id);
    return id;
  }

  #id(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`this Keystone has no ${name}`);
    return id;
  }
}
