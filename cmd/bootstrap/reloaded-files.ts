import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';

export interface ReloadedFilesOptions<Value> {
  readonly paths: readonly string[];
  readonly readFile: (path: string) => Promise<Buffer>;
  /** What the files say, in the order of `paths`. Throws for files that make no sense. */
  readonly parse: (contents: readonly Buffer[]) => Value;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * What a few small files say, looked at again when somebody asks, at most every {@link secondsBetweenLooks}: keys and users are changed without a restart. Files
 * that cannot be read, or that make no sense, change nothing: what they said last stays, and the log says so once for each fault.
 */
export class ReloadedFiles<Value> {
  readonly #options: ReloadedFilesOptions<Value>;
  #contents: readonly Buffer[];
  #value: Value;
  #lookedAt: number;
  #looking: Promise<void> | undefined;
  #fault: string | undefined;

  private constructor(options: ReloadedFilesOptions<Value>, contents: readonly Buffer[], value: Value) {
    this.#options = options;
    this.#contents = contents;
    this.#value = value;
    this.#lookedAt = options.clock.monotonicMilliseconds();
  }

  /** Throws what reading throws, and a RangeError with the files' names and the words of `parse`. */
  static async open<Value>(options: ReloadedFilesOptions<Value>): Promise<ReloadedFiles<Value>> {
    const contents = await contentsOf(options);
    try {
      return new ReloadedFiles(options, contents, options.parse(contents));
    } catch (cause) {
      throw new RangeError(`${options.paths.join(', ')}: ${(cause as Error).message}`, { cause });
    }
  }

  /** What the files said at the last look. */
  get last(): Value {
    return this.#value;
  }

  /** What the files say now, or said a few seconds ago. */
  async current(): Promise<Value> {
    const elapsed = this.#options.clock.monotonicMilliseconds() - this.#lookedAt;
    if (elapsed >= secondsBetweenLooks * 1000) await this.#lookTogether();
    return this.#value;
  }

  /** The same, but looks at once, unless the last look is less than a second ago. */
  async lookNow(): Promise<Value> {
    const elapsed = this.#options.clock.monotonicMilliseconds() - this.#lookedAt;
    if (elapsed >= leastMillisecondsBetweenLooks) await this.#lookTogether();
    return this.#value;
  }

  #lookTogether(): Promise<void> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  async #look(): Promise<void> {
    const { paths, parse, logger, clock } = this.#options;
    try {
      const contents = await contentsOf(this.#options);
      if (contents.some((content, position) => !content.equals(this.#contents[position] ?? Buffer.alloc(0)))) {
        this.#value = parse(contents);
        this.#contents = contents;
        logger.info({ paths }, 'files were changed and read again');
      }
      this.#fault = undefined;
    } catch (error) {
      const fault = String(error);
      if (fault !== this.#fault) logger.error({ paths, error }, 'files cannot be read again: what they said before stays');
      this.#fault = fault;
    } finally {
      this.#lookedAt = clock.monotonicMilliseconds();
    }
  }
}

/** How long a changed file may stay unseen, in seconds. */
export const secondsBetweenLooks = 5;

const leastMillisecondsBetweenLooks = 1000;

function contentsOf({ paths, readFile }: Pick<ReloadedFilesOptions<unknown>, 'paths' | 'readFile'>): Promise<readonly Buffer[]> {
  return Promise.all(paths.map((path) => readFile(path)));
}
