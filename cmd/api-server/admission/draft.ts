import type { ObjectMetaInput } from '#apis/machinery/object-meta.ts';

/** An object on its way to being stored: its type is right, its metadata what a client may send. Owned by whoever holds it, so it may be changed. */
export interface Draft extends Record<string, unknown> {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetaInput;
}
