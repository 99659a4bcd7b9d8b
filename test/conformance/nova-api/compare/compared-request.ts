/** Who asks. */
export type Person = 'admin' | 'member' | 'reader' | 'stranger' | 'nobody';

/** One request that both are asked, in the words of a list. Words in braces, in the path and the body, stand for what earlier answers held. */
export interface ComparedRequest {
  /** What it is about. Each of the list has another. */
  readonly name: string;
  /** Method and path behind `/v2.1`, as `GET /servers/{web}`. A path that begins with `^` is not below `/v2.1`. */
  readonly request: string;
  /** Default: somebody with the role `member`. */
  readonly as?: Person;
  /** Microversions, in each of which it is sent once, as `2.47`; '' for no header. Default: only ''. */
  readonly versions?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: unknown;
  /** What of the answer later requests need: names, and paths such as `server.id`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** What to wait for after it. A server is named as later requests name it. */
  readonly until?: ServerState;
  /** Whether the next one is sent in another second, so that lists which go by time have an order. So it is whenever something is waited for. */
  readonly ownSecond?: boolean;
}

/** A server, and the status that it comes to rest in; `gone` when it is not found. */
export type ServerState = readonly [server: string, status: string];

/** One of the list, in one version. */
export interface SentRequest extends Omit<ComparedRequest, 'versions'> {
  readonly version: string;
}

/** The list as it is sent: one after the other. Throws RangeError where two have one name. */
export function sentRequests(list: readonly ComparedRequest[]): readonly SentRequest[] {
  const sent = list.flatMap(({ versions = [''], ...request }) =>
    versions.map((version) => ({
      ...request,
      version,
      name: versions.length === 1 ? request.name : `${request.name}, ${version || 'no version'}`,
    })),
  );
  const names = new Set<string>();
  for (const { name } of sent) {
    if (names.has(name)) throw new RangeError(`two requests are called "${name}"`);
    names.add(name);
  }
  return sent;
}

/** Many requests that differ in their bodies only, as those that are refused: what is wrong with each, and the body. */
export function eachBody(
  what: string,
  request: Omit<ComparedRequest, 'name' | 'body'>,
  bodies: Readonly<Record<string, unknown>>,
): readonly ComparedRequest[] {
  return Object.entries(bodies).map(([difference, body]) => ({ ...request, name: `${what}: ${difference}`, body }));
}

/** Many requests that have a method and what is asked of them in common: a name for each, and the rest of the path. */
export function eachPath(
  what: string,
  request: Omit<ComparedRequest, 'name'>,
  endings: Readonly<Record<string, string>>,
): readonly ComparedRequest[] {
  return Object.entries(endings).map(([difference, ending]) => ({
    ...request,
    request: `${request.request}${ending}`,
    name: `${what}: ${difference}`,
  }));
}

/** Puts what is known in the place of the words in braces. Throws RangeError for one that is not known. */
export function filledIn<Value>(value: Value, known: ReadonlyMap<string, string | number>): Value {
  if (typeof value === 'string') return filledText(value, known) as Value;
  if (Array.isArray(value)) return value.map((item) => filledIn<unknown>(item, known)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [filledText(key, known), filledIn<unknown>(item, known)])) as Value;
}

/** A text that is one word in braces becomes what it stands for, a number too. */
function filledText(text: string, known: ReadonlyMap<string, string | number>): string | number {
  const whole = /^\{(\w+)\}$/.exec(text)?.[1];
  if (whole !== undefined && known.has(whole)) return known.get(whole)!;
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = known.get(name);
    if (value === undefined) throw new RangeError(`nothing is known of {${name}}`);
    return String(value);
  });
}

/** What is at a path such as `server.links.0.href`; undefined where nothing is. */
export function atPath(value: unknown, path: string): unknown {
  return path.split('.').reduce((found, key) => (found as Readonly<Record<string, unknown>> | undefined)?.[key], value);
}
