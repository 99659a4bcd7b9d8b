import { MalformedObjectError } from './malformed-object-error.ts';

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
  /** Lists of texts by name. */
  | 'TextsMap'
  /** Bytes that are JSON themselves, alone in a message. */
  | 'Json'
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
    case 'TextsMap':
      return mapToJson(value as Record<string, { readonly items: readonly string[] }>, ({ items }) => items);
    case 'Json':
      return parsedJson((value as { readonly raw?: Uint8Array }).raw);
  }
  if ('message' in shape) return toJson(value as object, shape.message);
  const items = value as readonly object[];
  return items.length === 0 ? undefined : items.map((item) => toJson(item, shape.list));
}

function isEmpty(value: unknown): boolean {
  const plain = plainValue(value);
  return plain === '' || plain === 0 || plain === false;
}

/** 64-bit integers come as two halves. Those that JSON's readers would round are refused. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { low, high } = value as { readonly low: number; readonly high: number };
  const number = high * 0x1_0000_0000 + (low >>> 0);
  if (!Number.isSafeInteger(number)) throw new MalformedObjectError('it holds a number beyond 2^53');
  return number;
}

interface Timestamp {
  readonly seconds?: unknown;
  readonly nanos?: unknown;
}

/** A time that is not set is sent as a message without fields. Throws {@link MalformedObjectError} for one that RFC 3339 cannot say. */
function timeToJson(time: Timestamp, fractionDigits: 0 | 6): string | undefined {
  if (!Object.hasOwn(time, 'seconds')) return undefined;
  const nanos = Number(time.nanos ?? 0);
  // As in Go, a fraction may be beyond its second.
  const carriedSeconds = Math.floor(nanos / 1e9);
  const seconds = Number(plainValue(time.seconds)) + carriedSeconds;
  if (seconds < firstSecond || seconds > lastSecond) throw new MalformedObjectError('it holds a time beyond the years 0 to 9999');
  const wholeSeconds = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  const microseconds = Math.floor((nanos - carriedSeconds * 1e9) / 1000);
  const fraction = fractionDigits === 0 ? '' : `.${String(microseconds).padStart(fractionDigits, '0')}`;
  return `${wholeSeconds}${fraction}Z`;
}

/** The years 0 and 9999, the ends of RFC 3339. */
const firstSecond = -62_167_219_200;
const lastSecond = 253_402_300_799;

function parsedJson(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined || bytes.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (cause) {
    throw new MalformedObjectError('a set of managed fields in it is no JSON', { cause });
  }
}

function mapToJson<Value, Changed>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Changed,
): Record<string, Changed> | undefined {
  const entries = Object.entries(values);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.map(([name, value]) => [name, change(value)]));
}
