import type { ClientHttp2Stream } from 'node:http2';
import { EtcdSession, type EtcdSessionOptions } from './etcd-session.ts';

/** The way to one member of etcd: a session that is made when it is needed, and made anew when it was lost. */
export class EtcdConnection {
  readonly #options: EtcdSessionOptions;
  #session: EtcdSession | undefined;
  #connecting: Promise<Error | undefined> | undefined;
  #isClosed = false;

  constructor(options: EtcdSessionOptions) {
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#session?.takesCalls === true;
  }

  /** Connects unless it is connected. One attempt, which all who ask meanwhile share. Resolves to what stood in the way. */
  connect(): Promise<Error | undefined> {
    if (this.isReady) return Promise.resolve(undefined);
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  /** Begins a call. Throws unless {@link isReady}. */
  request(path: string, headers: Readonly<Record<string, string>>): ClientHttp2Stream {
    if (this.#session === undefined) throw new Error('there is no connection');
    return this.#session.request(path, headers);
  }

  /** Calls that are under way may still end well. */
  close(): void {
    this.#isClosed = true;
    this.#session?.close();
  }

  async #connect(): Promise<Error | undefined> {
    try {
      const session = await EtcdSession.open(this.#options);
      if (this.#isClosed) session.close();
      this.#session = session;
      return this.#isClosed ? new Error('it was closed meanwhile') : undefined;
    } catch (error) {
      return error as Error;
    }
  }
}
