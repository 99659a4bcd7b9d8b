import type { Clock } from '#apis/machinery/clock.ts';
import { UnauthorizedError } from '#apis/machinery/errors.ts';
import { effectiveRoles, type Caller } from '#apis/openstack/caller.ts';
import { isPassword, type PasswordHash } from '#apis/openstack/password-hash.ts';
import { authenticationWanted, Fault } from '../http/fault.ts';
import type { ApplicationCredential, Directory, Project, Secret, User } from './directory.ts';
import type { LoginLimits } from './login-limits.ts';
import type { LoginRequest, Reference } from './login-request.ts';
import { InvalidTokenError, type TokenContent, type Tokens } from './tokens.ts';

/** Whose a good token is, and what they may with it at this moment. */
export interface Holder {
  readonly token: TokenContent;
  readonly user: User;
  /** Absent: the token is for none. */
  readonly project: Project | undefined;
  /** As the file says, with those that they imply. */
  readonly roles: readonly string[];
}

export interface IdentityDependencies {
  readonly directory: { readonly current: () => Promise<Directory> };
  readonly tokens: Tokens;
  readonly limits: LoginLimits;
  readonly clock: Pick<Clock, 'now'>;
}

/** Who is known, and whose a token is. */
export class Identity {
  readonly #dependencies: IdentityDependencies;

  constructor(dependencies: IdentityDependencies) {
    this.#dependencies = dependencies;
  }

  directory(): Promise<Directory> {
    return this.#dependencies.directory.current();
  }

  /** Makes a token. Throws a {@link Fault}: 401 in the same words whoever is not known, or not with this secret; 429 after too many failures. */
  async logIn({ proof, scope }: LoginRequest, address: string): Promise<{ readonly text: string; readonly holder: Holder }> {
    const directory = await this.directory();
    const { tokens } = this.#dependencies;
    const known = proof.kind === 'Token' ? await this.#fromToken(proof.token) : await this.#fromSecret(proof, { directory, address });
    const projectID = projectOf(scope, known, directory);
    const credentialID = known.credential?.id;
    const content = { userID: known.user.id, projectID, methods: known.methods, credentialID, secretMark: known.secret.mark };
    const { text, content: token } = await tokens.issue(content, known.from);
    return { text, holder: holderOf(token, directory, this.#dependencies.clock.now()) ?? refuse() };
  }

  /** Throws {@link InvalidTokenError} also when its user or their roles are gone since, or their password is another. */
  async holder(text: string): Promise<Holder> {
    const token = await this.#dependencies.tokens.read(text);
    const holder = holderOf(token, await this.directory(), this.#dependencies.clock.now());
    if (holder === undefined) throw new InvalidTokenError('whose token it was has changed since');
    return holder;
  }

  revoke(token: TokenContent): void {
    this.#dependencies.tokens.revoke(token);
  }

  /** For the other services. Throws {@link UnauthorizedError} for a token that is not good, or for no project. */
  async verify(text: string): Promise<Caller> {
    try {
      const { user, project, roles, token } = await this.holder(text);
      if (project === undefined) throw new UnauthorizedError('the token is for no project');
      return {
        userID: user.id,
        userName: user.name,
        projectID: project.id,
        projectName: project.name,
        roles: effectiveRoles(roles),
        expiresAt: token.expiresAt,
      };
    } catch (error) {
      if (error instanceof InvalidTokenError) throw new UnauthorizedError(error.message, { cause: error });
      throw error;
    }
  }

  async #fromToken(text: string): Promise<Known> {
    try {
      const { token, user } = await this.holder(text);
      const credential =
        token.credentialID === undefined ? undefined : (await this.directory()).applicationCredentials.get(token.credentialID);
      const methods = [...new Set([...token.methods, 'token'])];
      return { user, credential, secret: { mark: token.secretMark }, methods, from: token };
    } catch (error) {
      if (error instanceof InvalidTokenError) throw new Fault(401, authenticationWanted, { cause: error });
      throw error;
    }
  }

  async #fromSecret(
    proof: Exclude<LoginRequest['proof'], { readonly kind: 'Token' }>,
    { directory, address }: { readonly directory: Directory; readonly address: string },
  ): Promise<Known> {
    const who = proof.kind === 'Password' ? passwordOwner(proof.user, directory) : credentialOwner(proof, directory);
    const name = JSON.stringify(proof.kind === 'Password' ? proof.user : [proof.credential, proof.user]);
    const outcome = await this.#dependencies.limits.try({ user: name, address }, async () => {
      // Somebody who is not known takes as long as somebody who is.
      const isRight = await isPassword(
        proof.kind === 'Password' ? proof.password : proof.secret,
        who?.secret.hash ?? hashOfNobody(name, directory),
      );
      return isRight ? who : undefined;
    });
    if (outcome.kind === 'Wait') {
      throw new Fault(429, `Too many attempts to log in; try again in ${outcome.seconds} seconds.`, { retryAfterSeconds: outcome.seconds });
    }
    const { result } = outcome;
    const expiresAt = result?.credential?.expiresAt;
    if (result === undefined || (expiresAt !== undefined && expiresAt <= this.#dependencies.clock.now())) return refuse();
    return { ...result, methods: [proof.kind === 'Password' ? 'password' : 'application_credential'], from: undefined };
  }
}

interface Known {
  readonly user: User;
  readonly credential: ApplicationCredential | undefined;
  readonly secret: Pick<Secret, 'mark'>;
  readonly methods: readonly string[];
  readonly from: TokenContent | undefined;
}

interface SecretOwner {
  readonly user: User;
  readonly credential: ApplicationCredential | undefined;
  readonly secret: Secret;
}

function refuse(): never {
  throw new Fault(401, authenticationWanted);
}

function userAt(reference: Reference, { users }: Directory): User | undefined {
  return reference.kind === 'ID' ? users.get(reference.id) : [...users.values()].find(({ name }) => name === reference.name);
}

function passwordOwner(reference: Reference, directory: Directory): SecretOwner | undefined {
  const user = userAt(reference, directory);
  return user?.password === undefined ? undefined : { user, credential: undefined, secret: user.password };
}

function credentialOwner(
  { credential: reference, user: owner }: LoginRequest['proof'] & { readonly kind: 'ApplicationCredential' },
  directory: Directory,
): SecretOwner | undefined {
  const ofUser = owner === undefined ? undefined : userAt(owner, directory);
  const credential =
    reference.kind === 'ID'
      ? directory.applicationCredentials.get(reference.id)
      : [...directory.applicationCredentials.values()].find(({ name, user }) => name === reference.name && user.id === ofUser?.id);
  return credential === undefined ? undefined : { user: credential.user, credential, secret: credential.secret };
}

/** The project that a token is to be for. A credential is for its own, and a token that came from one too. */
function projectOf(scope: LoginRequest['scope'], { user, credential }: Known, directory: Directory): string | undefined {
  if (credential !== undefined) {
    if (scope.kind === 'Project' && projectAt(scope.project, directory)?.id !== credential.projectID) return refuse();
    return credential.projectID;
  }
  switch (scope.kind) {
    case 'Unscoped':
      return undefined;
    case 'Default':
      return user.defaultProjectID;
    case 'Project': {
      const id = projectAt(scope.project, directory)?.id;
      return id !== undefined && user.roles.has(id) ? id : refuse();
    }
  }
}

function projectAt(reference: Reference, { projects }: Directory): Project | undefined {
  return reference.kind === 'ID' ? projects.get(reference.id) : [...projects.values()].find(({ name }) => name === reference.name);
}

/** What a token is good for now; undefined: nothing any more. */
function holderOf(token: TokenContent, directory: Directory, now: Date): Holder | undefined {
  const user = directory.users.get(token.userID);
  const credential = token.credentialID === undefined ? undefined : directory.applicationCredentials.get(token.credentialID);
  const secret = token.credentialID === undefined ? user?.password : credential?.secret;
  if (user === undefined || secret?.mark !== token.secretMark) return undefined;
  if (credential !== undefined && (credential.user.id !== user.id || credential.projectID !== token.projectID)) return undefined;
  if (credential?.expiresAt !== undefined && credential.expiresAt <= now) return undefined;
  if (token.projectID === undefined) return { token, user, project: undefined, roles: [] };
  const [project, roles] = [directory.projects.get(token.projectID), credential?.roles ?? user.roles.get(token.projectID)];
  return project === undefined || roles === undefined ? undefined : { token, user, project, roles: withImplied(roles) };
}

function withImplied(roles: readonly string[]): readonly string[] {
  return [...new Set([...roles, ...effectiveRoles(roles)])];
}

/** Of a secret that nobody knows, as hard as that of one of the users: how long a refusal takes says nothing of who is known. */
function hashOfNobody(name: string, { users }: Directory): PasswordHash {
  const hashes = [...users.values()].flatMap(({ password }) => (password === undefined ? [] : [password.hash]));
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0);
  const like = hashes[sum % hashes.length] ?? { logRounds: 15, blockSize: 8, parallelism: 3 };
  return { ...like, salt: new Uint8Array(16), hash: new Uint8Array(32) };
}
