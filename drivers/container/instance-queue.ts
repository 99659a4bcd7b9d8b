/** Lets one piece of work at a time through for each guest, in the order in which they came; guests do not wait for each other. */
export class InstanceQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  run<Result>(instanceUID: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(instanceUID) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(instanceUID) === settled) this.#last.delete(instanceUID);
      });
    this.#last.set(instanceUID, settled);
    return result;
  }
}
