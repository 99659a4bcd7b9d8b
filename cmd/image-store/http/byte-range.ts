/** What a request wants of a blob. `end` is included, as in HTTP. */
export type WantedRange =
  | { readonly kind: 'Whole' }
  | { readonly kind: 'Part'; readonly start: number; readonly end: number }
  /** It begins behind the end. */
  | { readonly kind: 'Unsatisfiable' };

/**
 * Reads `Range` (RFC 9110, 14.2). Several ranges, and what is malformed, are answered with the whole, as the RFC allows. So is a range that `If-Range`
 * ties to other bytes than those that `entityTag` names.
 */
export function wantedRange(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | string[] | undefined },
  { sizeBytes, entityTag }: { readonly sizeBytes: number; readonly entityTag: string },
): WantedRange {
  const { range, 'if-range': condition } = headers;
  const match = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/.exec(range ?? '');
  const { first = '', last = '' } = match?.groups ?? {};
  const isPlain = first !== '' || last !== '';
  if (!isPlain || (condition !== undefined && condition !== entityTag)) return { kind: 'Whole' };
  if (first === '') return fromEnd(Number(last), sizeBytes);
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return { kind: 'Whole' };
  return start >= sizeBytes ? { kind: 'Unsatisfiable' } : { kind: 'Part', start, end };
}

function fromEnd(count: number, sizeBytes: number): WantedRange {
  if (count === 0 || sizeBytes === 0) return { kind: 'Unsatisfiable' };
  return { kind: 'Part', start: Math.max(0, sizeBytes - count), end: sizeBytes - 1 };
}

/** `Content-Range: bytes START-END/TOTAL` of bytes that are sent to us; undefined when it is malformed or contradicts itself. */
export function sentRange(header: string): { readonly start: number; readonly end: number; readonly totalBytes: number } | undefined {
  const match = /^bytes (?<start>\d{1,15})-(?<end>\d{1,15})\/(?<total>\d{1,15})$/.exec(header);
  if (match?.groups === undefined) return undefined;
  const [start, end, totalBytes] = ['start', 'end', 'total'].map((name) => Number(match.groups?.[name])) as [number, number, number];
  return start <= end && end < totalBytes ? { start, end, totalBytes } : undefined;
}
