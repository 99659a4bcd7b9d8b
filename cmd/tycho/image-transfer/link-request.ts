import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Readable } from 'node:stream';

/** A URL of the image store, as the api-server has given it. */
export interface StoreLink {
  readonly url: string;
  /** PEM of who signed the store's certificate; absent: whoever Node trusts. */
  readonly authorityPEM: string | undefined;
}

export interface LinkRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
  readonly signal: AbortSignal;
}

/** The store said no; the message is its own. */
export class StoreRefusalError extends Error {
  override readonly name = 'StoreRefusalError';
  readonly code: number;
  /** Whether the same may succeed in a while. */
  readonly isPassing: boolean;

  constructor(code: number, { reason = '', message = `the image store answers with status ${code}` }: RefusalWords) {
    super(message);
    this.code = code;
    this.isPassing = passingReasons.has(reason);
  }
}

/** What the store says in JSON when it says no. */
interface RefusalWords {
  readonly reason?: string;
  readonly message?: string;
}

/** `WrongOffset`: bytes of the connection before this one still came in. */
const passingReasons: ReadonlySet<string> = new Set(['Busy', 'InProgress', 'WrongOffset']);

/** A connection that stood still, or ended too early. */
export class BrokenTransferError extends Error {
  override readonly name = 'BrokenTransferError';
}

const silenceMilliseconds = 60_000;

/** One request with a link. Throws {@link StoreRefusalError}, and the error of a connection that broke. */
export async function requestWithLink({ url, authorityPEM }: StoreLink, options: LinkRequest): Promise<IncomingMessage> {
  const { method, headers = {}, body, signal } = options;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, { method, headers, signal, agent: false, ...(authorityPEM === undefined ? {} : { ca: authorityPEM }) });
    outgoing.setTimeout(silenceMilliseconds, () => void outgoing.destroy(new BrokenTransferError('nothing moved for a minute')));
    outgoing.once('response', (answer) => {
      body?.unpipe(outgoing);
      body?.destroy();
      resolve(answer);
    });
    outgoing.once('error', (error) => {
      body?.destroy();
      reject(error);
    });
    outgoing.on('error', () => {});
    if (body === undefined) outgoing.end();
    else body.once('error', (error) => outgoing.destroy(error)).pipe(outgoing);
  });
  const { statusCode = 0 } = response;
  if (statusCode < 300) return response;
  throw new StoreRefusalError(statusCode, wordsIn(await textOf(response)));
}

/** The whole body, of which an honest one has little. */
export async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    if (text.length < mostTextCharacters) text += chunk;
  }
  return text;
}

const mostTextCharacters = 64 * 1024;

function wordsIn(text: string): RefusalWords {
  try {
    return JSON.parse(text) as RefusalWords;
  } catch {
    return {};
  }
}
