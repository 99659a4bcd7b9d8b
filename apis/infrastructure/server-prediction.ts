import { serverEffects, type ServerEffect } from '../compute/plan.ts';
import type { Refusal } from './wish-refusals.ts';

/** What will be done to the guest of a server. */
export interface ServerPrediction {
  /** The gravest of all that will be done; `Refused` when nothing of it will. */
  readonly effect: ServerEffect;
  /** One sentence for each thing that will be done. */
  readonly sentences: readonly string[];
  /** What will not be done, and why. */
  readonly refusals: readonly string[];
}

/** One thing that will be done, or will not. */
export type Part =
  | { readonly effect: Exclude<ServerEffect, 'Refused'>; readonly sentence: string }
  | { readonly refusal: Pick<Refusal, 'message'> };

/** Something that the guest does not notice. */
export function none(sentence: string): Part {
  return { effect: 'None', sentence };
}

/** All of it together. */
export function predictionOf(parts: readonly Part[]): ServerPrediction {
  const done = parts.flatMap((part) => ('effect' in part ? [part] : []));
  const refusals = parts.flatMap((part) => ('refusal' in part ? [part.refusal.message] : []));
  const gravest = serverEffects.findLast((effect) => done.some((part) => part.effect === effect)) ?? 'None';
  return {
    effect: gravest === 'None' && refusals.length > 0 ? 'Refused' : gravest,
    sentences: done.map(({ sentence }) => sentence),
    refusals,
  };
}

/** With what a host that has been silent past its grace period comes to, if something is to be done at all. */
export function whileHostIsLost(parts: readonly Part[], isHostLost: boolean | undefined): readonly Part[] {
  const isLate = isHostLost === true && parts.some((part) => 'effect' in part && part.effect !== 'None');
  return isLate ? [...parts, none('its host is silent: all of this waits until that is heard again')] : parts;
}

/** In whichever way the disk comes to be another one. */
export function rebuildSentence(image: string): string {
  return `the root disk is made anew from image "${image}": what is on it is lost; volumes, addresses and host stay`;
}
