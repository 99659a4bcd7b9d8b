/** One media type that a client takes, with its parameters. */
export interface MediaRange {
  /** Lower case, `*` for any. */
  readonly type: string;
  readonly subtype: string;
  /** By lower-case name, without `q`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly quality: number;
}

/**
 * Reads an Accept header (RFC 9110 §12.5.1), best first: by quality, and among equals in the order in which they stand. Parameters may stand in any
 * order. What cannot be read is left out, and so is what has quality 0. No header at all takes anything.
 */
export function parseAccept(header: string | undefined): readonly MediaRange[] {
  if (header === undefined || header.trim() === '') return [{ type: '*', subtype: '*', parameters: {}, quality: 1 }];
  return header
    .split(',', mostRanges)
    .map(parseRange)
    .filter((range) => range !== undefined)
    .filter((range) => range.quality > 0)
    .sort((left, right) => right.quality - left.quality);
}

/** Longer lists are cut: nobody has that many wishes, and each costs a look at every form. */
const mostRanges = 32;

function parseRange(text: string): MediaRange | undefined {
  const [media = '', ...parameterTexts] = text.split(';');
  const [type, subtype, ...beyond] = media.trim().toLowerCase().split('/');
  if (type === undefined || subtype === undefined || subtype === '' || beyond.length > 0) return undefined;
  const parameters: Record<string, string> = {};
  for (const parameter of parameterTexts) {
    const equals = parameter.indexOf('=');
    if (equals > 0) parameters[parameter.slice(0, equals).trim().toLowerCase()] = unquoted(parameter.slice(equals + 1).trim());
  }
  const { q, ...others } = parameters;
  const quality = q === undefined ? 1 : Number(q);
  return Number.isNaN(quality) ? undefined : { type, subtype, parameters: others, quality };
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
