type Plain = string | boolean | null | Plain[] | { [name: string]: Plain };

/**
 * Reads a kubeconfig in the plain form of YAML that programs write (we, kubectl and the cloud providers' tools): maps and lists by indentation, values
 * plain or in double quotes on one line. Undefined for anything else, which a real YAML parser has to read. It exists because that parser takes longer
 * than a whole `tycho get`.
 */
export function parsePlainKubeconfig(text: string): unknown {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line === '---') continue;
    const match = plainLine.exec(line);
    if (match === null) return undefined;
    const [, spaces = '', dashes = '', name = '', value = ''] = match;
    // An item `- name: x` is a list item, in which the map is indented by two more.
    if (dashes !== '') lines.push({ indent: spaces.length, kind: 'Item' });
    lines.push({ indent: spaces.length + dashes.length, kind: 'Field', name, value });
  }
  const reader = { lines, position: 0 };
  try {
    const document = readMap(reader, 0);
    return reader.position === lines.length ? document : undefined;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

type Line =
  | { readonly indent: number; readonly kind: 'Item' }
  | { readonly indent: number; readonly kind: 'Field'; readonly name: string; readonly value: string };

/** Something that the plain form does not have. */
class NotPlain extends Error {}

/** Indentation, `- ` of a list item, a name, and a value without anything that YAML gives a meaning to. */
const plainLine =
  /^( *)(- )?([A-Za-z][\w-]*):(?: +([^\s#&*!|>{}[\]'"%@`,?:-][^#'"{}[\]]*|"[^"\\]*"|\{\}|""|[^\s#&*!|>{}[\]'"%@`,?:-]))? *$/;

function readMap(reader: { readonly lines: readonly Line[]; position: number }, indent: number): { [name: string]: Plain } {
  const map: { [name: string]: Plain } = {};
  for (;;) {
    const line = reader.lines[reader.position];
    if (line === undefined || line.indent < indent || line.kind === 'Item') return map;
    if (line.indent !== indent || line.name in map) throw new NotPlain();
    reader.position += 1;
    map[line.name] = line.value === '' ? readBelow(reader, indent) : scalar(line.value);
  }
}

/** The value of a name that has none on its line: a list (at the same indentation too), a map further in, or nothing. */
function readBelow(reader: { readonly lines: readonly Line[]; position: number }, indent: number): Plain {
  const next = reader.lines[reader.position];
  if (next?.kind === 'Item' && next.indent >= indent) return readList(reader, next.indent);
  return next !== undefined && next.indent > indent ? readMap(reader, next.indent) : null;
}

function readList(reader: { readonly lines: readonly Line[]; position: number }, indent: number): Plain[] {
  const items: Plain[] = [];
  for (;;) {
    const line = reader.lines[reader.position];
    if (line?.kind !== 'Item' || line.indent !== indent) return items;
    reader.position += 1;
    items.push(readMap(reader, indent + 2));
  }
}

function scalar(value: string): Plain {
  if (value.startsWith('"')) return value.slice(1, -1);
  if (value === '{}') return {};
  const text = value.trimEnd();
  // What YAML does not read as text; of these a kubeconfig only has booleans.
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^(?:[-+.]?\d|null$|~|yes$|no$|on$|off$)|: |:$/i.test(text) && !/^https?:\/\//.test(text)) throw new NotPlain();
  return text;
}
