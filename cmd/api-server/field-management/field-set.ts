import type { FieldsV1 } from '#apis/machinery/object-meta.ts';

/**
 * Sets of places in an object, in the form in which they are stored: nothing has to be parsed to work with them. Undefined is the empty set. A set is
 * never changed, and what two sets have in common they share.
 */
export type FieldSet = FieldsV1 | undefined;

/** A place that belongs to the set, with nothing of the set below it. */
export const leaf: FieldsV1 = Object.freeze({});

/** The step that stands for the place itself. */
export const self = '.';

/** Whether the place at which `node` stands belongs to the set itself, not only places below it. */
export function isMember(node: FieldsV1): boolean {
  if (Object.hasOwn(node, self)) return true;
  for (const _ in node) return false;
  return true;
}

/** Puts a set together from whether its own place belongs to it, and what lies below. */
export function fieldSet(isItself: boolean, below: Readonly<Record<string, FieldsV1>>): FieldSet {
  for (const _ in below) return isItself ? { [self]: leaf, ...below } : below;
  return isItself ? leaf : undefined;
}

/** What is in either. */
export function union(left: FieldSet, right: FieldSet): FieldSet {
  if (left === undefined || left === right) return right;
  if (right === undefined) return left;
  const below: Record<string, FieldsV1> = stepsOf(left);
  for (const step in right) {
    const [ours, theirs] = [below[step], right[step]];
    if (step !== self && theirs !== undefined) below[step] = union(ours, theirs) ?? leaf;
  }
  return fieldSet(isMember(left) || isMember(right), below);
}

/** What is in any of them, in time that grows with all of them together. */
export function unionOf(sets: readonly FieldsV1[]): FieldSet {
  const [first, ...others] = sets;
  if (others.length === 0) return first;
  const stepsBelow = new Map<string, FieldsV1[]>();
  for (const set of sets) {
    for (const step in set) {
      const below = set[step];
      if (step === self || below === undefined) continue;
      const known = stepsBelow.get(step);
      if (known === undefined) stepsBelow.set(step, [below]);
      else known.push(below);
    }
  }
  const below: Record<string, FieldsV1> = {};
  for (const [step, nodes] of stepsBelow) below[step] = unionOf(nodes) ?? leaf;
  return fieldSet(sets.some(isMember), below);
}

/** What is in both. */
export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  if (left === undefined || right === undefined) return undefined;
  const below: Record<string, FieldsV1> = {};
  for (const step in left) {
    const both = step === self ? undefined : intersection(left[step], right[step]);
    if (both !== undefined) below[step] = both;
  }
  return fieldSet(isMember(left) && isMember(right), below);
}

/** What is in `left` and not in `right`. */
export function difference(left: FieldSet, right: FieldSet): FieldSet {
  if (left === undefined || right === undefined) return left;
  const below: Record<string, FieldsV1> = {};
  for (const step in left) {
    const rest = step === self ? undefined : difference(left[step], right[step]);
    if (rest !== undefined) below[step] = rest;
  }
  return fieldSet(isMember(left) && !isMember(right), below);
}

/** Each place of the set, as the steps that lead there. */
export function* placesOf(set: FieldSet, above: readonly string[] = []): Generator<readonly string[], void, undefined> {
  if (set === undefined) return;
  if (above.length > 0 && isMember(set)) yield above;
  for (const step in set) if (step !== self) yield* placesOf(set[step], [...above, step]);
}

function stepsOf(set: FieldsV1): Record<string, FieldsV1> {
  const { [self]: _, ...steps } = set;
  return steps;
}
