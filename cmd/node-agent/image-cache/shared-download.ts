import type { ImageProgress } from '../instance/image-source.ts';

/** One download that any number wait for. It is given up when nobody waits any more. */
export class SharedDownload {
  readonly #result: Promise<string>;
  readonly #listeners = new Set<(progress: ImageProgress) => void>();
  readonly #abandoned = new AbortController();
  #progress: ImageProgress | undefined;

  /** `work` gives the path of the file, and says meanwhile how far it is. */
  constructor(work: (signal: AbortSignal, onProgress: (progress: ImageProgress) => void) => Promise<string>) {
    this.#result = work(this.#abandoned.signal, (progress) => {
      this.#progress = progress;
      for (const listener of this.#listeners) listener(progress);
    });
    this.#result.catch(() => undefined);
  }

  /** Resolves once it is over, whatever came of it. */
  get ended(): Promise<unknown> {
    return this.#result.catch(() => undefined);
  }

  /** Whether nobody can join it any more. */
  get isAbandoned(): boolean {
    return this.#abandoned.signal.aborted;
  }

  /** Resolves with the path; rejects with the download's error, or with the signal's reason as soon as that is aborted. */
  async join(onProgress: (progress: ImageProgress) => void, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const onAbort = (): void => aborted.reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    const listener = (progress: ImageProgress): void => onProgress(progress);
    this.#listeners.add(listener);
    if (this.#progress !== undefined) onProgress(this.#progress);
    try {
      return await Promise.race([this.#result, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#abandoned.abort(new Error('nobody waits for this image any more'));
    }
  }
}
