import type { Converter, Representation } from './converter.ts';
import { newest } from './microversion.ts';
import { operatorConverters } from './operator-responses.ts';
import { quotaConverters } from './quota-responses.ts';
import { resourceConverters } from './resource-responses.ts';
import { serverConverters } from './server-responses.ts';

export { leaveOut, older, type Representation } from './converter.ts';

/** Every change of a response there was, newest first. */
export const converters: readonly Converter[] = [
  ...serverConverters,
  ...resourceConverters,
  ...operatorConverters,
  ...quotaConverters,
].toSorted((one, other) => other.since - one.since);

/**
 * Turns a freshly made representation of the newest version into that of `version`, in place. What a version shows to some callers only is not decided here.
 *
 * @param version the minor number.
 */
export function lower(representation: Representation, body: Record<string, unknown>, version: number): void {
  if (version >= newest) return;
  for (const each of stepsTo(representation, version)) each(body);
}

function stepsTo(representation: Representation, version: number): readonly Converter['lower'][] {
  const key = `${representation} ${version}`;
  let steps = known.get(key);
  if (steps === undefined) {
    steps = converters
      .filter(({ since, of }) => since > version && (typeof of === 'string' ? of === representation : of.includes(representation)))
      .map((each) => each.lower);
    known.set(key, steps);
  }
  return steps;
}

/** One entry for each representation and version at most. */
const known = new Map<string, readonly Converter['lower'][]>();
