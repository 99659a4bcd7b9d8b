import type { RefusalReason } from '#proto/image-store/image-store-message.ts';

/**
 * The image store did not do what was asked. `Unreachable`: it was not there, or broke off. `Unknown`: nobody has said where it is. Otherwise it said
 * no itself, and why.
 */
export class ImageStoreError extends Error {
  override readonly name = 'ImageStoreError';
  readonly reason: RefusalReason | 'Unreachable' | 'Unknown';
  /** When the store said when to come again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    reason: ImageStoreError['reason'],
    message: string,
    options: ErrorOptions & { readonly retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** Whether the same request may succeed later, without anybody's doing. */
  get isPassing(): boolean {
    return passing.has(this.reason);
  }
}

const passing: ReadonlySet<string> = new Set(['Unreachable', 'Unknown', 'Busy', 'InProgress', 'WrongOffset', 'Internal']);
