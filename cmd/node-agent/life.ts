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

  /** `part` as this life may use it: what is asked of it after the end is never done, and nothing that it was asked for before comes back. */
  guard<Part extends object>(part: Part): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown => {
          if (this.#over) return new Promise<never>(() => {});
          const result: unknown = Reflect.apply(member, target, parameters);
          return result instanceof Promise ? this.during(result) : result;
        };
      },
    });
  }
}
