import { createLocalJWKSet, type JSONWebKeySet, type LocalJWKSet } from 'jose';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { FetchDocument } from './https-document.ts';

export interface IssuerKeysOptions {
  readonly issuerURL: string;
  readonly fetchDocument: FetchDocument;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The issuer could not be asked for its keys: whether a token holds is not known. */
export class IssuerUnavailableError extends Error {
  override readonly name = 'IssuerUnavailableError';
}

/**
 * The keys of an OpenID Connect issuer, found by its discovery document. Kept for {@link freshSeconds}, and fetched anew when a token names a key that
 * is not among them, but not more often than every {@link leastSecondsBetweenFetches}: a stranger's tokens cannot make us ask all the time.
 */
export class IssuerKeys {
  readonly #options: IssuerKeysOptions;
  #keys: LocalJWKSet | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(options: IssuerKeysOptions) {
    this.#options = options;
  }

  /** Rejects with {@link IssuerUnavailableError} when there never were any. Old keys are better than none while the issuer does not answer. */
  async current(): Promise<LocalJWKSet> {
    if (this.#now() - this.#fetchedAt >= freshSeconds * 1000) await this.#fetchSeldom();
    return this.#known();
  }

  /** The same, for somebody who did not find a key among the {@link current} ones. */
  async newest(): Promise<LocalJWKSet> {
    await this.#fetchSeldom();
    return this.#known();
  }

  #known(): LocalJWKSet {
    if (this.#keys === undefined) throw new IssuerUnavailableError(`the issuer ${this.#options.issuerURL} has not told its keys yet`);
    return this.#keys;
  }

  async #fetchSeldom(): Promise<void> {
    if (this.#fetching === undefined && this.#now() - this.#triedAt < leastSecondsBetweenFetches * 1000) return;
    await (this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined)));
  }

  async #fetch(): Promise<void> {
    const { issuerURL, logger } = this.#options;
    this.#triedAt = this.#now();
    try {
      this.#keys = createLocalJWKSet(await this.#keySet());
      this.#fetchedAt = this.#now();
    } catch (error) {
      logger.warn({ issuer: issuerURL, error }, 'keys of the OpenID issuer cannot be fetched');
    }
  }

  /** OpenID Connect Discovery 1.0, sections 4.2 and 4.3: whose document it is has to be said in it, to the letter. */
  async #keySet(): Promise<JSONWebKeySet> {
    const { issuerURL, fetchDocument } = this.#options;
    const discovery = (await fetchDocument(`${issuerURL.replace(/\/$/, '')}/.well-known/openid-configuration`)) as Record<string, unknown>;
    const { issuer, jwks_uri: keySetURL } = discovery;
    if (issuer !== issuerURL) throw new Error(`the discovery document is of the issuer ${JSON.stringify(issuer)}`);
    if (typeof keySetURL !== 'string' || URL.parse(keySetURL)?.protocol !== 'https:') {
      throw new Error('the discovery document names no https URL as jwks_uri');
    }
    return (await fetchDocument(keySetURL)) as JSONWebKeySet;
  }

  #now(): number {
    return this.#options.clock.monotonicMilliseconds();
  }
}

/** How long keys are taken without asking whether they still are. */
export const freshSeconds = 3600;
export const leastSecondsBetweenFetches = 10;
