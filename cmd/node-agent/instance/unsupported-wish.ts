import type { Capability } from '#drivers/contract/capability.ts';
import type { InstanceObservation } from './instance-observation.ts';

/** Why a wish is not acted on, in the words that are the same for every driver and everybody who refuses. */
export function unsupportedMessage({ field, value }: Wish, capability: Capability): string {
  return `${field}: ${value} needs the feature "${capability}", which the host of this server does not offer`;
}

/** A field of a declared thing, as `spec.power`, and what it says. */
export interface Wish {
  readonly field: string;
  readonly value: string;
}

/** The words for why this host cannot do what is wished for; undefined when it can, or has not said what it can do. */
export function unsupported(
  wish: Wish,
  capability: Capability,
  { capabilities }: Pick<InstanceObservation, 'capabilities'>,
): string | undefined {
  return capabilities === undefined || capabilities.has(capability) ? undefined : unsupportedMessage(wish, capability);
}
