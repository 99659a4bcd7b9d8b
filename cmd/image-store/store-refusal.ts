import type { RefusalReason } from '#proto/image-store/image-store-message.ts';

/** A request is not done, and the message says why. `reason` is what a caller decides by; the code on the wire follows from it. */
export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal';
  readonly reason: RefusalReason;
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds: number | undefined;
  /** With `WrongOffset`: how many bytes are there. */
  readonly offsetBytes: number | undefined;

  constructor(
    reason: RefusalReason,
    message: string,
    details: { readonly retryAfterSeconds?: number; readonly offsetBytes?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.reason = reason;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.offsetBytes = details.offsetBytes;
  }

  get code(): number {
    return codes[this.reason];
  }
}

const codes: Readonly<Record<RefusalReason, number>> = {
  BadRequest: 400,
  Unauthorized: 401,
  NotFound: 404,
  MethodNotAllowed: 405,
  WrongOffset: 409,
  InProgress: 409,
  AlreadyUploaded: 409,
  Gone: 410,
  TooLarge: 413,
  ProjectFull: 413,
  RangeNotSatisfiable: 416,
  WrongContent: 422,
  Internal: 500,
  Busy: 503,
  DiskFull: 507,
};

/** What cannot be seen and what is not there are the same to whoever asks. */
export function nothingThere(): StoreRefusal {
  return new StoreRefusal('NotFound', 'there is nothing here, or nothing for you');
}
