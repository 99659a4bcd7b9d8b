/**
 * The point that the n-th of many lives dies at, of `pointCount` (1 is the first): far from those of the lives just before, and every one once in
 * `pointCount` lives.
 */
export function nthPoint(life: number, pointCount: number): number {
  return 1 + ((life * strideFor(pointCount)) % pointCount);
}

/** About the golden section, which spreads best, and without a common divisor. */
function strideFor(pointCount: number): number {
  let stride = Math.max(1, Math.round(pointCount * 0.618));
  while (divisor(stride, pointCount) !== 1) stride += 1;
  return stride;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
