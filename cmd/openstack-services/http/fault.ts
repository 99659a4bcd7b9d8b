/** What a service answers when it does not do what was asked. Each service has a form of its own for it. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly status: number;
  /** For Neutron, which gives each fault a name: `PortNotFound`. */
  readonly type: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    message: string,
    options: ErrorOptions & { readonly type?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.status = status;
    this.type = options.type;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Keystone's words for whoever did not show who they are. */
export const authenticationWanted = 'The request you have made requires authentication.';
