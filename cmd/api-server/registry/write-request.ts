import { BadRequestError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Draft } from '../admission/draft.ts';

/** Settles name and namespace between the address and the body. Throws {@link BadRequestError} when they disagree. */
export function settleNamespace(kind: KindDefinition, draft: Draft, namespace: string | undefined): void {
  const stated = draft.metadata.namespace ?? '';
  if (stated !== '' && stated !== namespace) {
    throw new BadRequestError(
      kind.scope === 'Cluster'
        ? `metadata.namespace: Invalid value: ${JSON.stringify(stated)}: ${kind.plural} lie in no namespace`
        : `the namespace of the provided object does not match the namespace sent on the request (${stated}, ${namespace ?? ''})`,
    );
  }
  const metadata = without(draft.metadata, ['namespace']);
  draft.metadata = namespace === undefined ? metadata : { ...metadata, namespace };
}

/** An update may leave the name out, but not state another one. */
export function settleName(draft: Draft, key: ObjectKey): void {
  const stated = draft.metadata.name ?? '';
  if (stated !== '' && stated !== key.name) {
    throw new BadRequestError(`the name of the object (${stated}) does not match the name on the URL (${key.name})`);
  }
  draft.metadata = { ...draft.metadata, name: key.name };
}
