/** A message holds a number that JavaScript cannot represent exactly, or text where bytes were meant: the peer is broken. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/**
 * A uint64 as protobufjs decodes it (a number, or an object of two 32-bit halves) as a plain number. Throws {@link MalformedMessageError} above
 * 2^53 - 1: revisions and sessions stay far below, so such a value is a fault and must not be rounded.
 */
export function decodedInteger(value: unknown): number {
  const number = typeof value === 'number' ? value : fromHalves(value as { readonly low: number; readonly high: number });
  if (!Number.isSafeInteger(number) || number < 0)
    throw new MalformedMessageError(`a message holds the number ${number}, which is out of range`);
  return number;
}

/** Checks a number before it is written as a uint64. Throws a RangeError: sending another one is a mistake of ours. */
export function encodableInteger(number: number): number {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`${number} cannot go over the wire: it is not a whole number from 0 to 2^53 - 1`);
  return number;
}

function fromHalves({ low, high }: { readonly low: number; readonly high: number }): number {
  return (high >>> 0) * 0x1_0000_0000 + (low >>> 0);
}
