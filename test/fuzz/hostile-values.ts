import fastCheck, { type Arbitrary } from 'fast-check';

/* Values that have broken servers before, and others. */

/** Names that mean something to the language, to paths, to storage keys or to the wire. */
export const hostileWords: readonly string[] = [
  '',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '..',
  '.',
  '%2e%2e',
  '%2F',
  '%00',
  '%',
  '%zz',
  'a/b',
  'a\0b',
  '\u202e',
  '\ud800',
  'ÄÖ',
  'web',
  'default',
  'public',
  '-1',
  '0',
  '1',
  '1e309',
  'NaN',
  'null',
  '18446744073709551616',
  '$patch',
  '$ref',
  'x'.repeat(64),
  'x'.repeat(300),
];

export const hostileWord: Arbitrary<string> = fastCheck.oneof(
  { weight: 3, arbitrary: fastCheck.constantFrom(...hostileWords) },
  { weight: 2, arbitrary: fastCheck.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fastCheck.string({ unit: 'binary', maxLength: 40 }) },
);

/** JSON of any shape, with fields of such names. */
export const hostileJson: Arbitrary<unknown> = fastCheck.letrec((tie) => ({
  value: fastCheck.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fastCheck.constant(null),
    fastCheck.boolean(),
    fastCheck.double({ noNaN: true }),
    fastCheck.constantFrom(-1, 0, 1, 2 ** 31, 2 ** 53, 1e308),
    hostileWord,
    fastCheck.array(tie('value'), { maxLength: 5 }),
    fastCheck.dictionary(hostileWord, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** A place in a value, as a walk that chooses a child at each step. */
const walk = fastCheck.array(fastCheck.nat(50), { maxLength: 6 });

export interface Mutation {
  readonly walk: readonly number[];
  readonly value: unknown;
  readonly how: 'Replace' | 'Remove' | 'Add';
  readonly name: string;
}

export const mutation: Arbitrary<Mutation> = fastCheck.record({
  walk,
  value: hostileJson,
  how: fastCheck.constantFrom('Replace', 'Remove', 'Add'),
  name: hostileWord,
});

/** A copy of `value` with something wrong in one place. */
export function mutated(value: unknown, change: Mutation, depth = 0): unknown {
  const isLeaf = typeof value !== 'object' || value === null || depth >= change.walk.length;
  const entries = isLeaf ? [] : Object.entries(value);
  if (isLeaf || entries.length === 0) return atLeaf(value, change);
  const [name] = entries[(change.walk[depth] ?? 0) % entries.length] ?? [''];
  const changed = entries
    .filter(([each]) => each !== name || change.how !== 'Remove' || depth < change.walk.length - 1)
    .map(([each, child]): [string, unknown] => [each, each === name ? mutated(child, change, depth + 1) : child]);
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed);
}

function atLeaf(value: unknown, { how, name, value: added }: Mutation): unknown {
  if (how !== 'Add' || typeof value !== 'object' || value === null) return added;
  return Array.isArray(value) ? [...(value as unknown[]), added] : Object.fromEntries([...Object.entries(value), [name, added]]);
}
