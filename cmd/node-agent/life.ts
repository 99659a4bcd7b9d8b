/**
 * Whether the agent still lives. A crash takes effect between any two lines: what was awaited never comes back, and nothing after it happens. In
 * one process with many agents, {@link Life.during} gives the same.
 */
export class Life {
  #over = false;

  get isOver(): boolean {
    return this.#over;
  }

  end(): void {
    this.#over = true;
  }

  /** The outcome of `promise` while the agent lives; after its death, nothing ever. */
  during<Value>(promise: Promise<Value>): Promise<Value> {
    const never = new Promise<never>(() => {});
    return promise.then(
      (value) => (this.#over ? never : value),
      (error: unknown) => {
        if (this.#over) return never;
        throw error;
      },
    );
  }
}
