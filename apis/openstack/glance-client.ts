import { HTTPTransport } from '../client/http-transport.ts';
import type { TransportResponse } from '../client/transport.ts';
import { ServiceUnavailableError, UnauthorizedError } from '../machinery/errors.ts';
import { textOf } from './answer-text.ts';

export interface GlanceClientOptions {
  /** Where Glance is, with or without `/v2` at the end, as `http://127.0.0.1:9292`. */
  readonly url: string;
  /** Certificates of the authority that its certificate must come from, in PEM. Default: those of the system. */
  readonly ca?: string;
  /** How long it may be silent. Default 30. */
  readonly silenceLimitSeconds?: number;
}

/** An image as Glance's API v2 tells of it, as far as it is used here. Further fields are properties. Nothing of it is believed to be there. */
export interface GlanceImage {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly status?: unknown;
  readonly visibility?: unknown;
  /** Id of the project that it belongs to. */
  readonly owner?: unknown;
  readonly disk_format?: unknown;
  readonly container_format?: unknown;
  readonly min_disk?: unknown;
  readonly min_ram?: unknown;
  readonly size?: unknown;
  readonly os_hash_algo?: unknown;
  readonly os_hash_value?: unknown;
  readonly [property: string]: unknown;
}

/**
 * Reads images of a Glance (API v2), each time with the token of whoever is to see them. What keeps it from an answer is a
 * {@link ServiceUnavailableError}; a token that Glance refuses is an {@link UnauthorizedError}.
 */
export class GlanceClient {
  readonly #url: string;
  readonly #prefix: string;
  readonly #transport: HTTPTransport;

  constructor({ url, ca, silenceLimitSeconds = 30 }: GlanceClientOptions) {
    const base = new URL(url);
    this.#url = url;
    this.#prefix = `${base.pathname.replace(/\/+$/, '').replace(/\/v2$/, '')}/v2/images`;
    this.#transport = new HTTPTransport({
      server: base.origin,
      ...(ca === undefined ? {} : { ca }),
      oldestTLS: '1.2',
      userAgent: 'tycho',
      silenceLimitSeconds,
      maximumConnections,
    });
  }

  /** The image; undefined where there is none that the token's owner may see. */
  describe(id: string, token: string): Promise<GlanceImage | undefined> {
    return this.#read(`/${encodeURIComponent(id)}`, token);
  }

  /** Whether a project has accepted an image that is shared with it. */
  async isSharedWith(id: string, projectID: string, token: string): Promise<boolean> {
    const member = await this.#read(`/${encodeURIComponent(id)}/members/${encodeURIComponent(projectID)}`, token);
    return member?.status === 'accepted';
  }

  /** The bytes; undefined where there are none for the token's owner. What breaks off throws in the middle. */
  async bytesOf(id: string, token: string, { signal }: { readonly signal: AbortSignal }): Promise<AsyncIterable<Uint8Array> | undefined> {
    const answer = await this.#ask(`/${encodeURIComponent(id)}/file`, token, 'application/octet-stream', signal);
    if (answer.status === 200) return answer.body;
    await this.#refuse(answer);
    return undefined;
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  async #read(path: string, token: string): Promise<GlanceImage | undefined> {
    const answer = await this.#ask(path, token, 'application/json');
    if (answer.status !== 200) {
      await this.#refuse(answer);
      return undefined;
    }
    try {
      const value: unknown = JSON.parse(await textOf(answer.body));
      if (typeof value === 'object' && value !== null) return value as GlanceImage;
    } catch (cause) {
      throw new ServiceUnavailableError(`Glance at ${this.#url} answered with what cannot be read: ${(cause as Error).message}`, { cause });
    }
    throw new ServiceUnavailableError(`Glance at ${this.#url} answered with what is no object`);
  }

  /** Returns for what is not there, or not for the owner of the token: Glance tells the two apart by its policy, and here they are one. */
  async #refuse({ status, body }: TransportResponse): Promise<void> {
    for await (const _ of body) break;
    if (status === 401) throw new UnauthorizedError(`Glance at ${this.#url} refuses the token`);
    if (status !== 404 && status !== 403 && status !== 204)
      throw new ServiceUnavailableError(`Glance at ${this.#url} answered with ${status}`);
  }

  async #ask(path: string, token: string, accept: string, signal?: AbortSignal): Promise<TransportResponse> {
    try {
      const headers = { accept, 'x-auth-token': token };
      return await this.#transport.request({
        method: 'GET',
        path: `${this.#prefix}${path}`,
        headers,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ServiceUnavailableError(`Glance at ${this.#url} cannot be asked: ${(cause as Error).message}`, { cause });
    }
  }
}

const maximumConnections = 32;
