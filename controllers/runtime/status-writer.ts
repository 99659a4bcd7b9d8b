import type { Informer } from '#apis/client/informer.ts';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';

/** The status that objects of a kind carry. */
export type StatusOf<Object> = Object extends { readonly status?: infer Status } ? NonNullable<Status> : never;

export interface StatusWriterOptions<Object extends ApiObject> {
  readonly client: ResourceClient<Object>;
  /** Takes in what was written, so that the next look sees it without waiting for the watch. */
  readonly informer?: Informer<Object>;
}

/** Writes statuses that were decided on from a certain state of their object, and only if they say something new. */
export class StatusWriter<Object extends ApiObject> {
  readonly #client: ResourceClient<Object>;
  readonly #informer: Informer<Object> | undefined;

  constructor({ client, informer }: StatusWriterOptions<Object>) {
    this.#client = client;
    this.#informer = informer;
  }

  /**
   * Makes `status` the status of `object`, which is the state that it was decided on. Nothing is sent if that state says
   * so already. Throws ConflictError if the object has changed since, NotFoundError if it is gone.
   */
  async write(object: Object, status: StatusOf<Object>): Promise<'Written' | 'Unchanged'> {
    const before = (object as { readonly status?: object }).status ?? {};
    const patch = mergePatchBetween(before, status);
    if (patch === undefined) return 'Unchanged';
    const { resourceVersion } = object.metadata;
    const written = await this.#client.patchStatus(keyOf(object), { status: patch }, { resourceVersion });
    this.#informer?.absorb(written);
    return 'Written';
  }
}
