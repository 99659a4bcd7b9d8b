/**
 * A value as Python prints it inside of another: the words of Nova's refusals are those of Python's jsonschema, and clients' tests look for them.
 * What is longer than `limit` characters is cut.
 */
export function pythonText(value: unknown, limit = longestQuote): string {
  const output = { text: '', limit };
  write(value, output);
  return output.text.length > limit ? `${output.text.slice(0, limit)}…` : output.text;
}

/** The same for a value that stands by itself: a string has no quotes then. */
export function pythonValue(value: unknown): string {
  if (typeof value !== 'string') return pythonText(value);
  return value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value;
}

/** Characters that a message quotes of a value; the limit of all our messages (docs/api-conventions.md). */
const longestQuote = 256;

interface Output {
  text: string;
  readonly limit: number;
}

/** Each level writes at least one character before it goes deeper, so the limit bounds the depth as well. */
function write(value: unknown, output: Output): void {
  if (output.text.length > output.limit) return;
  if (Array.isArray(value)) writeEach(value, output, '[]', (item: unknown) => write(item, output));
  else if (typeof value === 'object' && value !== null) {
    writeEach(Object.keys(value), output, '{}', (key) => {
      output.text += `${quoted(key.slice(0, output.limit))}: `;
      write((value as Record<string, unknown>)[key], output);
    });
  } else output.text += scalar(value, output.limit);
}

function writeEach<Item>(items: readonly Item[], output: Output, [open = '', close = '']: string, writeItem: (item: Item) => void): void {
  output.text += open;
  for (const [index, item] of items.entries()) {
    if (output.text.length > output.limit) return;
    if (index > 0) output.text += ', ';
    writeItem(item);
  }
  output.text += close;
}

function scalar(value: unknown, limit: number): string {
  if (typeof value === 'string') return quoted(value.slice(0, limit + 1));
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : typeof value;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\p{C}\p{Zl}\p{Zp}]/gu, escapedCharacter);
  return quote + (quote === "'" ? escaped.replaceAll("'", String.raw`\'`) : escaped) + quote;
}

function escapedCharacter(character: string): string {
  const known = escapes[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return String.raw`\x` + code.toString(16).padStart(2, '0');
  return code <= 0xffff ? String.raw`\u` + code.toString(16).padStart(4, '0') : String.raw`\U` + code.toString(16).padStart(8, '0');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };
