import { HTTPTransport } from '../client/http-transport.ts';
import type { Transport, TransportRequest } from '../client/transport.ts';
import type { Clock } from '../machinery/clock.ts';
import { ServiceUnavailableError } from '../machinery/errors.ts';
import { textOf } from './answer-text.ts';

/** As whom a process asks the identity service about the tokens of others: a user with the role `service` (or `admin`) in the project. */
export interface ServiceCredentials {
  readonly userName: string;
  readonly password: string;
  readonly projectName: string;
  /** Names of the domains of the two. Default `Default`, which is what Keystone's bootstrap makes. */
  readonly userDomainName?: string;
  readonly projectDomainName?: string;
}

export interface IdentityClientOptions {
  /** Where the identity service is, with or without `/v3` at the end, as `http://127.0.0.1:5000/v3`. */
  readonly url: string;
  readonly credentials: ServiceCredentials;
  readonly clock: Clock;
  /** Certificates of the authority that the service's certificate must come from, in PEM. Default: those of the system. */
  readonly ca?: string;
  /** How long one request may take. Default 10. */
  readonly timeoutSeconds?: number;
}

/** What the identity service says of a token, as it stands in its answer: nothing of it is believed to be there. */
export interface TokenDescription {
  readonly issued_at?: unknown;
  readonly expires_at?: unknown;
  readonly user?: { readonly id?: unknown; readonly name?: unknown };
  readonly project?: { readonly id?: unknown; readonly name?: unknown };
  readonly roles?: unknown;
}

/**
 * Asks an identity service (Keystone's API v3) about tokens, with a token of its own that is renewed before it ends, or when the service refuses it.
 * Whatever keeps it from an answer is a {@link ServiceUnavailableError}: then it is not known whether a token is good.
 */
export class IdentityClient {
  readonly #options: IdentityClientOptions;
  readonly #transport: Transport;
  readonly #tokensPath: string;
  #login: Login | undefined;

  constructor(options: IdentityClientOptions) {
    const { url, ca, timeoutSeconds = defaultTimeoutSeconds } = options;
    const base = new URL(url);
    this.#options = options;
    this.#tokensPath = `${base.pathname.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3/auth/tokens`;
    this.#transport = new HTTPTransport({
      server: base.origin,
      ...(ca === undefined ? {} : { ca }),
      oldestTLS: '1.2',
      userAgent: 'tycho',
      silenceLimitSeconds: timeoutSeconds,
      maximumConnections,
    });
  }

  /** What a token says; undefined for one that is not good (or not any more). The token has to be one that can stand in a header. */
  async describe(token: string): Promise<TokenDescription | undefined> {
    const login = this.#currentLogin();
    let answer = await this.#show(token, await login.token);
    if (answer.status === 401) {
      // The service has forgotten our own token, as after a restart with new keys.
      this.#forget(login);
      answer = await this.#show(token, await this.#currentLogin().token);
    }
    if (answer.status === 404) return undefined;
    const description = (answer.body as { readonly token?: TokenDescription } | undefined)?.token;
    if (answer.status !== 200 || typeof description !== 'object' || description === null)
      throw this.#unusable(answer, 'was asked about a token');
    return description;
  }

  /** A token of the service's own user, for other services. One that was refused there is named, and is not given again unless it is fresh. */
  async ownToken(refused?: string): Promise<string> {
    const login = this.#currentLogin();
    const token = await login.token;
    if (token !== refused) return token;
    this.#forget(login);
    return this.#currentLogin().token;
  }

  /** Ends its connections. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** The catalogue, which is the longest part of an answer, is not asked for. */
  #show(token: string, own: string): Promise<Answer> {
    const headers = { accept: 'application/json', 'x-auth-token': own, 'x-subject-token': token };
    return this.#ask({ method: 'GET', path: this.#tokensPath, query: { nocatalog: '1' }, headers });
  }

  /** One log-in for all who need one at the same time. After one that failed the next waits a little: services lock accounts whose log-ins fail. */
  #currentLogin(): Login {
    if (this.#login === undefined || this.#login.endsAtMilliseconds <= this.#options.clock.monotonicMilliseconds())
      this.#login = this.#logIn();
    return this.#login;
  }

  /** Not one that is fresh: a service that refuses what it has just given is not to be asked for more all the time. */
  #forget(login: Login): void {
    const isFresh = login.madeAtMilliseconds + millisecondsBetweenLogIns > this.#options.clock.monotonicMilliseconds();
    if (this.#login === login && !isFresh) this.#login = undefined;
  }

  #logIn(): Login {
    const { clock } = this.#options;
    const token = this.#ask({
      method: 'POST',
      path: this.#tokensPath,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ auth: logInBody(this.#options.credentials) }),
    });
    const login: Login = {
      madeAtMilliseconds: clock.monotonicMilliseconds(),
      endsAtMilliseconds: Number.POSITIVE_INFINITY,
      token: token.then(
        (answer) => {
          const { value, livesMilliseconds } = this.#ownTokenIn(answer, login);
          login.endsAtMilliseconds =
            clock.monotonicMilliseconds() + livesMilliseconds - Math.min(renewedBeforeMilliseconds, livesMilliseconds / 2);
          return value;
        },
        (error: unknown) => {
          login.endsAtMilliseconds = clock.monotonicMilliseconds() + millisecondsBetweenLogIns;
          throw error;
        },
      ),
    };
    return login;
  }

  #ownTokenIn(answer: Answer, login: Login): { readonly value: string; readonly livesMilliseconds: number } {
    const { clock } = this.#options;
    const { token } = (answer.body ?? {}) as { readonly token?: TokenDescription };
    // By the service's own clock, which need not be ours.
    const livesMilliseconds = Date.parse(String(token?.expires_at)) - Date.parse(String(token?.issued_at));
    if (answer.status !== 201 || answer.subjectToken === undefined || !(livesMilliseconds > 0)) {
      login.endsAtMilliseconds = clock.monotonicMilliseconds() + millisecondsBetweenLogIns;
      throw this.#unusable(answer, `was asked for a token of the user ${JSON.stringify(this.#options.credentials.userName)}`);
    }
    return { value: answer.subjectToken, livesMilliseconds };
  }

  async #ask(request: TransportRequest): Promise<Answer> {
    const { clock, timeoutSeconds = defaultTimeoutSeconds } = this.#options;
    const deadline = new AbortController();
    const timer = clock.setTimer(() => deadline.abort(new Error(`no answer in ${timeoutSeconds} s`)), timeoutSeconds * 1000);
    try {
      const response = await this.#transport.request({ ...request, signal: deadline.signal });
      const text = await textOf(response.body);
      return { status: response.status, subjectToken: response.headers['x-subject-token'], body: parsed(text) };
    } catch (cause) {
      throw new ServiceUnavailableError(`the identity service at ${this.#options.url} cannot be asked: ${(cause as Error).message}`, {
        cause,
      });
    } finally {
      timer.cancel();
    }
  }

  /** What the service itself says of it stands in the answer's `error.message`. */
  #unusable({ status, body }: Answer, when: string): ServiceUnavailableError {
    const { error } = (body ?? {}) as { readonly error?: { readonly message?: unknown } };
    const said = typeof error?.message === 'string' ? `: ${error.message.slice(0, longestQuotation)}` : '';
    return new ServiceUnavailableError(`the identity service at ${this.#options.url} answered with ${status} when it ${when}${said}`);
  }
}

interface Login {
  readonly token: Promise<string>;
  readonly madeAtMilliseconds: number;
  /** When to log in again, by the monotonic clock. */
  endsAtMilliseconds: number;
}

interface Answer {
  readonly status: number;
  readonly subjectToken: string | undefined;
  /** Undefined when it is no JSON. */
  readonly body: unknown;
}

const defaultTimeoutSeconds = 10;
/** More requests than these wait for one that is done. */
const maximumConnections = 32;
const renewedBeforeMilliseconds = 120_000;
const millisecondsBetweenLogIns = 2000;
const longestQuotation = 500;

function logInBody({
  userName,
  password,
  projectName,
  userDomainName = 'Default',
  projectDomainName = 'Default',
}: ServiceCredentials): object {
  return {
    identity: { methods: ['password'], password: { user: { name: userName, domain: { name: userDomainName }, password } } },
    scope: { project: { name: projectName, domain: { name: projectDomainName } } },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
