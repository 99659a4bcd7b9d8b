import { createHash } from 'node:crypto';
import type { Clock } from '../machinery/clock.ts';
import { ServiceUnavailableError, UnauthorizedError } from '../machinery/errors.ts';
import { effectiveRoles, type Caller } from './caller.ts';
import type { IdentityClient, TokenDescription } from './identity-client.ts';
import { isProjectID } from './project-setup.ts';

export interface TokenVerifierOptions {
  readonly identity: Pick<IdentityClient, 'describe'>;
  readonly clock: Clock;
  /** How long an answer is taken again without asking; so long a token that was revoked may still be good here. At most, and by default, 300. */
  readonly cacheSeconds?: number;
  /** How many tokens are remembered. Default 10,000. */
  readonly maximumRemembered?: number;
}

/**
 * Tells whom a token speaks for. Answers are remembered by a digest of the token, and never longer than the token lives; that a token is not good is
 * remembered for {@link refusalSeconds}. Whoever asks about a token while it is being looked up gets the same answer.
 */
export class TokenVerifier {
  readonly #identity: Pick<IdentityClient, 'describe'>;
  readonly #clock: Clock;
  readonly #cacheMilliseconds: number;
  readonly #maximumRemembered: number;
  readonly #callers = new Map<string, Remembered<Caller>>();
  /** Apart, so that somebody who tries tokens pushes nobody out. */
  readonly #refusals = new Map<string, Remembered<string>>();
  readonly #underWay = new Map<string, Promise<Caller>>();

  constructor({ identity, clock, cacheSeconds = longestCacheSeconds, maximumRemembered = 10_000 }: TokenVerifierOptions) {
    this.#identity = identity;
    this.#clock = clock;
    this.#cacheMilliseconds = Math.min(cacheSeconds, longestCacheSeconds) * 1000;
    this.#maximumRemembered = maximumRemembered;
  }

  /**
   * Throws {@link UnauthorizedError} for a token that is not good or is for no project, and {@link ServiceUnavailableError} when the identity service
   * gives no answer.
   */
  async verify(token: string): Promise<Caller> {
    if (!tokenPattern.test(token)) throw new UnauthorizedError('the token is none that an identity service gives');
    const digest = createHash('sha256').update(token).digest('base64');
    const caller = this.#recall(this.#callers, digest);
    if (caller !== undefined && caller.expiresAt > this.#clock.now()) return caller;
    const refusal = this.#recall(this.#refusals, digest);
    if (refusal !== undefined) throw new UnauthorizedError(refusal);
    return this.#underWay.get(digest) ?? this.#lookUp(token, digest);
  }

  #lookUp(token: string, digest: string): Promise<Caller> {
    if (this.#underWay.size >= maximumUnderWay) {
      throw new ServiceUnavailableError(`${maximumUnderWay} tokens are being looked up: try again in a moment`);
    }
    const lookUp = this.#ask(token, digest).finally(() => this.#underWay.delete(digest));
    this.#underWay.set(digest, lookUp);
    return lookUp;
  }

  async #ask(token: string, digest: string): Promise<Caller> {
    const description = await this.#identity.describe(token);
    const outcome = description === undefined ? 'the token is not good' : callerOf(description, this.#clock.now());
    if (typeof outcome === 'string') {
      this.#remember(this.#refusals, digest, outcome, refusalSeconds * 1000);
      throw new UnauthorizedError(outcome);
    }
    this.#remember(this.#callers, digest, outcome, this.#cacheMilliseconds);
    return outcome;
  }

  #recall<Value>(from: Map<string, Remembered<Value>>, digest: string): Value | undefined {
    const remembered = from.get(digest);
    if (remembered === undefined) return undefined;
    if (remembered.untilMilliseconds > this.#clock.monotonicMilliseconds()) return remembered.value;
    from.delete(digest);
    return undefined;
  }

  #remember<Value>(into: Map<string, Remembered<Value>>, digest: string, value: Value, milliseconds: number): void {
    const [oldest] = into.keys();
    if (into.size >= this.#maximumRemembered && oldest !== undefined) into.delete(oldest);
    into.set(digest, { value, untilMilliseconds: this.#clock.monotonicMilliseconds() + milliseconds });
  }
}

/** How long a token that was refused is refused without asking again. */
export const refusalSeconds = 5;

interface Remembered<Value> {
  readonly value: Value;
  /** By the monotonic clock. */
  readonly untilMilliseconds: number;
}

const longestCacheSeconds = 300;
const maximumUnderWay = 1000;
/** What fits in a header and is not longer than any token that is in use (signed ones are about 2 KiB). */
const tokenPattern = /^[\x21-\x7e]{1,8192}$/;

/** The caller that a token describes, or why there is none. */
function callerOf({ user, project, roles, expires_at }: TokenDescription, now: Date): Caller | string {
  const expiresAt = new Date(String(expires_at));
  if (!(expiresAt > now)) return 'the token has expired';
  if (project === undefined || project === null) return 'the token is for no project: ask the identity service for one that is';
  if (!isText(user?.id) || !isText(project.id)) return 'the token names no user or no project';
  if (!isProjectID(project.id)) return `the project ${JSON.stringify(project.id)} cannot have servers: its id is no name of a project here`;
  return {
    userID: user.id,
    userName: isText(user.name) ? user.name : user.id,
    projectID: project.id,
    projectName: isText(project.name) ? project.name : project.id,
    roles: effectiveRoles(roleNames(roles)),
    expiresAt,
  };
}

function roleNames(roles: unknown): readonly string[] {
  return Array.isArray(roles) ? roles.map((role) => (role as { readonly name?: unknown } | null)?.name).filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
