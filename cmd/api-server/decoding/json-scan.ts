/** What a look at the bytes of a JSON text finds that a parser does not say. */
export interface JsonScan {
  /** How deep objects and lists are nested. */
  readonly depth: number;
  /** How many field names it holds, repeated ones included. */
  readonly fieldNameCount: number;
  /** How many values follow another in their object or list. */
  readonly separatorCount: number;
}

/**
 * Looks over a JSON text in one pass, without building anything. The text need not be valid: then the result means little, and the parser says what is
 * wrong. A field name is a string with a colon after it.
 */
export function scanJson(text: Buffer): JsonScan {
  let depth = 0;
  let deepest = 0;
  let fieldNameCount = 0;
  let separatorCount = 0;
  for (let position = 0; position < text.length; position += 1) {
    const byte = text[position];
    if (byte === quote) {
      position = endOfString(text, position);
    } else if (byte === colon) {
      // Outside of strings a colon stands only after a field name.
      fieldNameCount += 1;
    } else if (byte === comma) {
      separatorCount += 1;
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
    }
  }
  return { depth: deepest, fieldNameCount, separatorCount };
}

/** Where fields stand that are stated more than once, as `spec.flavor` or `spec.volumes[0].size`. For valid JSON only. */
export function duplicateFieldsOf(text: string): readonly string[] {
  const duplicates: string[] = [];
  const levels: Level[] = [];
  for (const { 0: token, groups } of text.matchAll(tokenPattern)) {
    const level = levels.at(-1);
    if (groups?.['name'] !== undefined && level?.names !== undefined) {
      level.place = fieldPlace(levels, JSON.parse(groups['name']) as string);
      if (level.names.has(level.place)) duplicates.push(level.place);
      level.names.add(level.place);
    } else if (token === '{' || token === '[') {
      levels.push({ names: token === '{' ? new Set() : undefined, place: '', position: 0, at: placeOfValue(level) });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',' && level !== undefined) {
      level.position += 1;
    }
  }
  return [...new Set(duplicates)];
}

/** One object or list that the walk is inside of. */
interface Level {
  /** Of an object: the places of the fields met so far. */
  readonly names: Set<string> | undefined;
  /** Where this object or list itself stands. */
  readonly at: string;
  /** Of an object: the place of the field met last. */
  place: string;
  /** Of a list: the position of the item that comes next. */
  position: number;
}

/** A field name with its colon, another string, or punctuation. Strings are taken whole, so that what is in them is not mistaken. */
const tokenPattern = /(?<name>"(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\],]/gs;

function fieldPlace(levels: readonly Level[], name: string): string {
  const at = levels.at(-1)?.at ?? '';
  return at === '' ? name : `${at}.${name}`;
}

function placeOfValue(level: Level | undefined): string {
  if (level === undefined) return '';
  return level.names === undefined ? `${level.at}[${level.position}]` : level.place;
}

function endOfString(text: Buffer, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const byte = text[position];
    if (byte === quote) return position;
    if (byte === backslash) position += 1;
  }
  return text.length;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
