import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

export interface ImpersonationOptions {
  readonly transport: Transport;
  /** As whom requests are made: `system:serviceaccount:NAMESPACE:NAME`, whose groups the api-server knows. */
  readonly userName: string;
}

/**
 * Sends requests over somebody else's connection as another user, as `kubectl --as` does. Whoever has the connection needs the right to impersonate, and
 * the requests have the rights of that user and no others. Closing it closes nothing: the connection is not its own.
 */
export class ImpersonatingTransport implements Transport {
  readonly #options: ImpersonationOptions;

  constructor(options: ImpersonationOptions) {
    this.#options = options;
  }

  request(request: TransportRequest): Promise<TransportResponse> {
    const { transport, userName } = this.#options;
    return transport.request({ ...request, headers: { ...request.headers, 'impersonate-user': userName } });
  }

  async close(): Promise<void> {}
}
