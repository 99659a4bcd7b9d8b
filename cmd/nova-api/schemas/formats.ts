import { isIPv4, isIPv6 } from 'node:net';

/** What a string of a format may be, and for names the words in which Nova refuses others (nova/api/validation/validators.py). */
export interface TextFormat {
  readonly matches: (text: string) => boolean;
  /** Only of formats of names. */
  readonly reason?: string;
}

/** The formats that our schemas name. */
export const formats = {
  name: { matches: isName, reason: 'printable characters. Can not start or end with whitespace.' },
  'name-with-spaces': { matches: isNameWithSpaces, reason: 'printable characters with at least one non space character' },
  'zone-name': {
    matches: (text) => isName(text) && !text.includes(':'),
    // Nova's own message lacks the space.
    reason: 'printable characters except :.Can not start or end with whitespace.',
  },
  'keypair-name': { matches: (text) => /^[-_ 0-9a-zA-Z]*$/.test(text), reason: `Only expected characters: [_- ${digitsAndLetters()}]` },
  'keypair-name-since-92': {
    matches: (text) => /^[-@._ 0-9a-zA-Z]*$/.test(text),
    reason: `Only expected characters: [@._- ${digitsAndLetters()}]`,
  },
  uuid: { matches: isUUID },
  base64: { matches: isBase64 },
  'date-time': { matches: (text) => parseTime(text) !== undefined },
  ipv4: { matches: isIPv4 },
  ipv6: { matches: (text) => isIPv6(text) && !text.includes('%') },
  regex: { matches: isExpression },
} as const satisfies Readonly<Record<string, TextFormat>>;

export type FormatName = keyof typeof formats;

/**
 * Printable characters that are in the first plane of Unicode: Nova's own expressions end there, so letters beyond, as emojis are, are refused. An empty name is
 * left to the limit of length, so that the message is about that.
 */
function isName(text: string): boolean {
  return isPrintable(text) && !/^\p{Zs}|\p{Zs}$/u.test(text);
}

function isNameWithSpaces(text: string): boolean {
  return isPrintable(text) && /[^\p{Zs}]/u.test(text);
}

/** Whether all of it can be shown in one line. */
function isPrintable(text: string): boolean {
  return printable.test(text);
}

/** For schemas, which hold expressions as text. */
export const printableText = String.raw`^[^\p{C}\p{Zl}\p{Zp}\u{10000}-\u{10FFFF}]*$`;

const printable = new RegExp(printableText, 'u');

function digitsAndLetters(): string {
  return '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
}

/** In any of the ways to write one: with or without hyphens, in braces, as a URN (oslo.utils uuidutils.is_uuid_like). */
function isUUID(text: string): boolean {
  if (text.length > longestUUID) return false;
  const digits = text
    .replaceAll(/urn:|uuid:/g, '')
    .replaceAll(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  return /^[0-9a-fA-F]{32}$/.test(digits);
}

/** Characters: `urn:uuid:{…}` with hyphens is 47. */
const longestUUID = 64;

/** As Python's decoder reads it: what is not of the alphabet is skipped, so line breaks are welcome; what is left must be whole groups of four. */
function isBase64(text: string): boolean {
  let [inGroup, padding] = [0, 0];
  for (const character of text) {
    if (character === '=') {
      padding += inGroup >= 2 ? 1 : 0;
      if (inGroup >= 2 && inGroup + padding >= 4) return true;
    } else if (/[A-Za-z0-9+/]/.test(character)) {
      padding = 0;
      inGroup = (inGroup + 1) % 4;
    }
  }
  return inGroup === 0;
}

/** An expression that can be read. Whether it is dear to match is for whoever matches it. */
function isExpression(text: string): boolean {
  if (text === '') return false;
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * A time in ISO 8601, in the forms that Nova takes (oslo.utils timeutils.parse_isotime): a date alone, with or without a zone, which is UTC then, and with a space
 * for the T. Undefined for anything else, and for a time that no calendar has.
 */
export function parseTime(text: string): Date | undefined {
  const found = isoTime.exec(text)?.groups;
  if (found === undefined) return undefined;
  const part = (name: string, otherwise = '00'): string => found[name] ?? otherwise;
  const date = `${part('year')}-${part('month', '01').padStart(2, '0')}-${part('day', '01').padStart(2, '0')}`;
  const fraction = part('fraction', '0').slice(0, 3);
  const zone = found['sign'] === undefined ? 'Z' : `${found['sign']}${part('zoneHours')}:${part('zoneMinutes')}`;
  const time = new Date(`${date}T${part('hours')}:${part('minutes')}:${part('seconds')}.${fraction}${zone}`);
  const isReal = !Number.isNaN(time.getTime()) && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(part('day', '01'));
  return isReal ? time : undefined;
}

const isoTime =
  /^(?<year>\d{4})(?:-?(?<month>\d{1,2})(?:-?(?<day>\d{1,2})(?:[ T](?<hours>\d{2})(?::?(?<minutes>\d{2})(?::?(?<seconds>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)?(?:Z|(?<sign>[-+])(?<zoneHours>\d{2}):?(?<zoneMinutes>\d{2})?)?)?)?)?$/;
