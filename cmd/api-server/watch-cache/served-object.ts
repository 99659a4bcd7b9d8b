import type { ApiObject } from '#apis/machinery/object-meta.ts';

/** An object as it goes over the wire. The parsed form is made when somebody asks for it. */
export interface ServedObject {
  /** Final JSON, resourceVersion included. Shared: never changed. */
  readonly bytes: Buffer;
  readonly revision: number;
  /** Parsed from `bytes`. Shared: never changed. */
  object(): ApiObject;
}

export interface ServedList {
  readonly items: readonly ServedObject[];
  readonly revision: number;
  readonly continueToken: string | undefined;
  readonly remainingItemCount: number | undefined;
}
