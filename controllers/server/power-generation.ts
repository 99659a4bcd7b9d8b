import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import type { Instance, InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { MoveWish, Wish } from './wish.ts';

/**
 * The `powerGeneration` of an Instance once it is given this wish: the generation that the write makes, or the one from before where the wish changes
 * nothing but what the guest is told and what is plugged into it. It is the control plane that says so, since an agent may see the last of several
 * writes only: stopped and started again in between looks like nothing there.
 */
export function powerGenerationAfter({ metadata, spec }: Instance, wish: Partial<Wish> & MoveWish): number {
  const isAboutPower = mergePatchBetween(aboutPower(spec), aboutPower({ ...spec, ...wish } as InstanceSpec)) !== undefined;
  // Up to now every generation counted, if none was named.
  return isAboutPower ? metadata.generation + 1 : (spec.powerGeneration ?? metadata.generation);
}

/** All that is not changed under a guest that runs without a thought about its power. What is added later counts as about power. */
function aboutPower(spec: InstanceSpec): object {
  const { volumes: _volumes, driftPolicy: _driftPolicy, departure: _departure, arrival: _arrival, machine, ...rest } = spec;
  const { ports: _ports, metadata: _metadata, hostname: _hostname, displayName: _displayName, keyPair: _keyPair, ...others } = machine;
  return { ...rest, machine: others };
}
