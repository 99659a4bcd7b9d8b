import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ContainerdClient } from '#proto/containerd/containerd-client.ts';

export interface TaskWatchOptions {
  readonly client: ContainerdClient;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Something happened to the task of that container. */
  readonly onTask: (containerID: string) => void;
  /** Something may have happened to any of them: nobody listened for a while. */
  readonly onGap: () => Promise<void>;
}

const retryMilliseconds = 1_000;

/** Hears of what happens to tasks, for as long as it is not closed. When containerd goes away, it waits until it is back. */
export class TaskWatch {
  readonly #options: TaskWatchOptions;
  #stop: () => void = () => undefined;
  #retry: Timer | undefined;
  #isClosed = false;

  constructor(options: TaskWatchOptions) {
    this.#options = options;
  }

  open(): void {
    if (this.#isClosed) return;
    this.#stop = this.#options.client.subscribe({
      changed: (containerID) => this.#options.onTask(containerID),
      ended: (error) => {
        this.#options.logger.warn({ error }, 'containerd tells nothing any more: trying again');
        this.#retry = this.#options.clock.setTimer(() => void this.#reopen(), retryMilliseconds);
      },
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#retry?.cancel();
    this.#stop();
  }

  async #reopen(): Promise<void> {
    try {
      await this.#options.onGap();
    } catch {
      // It is not back yet; the new stream will end at once, and then this comes again.
    }
    this.open();
  }
}
