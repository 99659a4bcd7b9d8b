/** An answer without what differs from run to run: ids, times, addresses and what chance made are replaced by words for what they are. */
export interface NormalAnswer {
  readonly code: number;
  /** By lower-case name; only those that say something of the API. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where there is none. */
  readonly body?: unknown;
}

export interface RawAnswer {
  readonly code: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Headers that are part of the API. */
const comparedHeaders = [
  'content-type',
  'location',
  'openstack-api-version',
  'retry-after',
  'vary',
  'x-compute-request-id',
  'x-openstack-nova-api-version',
  'x-openstack-request-id',
] as const;

/** Values that chance makes, by the key that they stand under. */
const madeByChance: ReadonlySet<string> = new Set([
  'adminPass',
  'addr',
  'fingerprint',
  'ip_address',
  'mac_addr',
  'OS-EXT-IPS-MAC:mac_addr',
  'OS-EXT-SRV-ATTR:instance_name',
  'private_key',
  'public_key',
  'reservation_id',
  'OS-EXT-SRV-ATTR:reservation_id',
]);

/** `known`: what earlier answers and the world hold, so that the same thing has the same name in both. */
export function normalAnswer({ code, headers, text }: RawAnswer, known: ReadonlyMap<string, string | number>): NormalAnswer {
  const names = new Map([...known].filter(([, value]) => String(value).length >= shortestID).map(([name, value]) => [String(value), name]));
  const numbers = new Map([...known].filter(([, value]) => typeof value === 'number').map(([name, value]) => [value as number, name]));
  const told = comparedHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, normalText(value, names)] as const];
  });
  const body = text === '' ? undefined : normalValue(parsed(text), '', { names, numbers });
  return { code, headers: Object.fromEntries(told), ...(body === undefined ? {} : { body }) };
}

interface KnownIDs {
  /** Names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<number, string>;
}

function normalValue(value: unknown, key: string, ids: KnownIDs): unknown {
  if (typeof value === 'string') return madeByChance.has(key) && value !== '' ? `<${key}>` : normalText(value, ids.names);
  if (typeof value === 'number') return key === 'id' && ids.numbers.has(value) ? `<${ids.numbers.get(value)}>` : value;
  if (Array.isArray(value)) return value.map((item) => normalValue(item, key, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [normalText(name, ids.names), normalValue(item, name, ids)]));
}

function normalText(text: string, names: ReadonlyMap<string, string>): string {
  return (
    text
      .replaceAll(/https?:\/\/127\.0\.0\.1:\d+(\/image(?=\/))?/g, '<host>')
      // In which order a link names things says nothing.
      .replace(/(?<=^<host>[^?]*\?)\S*$/, (query) => query.split('&').toSorted().join('&'))
      .replaceAll(/(?<=token=)[0-9a-f]{64}$/g, '<token>')
      .replaceAll(/req-[0-9a-f]{8}-[0-9a-f-]{27}/g, '<request>')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => `<${names.get(id) ?? 'uuid'}>`)
      .replaceAll(/\b[0-9a-f]{32}\b/g, (id) => `<${names.get(id) ?? 'hex32'}>`)
      .replaceAll(/\b[0-9a-f]{56}\b/g, '<hash>')
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time Z>')
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/g, '<time with microseconds>')
      .replaceAll(/\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?/g, '<time with a space>')
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Shorter ones are names that say something, as of flavors. */
const shortestID = 30;
