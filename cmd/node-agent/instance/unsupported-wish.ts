import { unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import type { InstanceObservation } from './instance-observation.ts';

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
  return capabilities === undefined || capabilities.has(capability)
    ? undefined
    : unsupportedMessage(`${wish.field}: ${wish.value}`, capability);
}
