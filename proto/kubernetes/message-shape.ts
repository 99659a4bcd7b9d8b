/**
 * How a decoded protobuf message becomes the JSON form of the same object. Kubernetes' clients send every plain field, set or not, and its JSON leaves
 * out what is empty; so which emptiness means something has to be said field by field.
 */
export type MessageShape = Readonly<Record<string, FieldShape>>;

export type FieldShape =
  /** A text, number or flag that is left out when empty. */
  | 'Plain'
  /** One that means something even when it is empty. */
  | 'Pointer'
  /** RFC 3339, whole seconds. */
  | 'Time'
  /** RFC 3339 with six digits of the second. */
  | 'MicroTime'
  | 'Texts'
  | 'TextMap'
  /** Bytes by name: base64 in JSON. */
  | 'BytesMap'
  | { readonly message: MessageShape }
  | { readonly list: MessageShape };

/** The JSON form of `message`. Fields without a shape are left out. */
export function toJson(message: object, shape: MessageShape): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const [name, fieldShape] of Object.entries(shape)) {
    // What was not sent is not the message's own, but its prototype's.
    if (!Object.hasOwn(message, name)) continue;
    const value = fieldToJson((message as Record<string, unknown>)[name], fieldShape);
    if (value !== undefined) json[name] = value;
  }
  return json;
}

function fieldToJson(value: unknown, shape: FieldShape): unknown {
  switch (shape) {
    case 'Plain':
      return isEmpty(value) ? undefined : plainValue(value);
    case 'Pointer':
      return plainValue(value) ?? undefined;
    case 'Time':
      return timeToJson(value as Timestamp, 0);
    case 'MicroTime':
      return timeToJson(value as Timestamp, 6);
    case 'Texts':
      return (value as readonly string[]).length === 0 ? undefined : value;
    case 'TextMap':
      return mapToJson(value as Record<string, string>, (text) => text);
    case 'BytesMap':
      return mapToJson(value as Record<string, Uint8Array>, (bytes) => Buffer.from(bytes).toString('base64'));
  }
  if ('message' in shape) return toJson(value as object, shape.message);
  const items = value as readonly object[];
  return items.length === 0 ? undefined : items.map((item) => toJson(item, shape.list));
}

function isEmpty(value: unknown): boolean {
  const plain = plainValue(value);
  return plain === '' || plain === 0 || plain === false;
}

/** 64-bit integers come as two halves; those of Kubernetes' metadata fit into a number. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { low, high } = value as { readonly low: number; readonly high: number };
  return high * 0x1_0000_0000 + (low >>> 0);
}

interface Timestamp {
  readonly seconds?: unknown;
  readonly nanos?: unknown;
}

/** A time that is not set is sent as a message without fields. */
function timeToJson(time: Timestamp, fractionDigits: 0 | 6): string | undefined {
  const seconds = Object.hasOwn(time, 'seconds') ? Number(plainValue(time.seconds)) : Number.NaN;
  if (!(Math.abs(seconds) <= mostSeconds)) return undefined;
  const wholeSeconds = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  const fraction = fractionDigits === 0 ? '' : `.${String(Math.floor(Number(time.nanos ?? 0) / 1000)).padStart(fractionDigits, '0')}`;
  return `${wholeSeconds}${fraction}Z`;
}

/** The last second of the year 9999, the end of RFC 3339. */
const mostSeconds = 253_402_300_799;

function mapToJson<Value>(values: Readonly<Record<string, Value>>, change: (value: Value) => string): Record<string, string> | undefined {
  const entries = Object.entries(values);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.map(([name, value]) => [name, change(value)]));
}
