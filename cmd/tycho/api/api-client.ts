import { StringDecoder } from 'node:string_decoder';
import type { Transport, TransportRequest } from '#apis/client/transport.ts';
import { errorFromStatus, type Status } from '#apis/machinery/errors.ts';

/** One request in the words of the API. */
export interface ApiCall {
  readonly method?: TransportRequest['method'];
  /** Absolute path, each part escaped. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly accept?: string;
  readonly contentType?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** An answer that was no error. */
export interface ApiAnswer {
  readonly text: string;
  readonly contentType: string;
  readonly created: boolean;
  /** What time it was at the server, if it says so, to the second (RFC 9110 §6.6.1). */
  readonly date?: Date;
}

export interface ApiClientOptions {
  readonly transport: Pick<Transport, 'request'>;
  /** Sent with each request, as `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told each warning that the server attaches to an answer. */
  readonly onWarning: (text: string) => void;
}

/**
 * Sends requests and judges answers: anything that is not a success is thrown as an error of `apis/machinery/errors.ts`, and what did not get an
 * answer as a ConnectionError.
 */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  /** The answer, parsed. The caller states what it expects. */
  async json<Value>(call: ApiCall): Promise<Value> {
    return JSON.parse((await this.send(call)).text) as Value;
  }

  async send(call: ApiCall): Promise<ApiAnswer> {
    const response = await this.#request(call, 'Bounded');
    const text = await wholeText(response.body);
    if (response.status >= 300) throw errorFromStatus(statusFrom(response.status, text));
    for (const warning of warningsIn(response.headers['warning'])) this.#options.onWarning(warning);
    const { date, 'content-type': contentType = '' } = response.headers;
    return { text, contentType, created: response.status === 201, ...(date === undefined ? {} : { date: new Date(date) }) };
  }

  /** The lines of an answer that goes on until `call.signal` or the server ends it. */
  async *lines(call: ApiCall): AsyncGenerator<string, void, undefined> {
    const response = await this.#request(call, 'Endless');
    if (response.status >= 300) throw errorFromStatus(statusFrom(response.status, await wholeText(response.body)));
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of response.body) {
      const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
  }

  #request(call: ApiCall, answer: 'Bounded' | 'Endless'): ReturnType<Transport['request']> {
    const query = Object.entries(call.query ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return this.#options.transport.request({
      method: call.method ?? 'GET',
      path: call.path,
      query: Object.fromEntries(query),
      headers: {
        accept: call.accept ?? 'application/json',
        ...this.#options.headers,
        ...(call.body === undefined ? {} : { 'content-type': call.contentType ?? 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      answer,
      signal: call.signal,
    });
  }
}

async function wholeText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The Status in an answer; one is made up for answers of somebody between us and the server. */
function statusFrom(code: number, text: string): Status {
  try {
    const status = JSON.parse(text) as Status;
    if (status.kind === 'Status') return status;
  } catch {
    // Not JSON: said below in our own words.
  }
  const message = `the server answered ${code}: ${text.trim().split('\n')[0]?.slice(0, 200) ?? ''}`;
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code };
}

/** The texts of `Warning: 299 - "text"` headers (RFC 7234 §5.5). */
function warningsIn(header: string | undefined): readonly string[] {
  const quoted = (header ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g);
  return [...quoted].map((match) => (match[1] ?? '').replaceAll(/\\(.)/g, '$1'));
}
