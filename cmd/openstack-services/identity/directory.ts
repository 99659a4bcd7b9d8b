import { createHash } from 'node:crypto';
import { parsePasswordHash, type PasswordHash } from '#apis/openstack/password-hash.ts';
import { isProjectID } from '#apis/openstack/project-setup.ts';
import { knownFieldsOf, parseOperatorFile } from '#cmd/bootstrap/operator-file.ts';

/** A project that users may have roles in. Its id is the name of its Namespace. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A secret with its hash. */
export interface Secret {
  readonly hash: PasswordHash;
  /** Changes with the hash, and tells nothing of it: tokens that were given for another secret are no longer good. */
  readonly mark: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  /** Absent: the user has application credentials only. */
  readonly password: Secret | undefined;
  readonly defaultProjectID: string | undefined;
  /** Roles by the id of the project. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
}

/** With which a program logs in as a user, with some of their roles in one project. */
export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly user: User;
  readonly secret: Secret;
  readonly projectID: string;
  readonly roles: readonly string[];
  readonly expiresAt: Date | undefined;
}

/** Who is known, as the file of users says. All are in one domain. */
export interface Directory {
  readonly projects: ReadonlyMap<string, Project>;
  /** By id. */
  readonly users: ReadonlyMap<string, User>;
  /** By id. */
  readonly applicationCredentials: ReadonlyMap<string, ApplicationCredential>;
}

/** The one domain. */
export const domain = { id: 'default', name: 'Default' } as const;

/** A larger file is refused. */
export const mostDirectoryBytes = 4 * 1024 * 1024;

/** Reads the file of users: YAML, of which every field is known. Throws a RangeError that names the field. Secrets are in no message. */
export function parseDirectory(text: string): Directory {
  if (text.length > mostDirectoryBytes) throw new RangeError(`it is longer than ${mostDirectoryBytes} bytes`);
  const document = knownFieldsOf(parseOperatorFile(text, 'the file of users'), 'the file of users', ['projects', 'users']);
  const projects = byID(
    listOf(document['projects'], 'projects').map((each, position) => projectOf(each, `projects[${position}]`)),
    'projects',
  );
  requireUnique(
    [...projects.values()].map(({ name }) => name),
    'projects',
    'name',
  );
  const parsed = listOf(document['users'], 'users').map((each, position) => userOf(each, `users[${position}]`, projects));
  const users = byID(
    parsed.map(({ user }) => user),
    'users',
  );
  requireUnique(
    parsed.map(({ user }) => user.name),
    'users',
    'name',
  );
  const credentials = parsed.flatMap((each) => each.credentials);
  return { projects, users, applicationCredentials: byID(credentials, 'applicationCredentials') };
}

function projectOf(value: unknown, field: string): Project {
  const fields = knownFieldsOf(value, field, ['id', 'name', 'description']);
  const id = textOf(fields['id'], `${field}.id`);
  if (!isProjectID(id)) throw new RangeError(`${field}.id: ${JSON.stringify(id)} cannot be the name of a Namespace for a project`);
  return {
    id,
    name: fields['name'] === undefined ? id : textOf(fields['name'], `${field}.name`),
    description: fields['description'] === undefined ? '' : textOf(fields['description'], `${field}.description`),
  };
}

interface ParsedUser {
  readonly user: User;
  readonly credentials: readonly ApplicationCredential[];
}

const userFields = ['id', 'name', 'passwordHash', 'defaultProject', 'roles', 'applicationCredentials'];

function userOf(value: unknown, field: string, projects: ReadonlyMap<string, Project>): ParsedUser {
  const fields = knownFieldsOf(value, field, userFields);
  const name = textOf(fields['name'], `${field}.name`);
  const defaultProjectID = fields['defaultProject'] === undefined ? undefined : textOf(fields['defaultProject'], `${field}.defaultProject`);
  const roles = rolesOf(fields['roles'], `${field}.roles`, projects);
  if (defaultProjectID !== undefined && !roles.has(defaultProjectID)) {
    throw new RangeError(`${field}.defaultProject: the user has no role in ${JSON.stringify(defaultProjectID)}`);
  }
  const user: User = {
    id: idOf(fields['id'] ?? name, `${field}.${fields['id'] === undefined ? 'name' : 'id'}`),
    name,
    password: fields['passwordHash'] === undefined ? undefined : secretOf(fields['passwordHash'], `${field}.passwordHash`),
    defaultProjectID,
    roles,
  };
  const list =
    fields['applicationCredentials'] === undefined ? [] : listOf(fields['applicationCredentials'], `${field}.applicationCredentials`);
  return { user, credentials: list.map((each, position) => credentialOf(each, `${field}.applicationCredentials[${position}]`, user)) };
}

function rolesOf(value: unknown, field: string, projects: ReadonlyMap<string, Project>): User['roles'] {
  const fields = knownFieldsOf(value ?? {}, field, [...projects.keys()]);
  return new Map(Object.entries(fields).map(([project, roles]) => [project, roleNames(roles, `${field}.${project}`)]));
}

function roleNames(value: unknown, field: string): readonly string[] {
  return listOf(value, field).map((role, position) => {
    const name = textOf(role, `${field}[${position}]`);
    if (!/^[\w-]{1,64}$/.test(name)) throw new RangeError(`${field}[${position}]: a role is 1 to 64 letters, digits, "-" and "_"`);
    return name;
  });
}

const credentialFields = ['id', 'name', 'secretHash', 'project', 'roles', 'expiresAt'];

function credentialOf(value: unknown, field: string, user: User): ApplicationCredential {
  const fields = knownFieldsOf(value, field, credentialFields);
  const projectID = textOf(fields['project'], `${field}.project`);
  const own = user.roles.get(projectID);
  if (own === undefined) throw new RangeError(`${field}.project: the user has no role in ${JSON.stringify(projectID)}`);
  const roles = fields['roles'] === undefined ? own : roleNames(fields['roles'], `${field}.roles`);
  const beyond = roles.find((role) => !own.includes(role));
  if (beyond !== undefined) throw new RangeError(`${field}.roles: the user does not have the role ${JSON.stringify(beyond)} there`);
  const id = idOf(fields['id'], `${field}.id`);
  return {
    id,
    name: fields['name'] === undefined ? id : textOf(fields['name'], `${field}.name`),
    user,
    secret: secretOf(fields['secretHash'], `${field}.secretHash`),
    projectID,
    roles,
    expiresAt: fields['expiresAt'] === undefined ? undefined : timeOf(fields['expiresAt'], `${field}.expiresAt`),
  };
}

function secretOf(value: unknown, field: string): Secret {
  const hash = parsePasswordHash(typeof value === 'string' ? value : '');
  if (hash === undefined) throw new RangeError(`${field}: it is no hash of scrypt; \`tycho create openstack-user\` prints one`);
  return { hash, mark: createHash('sha256').update(hash.salt).update(hash.hash).digest('base64url').slice(0, 16) };
}

function timeOf(value: unknown, field: string): Date {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new RangeError(`${field}: it is no time, as "2030-01-31T12:00:00Z"`);
  return time;
}

/** Ids are parts of names in the api-server. */
function idOf(value: unknown, field: string): string {
  const id = textOf(value, field);
  if (!/^[\w.-]{1,64}$/.test(id)) throw new RangeError(`${field}: an id is 1 to 64 letters, digits, ".", "-" and "_"`);
  return id;
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 255)
    throw new RangeError(`${field}: it has to be a text of 1 to 255 characters`);
  return value;
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError(`${field}: it has to be a list`);
  return value;
}

function byID<Item extends { readonly id: string }>(items: readonly Item[], field: string): ReadonlyMap<string, Item> {
  requireUnique(
    items.map(({ id }) => id),
    field,
    'id',
  );
  return new Map(items.map((item) => [item.id, item]));
}

function requireUnique(values: readonly string[], field: string, what: string): void {
  const seen = new Set<string>();
  const twice = values.find((value) => seen.size === seen.add(value).size);
  if (twice !== undefined) throw new RangeError(`${field}: two have the ${what} ${JSON.stringify(twice)}`);
}
