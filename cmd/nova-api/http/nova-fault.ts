export interface NovaFaultOptions extends ErrorOptions {
  readonly retryAfterSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in Nova's words. Clients branch on the code; some of them, and Tempest, read the message too. */
export class NovaFault extends Error {
  override readonly name = 'NovaFault';
  readonly code: number;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: number, message: string, options: NovaFaultOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
  }
}

/** The body of a refusal: one key that goes with the code (nova/api/openstack/wsgi.py, Fault). */
export function faultBody({ code, message, retryAfterSeconds }: NovaFault): object {
  const retryAfter = (code === 413 || code === 429) && retryAfterSeconds !== undefined ? { retryAfter: retryAfterSeconds } : {};
  return { [keysByCode[code] ?? 'computeFault']: { code, message, ...retryAfter } };
}

const keysByCode: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};
