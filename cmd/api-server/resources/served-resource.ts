import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Verb } from '../exchange/action.ts';

/** One kind as the server offers it: what can be done to it, and what hangs below it. */
export interface ServedResource {
  readonly kind: KindDefinition;
  readonly verbs: readonly Verb[];
  readonly subresources: readonly ServedSubresource[];
}

/** One word behind an object's name, as `status`. */
export interface ServedSubresource {
  readonly name: string;
  readonly verbs: readonly Verb[];
  /** The kind of what is sent and answered. */
  readonly kind: Pick<KindDefinition, 'group' | 'version' | 'kind'>;
}

/** `GROUP/VERSION` with all that is served in it. */
export interface ServedGroupVersion {
  readonly group: string;
  readonly version: string;
  readonly resources: readonly ServedResource[];
}
