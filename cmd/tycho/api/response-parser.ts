/** The head of a response. */
export interface ResponseHead {
  readonly status: number;
  /** Names in lower case; values of several lines of one name are joined by commas (RFC 9110 §5.3). */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a server sent is no HTTP/1.1 response. */
export class MalformedResponseError extends Error {
  override readonly name = 'MalformedResponseError';
}

/** Longest head that is read: far above what any api-server sends. */
const mostHeadBytes = 64 * 1024;
/** Longest line that states the size of a chunk. */
const mostSizeLineBytes = 1024;

/**
 * Reads one HTTP/1.1 response (RFC 9112) from the pieces in which it arrives. `onHead` is called once, `onBody` for each part of the body, `onEnd` when it
 * is complete. A body whose length nobody states lasts until the connection ends: then call `end`.
 */
export class ResponseParser {
  readonly #handlers: ResponseHandlers;
  #state: State = { kind: 'Head' };
  #rest: Buffer = Buffer.alloc(0);

  constructor(handlers: ResponseHandlers) {
    this.#handlers = handlers;
  }

  /** Takes the next piece. Throws {@link MalformedResponseError}. */
  write(piece: Buffer): void {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (this.#step());
  }

  /** The connection ended. Returns whether the response is complete. */
  end(): boolean {
    if (this.#state.kind === 'UntilEnd') this.#finish();
    return this.#state.kind === 'Done';
  }

  /** Whether bytes came that belong to no response: the connection cannot be used again. */
  get hasSurplus(): boolean {
    return this.#state.kind === 'Done' && this.#rest.length > 0;
  }

  /** Reads what it can. Returns whether it may get further with what it has. */
  #step(): boolean {
    switch (this.#state.kind) {
      case 'Head':
        return this.#readHead();
      case 'Length':
      case 'Chunk':
        return this.#readBody(this.#state);
      case 'UntilEnd':
        return this.#passAll();
      case 'ChunkSize':
        return this.#readChunkSize();
      case 'ChunkEnd':
        return this.#readLine(mostSizeLineBytes, (line) => this.#expectEmpty(line));
      case 'Trailer':
        return this.#readLine(mostHeadBytes, (line) => void (line === '' && this.#finish()));
      case 'Done':
        return false;
    }
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#rest.length > mostHeadBytes) throw new MalformedResponseError('the head of the answer is too long');
      return false;
    }
    const [statusLine = '', ...lines] = this.#rest.toString('latin1', 0, end).split('\r\n');
    this.#rest = this.#rest.subarray(end + 4);
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) throw new MalformedResponseError('the server does not speak HTTP/1.1');
    // An interim response (100 to 199) is followed by the one that counts.
    if (status < 200) return true;
    const headers = readHeaders(lines);
    this.#handlers.onHead({ status, headers });
    this.#begin(status, headers);
    return true;
  }

  /** How the body is delimited (RFC 9112 §6.3). */
  #begin(status: number, headers: ResponseHead['headers']): void {
    const coding = headers['transfer-encoding'];
    const length = headers['content-length'];
    if (status === 204 || status === 304) this.#finish();
    else if (coding !== undefined && coding.toLowerCase() !== 'chunked')
      throw new MalformedResponseError(`the answer is encoded as ${coding}`);
    else if (coding !== undefined) this.#state = { kind: 'ChunkSize' };
    else if (length === undefined) this.#state = { kind: 'UntilEnd' };
    else if (!/^\d{1,15}$/.test(length)) throw new MalformedResponseError('the answer states no length that can be');
    else if (Number(length) === 0) this.#finish();
    else this.#state = { kind: 'Length', leftBytes: Number(length) };
  }

  #readBody(state: DelimitedState): boolean {
    if (this.#rest.length === 0) return false;
    const part = this.#rest.subarray(0, state.leftBytes);
    this.#rest = this.#rest.subarray(part.length);
    this.#handlers.onBody(part);
    const leftBytes = state.leftBytes - part.length;
    if (leftBytes > 0) this.#state = { kind: state.kind, leftBytes };
    else if (state.kind === 'Chunk') this.#state = { kind: 'ChunkEnd' };
    else this.#finish();
    return true;
  }

  #passAll(): boolean {
    if (this.#rest.length > 0) this.#handlers.onBody(this.#rest);
    this.#rest = Buffer.alloc(0);
    return false;
  }

  #readChunkSize(): boolean {
    return this.#readLine(mostSizeLineBytes, (line) => {
      const size = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?$/.exec(line)?.[1];
      if (size === undefined) throw new MalformedResponseError('a chunk of the answer states no size');
      const leftBytes = Number.parseInt(size, 16);
      this.#state = leftBytes === 0 ? { kind: 'Trailer' } : { kind: 'Chunk', leftBytes };
    });
  }

  #expectEmpty(line: string): void {
    if (line !== '') throw new MalformedResponseError('a chunk of the answer is longer than it states');
    this.#state = { kind: 'ChunkSize' };
  }

  #readLine(mostBytes: number, take: (line: string) => void): boolean {
    const end = this.#rest.indexOf('\r\n');
    if (end < 0 && this.#rest.length > mostBytes) throw new MalformedResponseError('a line of the answer is too long');
    if (end < 0) return false;
    const line = this.#rest.toString('latin1', 0, end);
    this.#rest = this.#rest.subarray(end + 2);
    take(line);
    return true;
  }

  #finish(): void {
    this.#state = { kind: 'Done' };
    this.#handlers.onEnd();
  }
}

export interface ResponseHandlers {
  readonly onHead: (head: ResponseHead) => void;
  readonly onBody: (part: Buffer) => void;
  readonly onEnd: () => void;
}

interface DelimitedState {
  readonly kind: 'Length' | 'Chunk';
  readonly leftBytes: number;
}

type State = DelimitedState | { readonly kind: 'Head' | 'UntilEnd' | 'ChunkSize' | 'ChunkEnd' | 'Trailer' | 'Done' };

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const match = /^([!#$%&'*+\-.^`|~\w]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (match === null) throw new MalformedResponseError('the answer has a malformed header');
    const [, field = '', value = ''] = match;
    const name = field.toLowerCase();
    // Two lengths that differ are how responses are smuggled.
    if (name === 'content-length' && headers[name] !== undefined && headers[name] !== value)
      throw new MalformedResponseError('the answer states two lengths');
    headers[name] = headers[name] === undefined || name === 'content-length' ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}
