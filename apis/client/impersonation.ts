import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

export interface ImpersonationOptions {
  readonly transport: Transport;
  /** As whom requests are made: `system:serviceaccount:NAMESPACE:NAME`, whose groups the api-server knows, or somebody with `groups`. */
  readonly userName: string;
  /** None of them with a comma in it. */
  readonly groups?: readonly string[];
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
    const { transport, userName, groups = [] } = this.#options;
    const headers = {
      ...request.headers,
      'impersonate-user': userName,
      ...(groups.length === 0 ? {} : { 'impersonate-group': groups.join(',') }),
    };
    return transport.request({ ...request, headers });
  }

  async close(): Promise<void> {}
}
