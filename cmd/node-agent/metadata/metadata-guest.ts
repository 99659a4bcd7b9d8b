import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { MetadataSubject } from '../config-drive/metadata-subject.ts';
import { metadataTree, type MetadataItem, type MetadataTree } from './metadata-tree.ts';
import { RequestAllowance } from './request-allowance.ts';

/** What a port's metadata is. */
export interface MetadataGuest {
  /** As for the config drive. Asked for when the guest first looks after this was said. Throws when it is not to be had yet. */
  readonly subject: () => Promise<MetadataSubject>;
  /** The password that the guest has left before, encrypted; undefined: none. */
  readonly password: string | undefined;
  /** Keeps what the guest has left; once it is kept, the guest cannot change it. When this fails, the guest is told to try again. */
  readonly onPassword: (password: string) => Promise<void>;
}

/** As Nova: four pieces of 255 bytes. */
const maximumPasswordBytes = 1020;
/** Far more than a guest that boots needs: requests a second, and at once after a rest. */
export const defaultAllowance: Allowance = { perSecond: 200, atOnce: 400 };

export interface Allowance {
  readonly perSecond: number;
  readonly atOnce: number;
}

export interface ResponderOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly allowance?: Allowance;
}

/** Answers the requests of one port. */
export class GuestResponder {
  readonly #guest: MetadataGuest;
  readonly #logger: Logger;
  readonly #allowance: RequestAllowance;
  #tree: Promise<MetadataTree> | undefined;
  #password: string | undefined;
  #isPasswordTaken = false;

  constructor(guest: MetadataGuest, { clock, logger, allowance = defaultAllowance }: ResponderOptions) {
    this.#guest = guest;
    this.#logger = logger;
    this.#password = guest.password;
    this.#isPasswordTaken = guest.password !== undefined;
    this.#allowance = new RequestAllowance({ clock, ...allowance });
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever sends it speaks for somebody else: a proxy in the guest that was tricked into it.
    if (request.headers['x-forwarded-for'] !== undefined) return refuse(response, 403, 'requests are not forwarded');
    if (!this.#allowance.take()) return refuse(response, 429, 'too many requests');
    const item = await this.#find(pathOf(request.url ?? '/'));
    if (item === undefined) return refuse(response, 503, 'not available yet', { 'retry-after': '5' });
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return this.#show(item, response);
      case 'POST':
        if (item.kind === 'Password') return this.#takePassword(request, response);
        break;
      default:
    }
    refuse(response, 405, 'only to be read', { allow: item.kind === 'Password' ? 'GET, HEAD, POST' : 'GET, HEAD' });
  }

  async #find(path: string | undefined): Promise<MetadataItem | undefined> {
    if (path === undefined) return { kind: 'Nothing' };
    this.#tree ??= this.#guest.subject().then((subject) => metadataTree(subject));
    try {
      return (await this.#tree)(path);
    } catch (error) {
      this.#tree = undefined;
      this.#logger.warn({ error }, 'metadata of a guest cannot be made');
      return undefined;
    }
  }

  #show(item: MetadataItem, response: ServerResponse): void {
    if (item.kind === 'Nothing') return refuse(response, 404, 'not found');
    const content = item.kind === 'Document' ? item.content : Buffer.from(this.#password ?? '');
    const contentType = item.kind === 'Document' ? item.contentType : 'text/plain; charset=UTF-8';
    response.writeHead(200, { 'content-type': contentType, 'content-length': content.length, 'cache-control': 'no-store' }).end(content);
  }

  async #takePassword(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#isPasswordTaken) return refuse(response, 409, 'the password has been set');
    const body = await bodyOf(request);
    if (body === undefined) return refuse(response, 400, `a password of more than ${maximumPasswordBytes} bytes`);
    if (body.length === 0) return refuse(response, 400, 'an empty password');
    // Another may have come while this one was read.
    if (this.#isPasswordTaken) return refuse(response, 409, 'the password has been set');
    this.#isPasswordTaken = true;
    try {
      await this.#guest.onPassword(body);
    } catch (error) {
      this.#isPasswordTaken = false;
      this.#logger.warn({ error }, 'password of a guest cannot be kept');
      return refuse(response, 503, 'not kept, try again', { 'retry-after': '5' });
    }
    this.#password = body;
    response.writeHead(200, { 'content-length': 0 }).end();
  }
}

/** Says why in one line, and gives up the connection: what is left of the request is not read. */
export function refuse(response: ServerResponse, status: number, why: string, headers: Readonly<Record<string, string>> = {}): void {
  const keepsConnection = status === 404;
  const content = Buffer.from(`${status} ${why}\n`);
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=UTF-8',
      'content-length': content.length,
      ...(!keepsConnection && { connection: 'close' }),
      ...headers,
    })
    .end(content);
}

/** Undefined: not a path. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '');
  } catch {
    return undefined;
  }
}

/** Undefined: too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maximumPasswordBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
