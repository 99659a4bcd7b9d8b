import { eventually } from '../../../harness/eventually.ts';
import { atPath, filledIn, type Person, type SentRequest } from './compared-request.ts';
import { normalAnswer, type NormalAnswer, type RawAnswer } from './normalize.ts';

export interface SideParts {
  /** With `/v2.1`. */
  readonly computeURL: string;
  /** A token for each person who has one. */
  readonly tokens: Readonly<Partial<Record<Person, string>>>;
  /** What there is before the first request, by the words that requests have for it. */
  readonly known: ReadonlyMap<string, string | number>;
}

/** One of the two that are compared. */
export class Side {
  readonly #computeURL: string;
  readonly #tokens: SideParts['tokens'];
  readonly #known: Map<string, string | number>;

  constructor({ computeURL, tokens, known }: SideParts) {
    this.#computeURL = computeURL;
    this.#tokens = tokens;
    this.#known = new Map(known);
  }

  /** Sends it, keeps of the answer what later ones need, and waits for what it is to lead to. What never came, or could not be asked, has the code 0. */
  async answer(request: SentRequest): Promise<NormalAnswer> {
    const { keep = {}, until, name, ownSecond = until !== undefined } = request;
    let raw: RawAnswer;
    try {
      raw = await this.#send(request);
    } catch (error) {
      // What it needed is not there, since an earlier one was refused: that is told there, and here as well.
      if (!(error instanceof RangeError)) throw error;
      return { code: 0, headers: {}, body: error.message };
    }
    for (const [word, path] of Object.entries(keep)) {
      const value = path.startsWith('header ') ? lastPart(raw.headers.get(path.slice(7))) : atPath(parsed(raw.text), path);
      if (typeof value === 'string' || typeof value === 'number') this.#known.set(word, value);
    }
    const answer = normalAnswer(raw, this.#known);
    if (ownSecond) await nextSecond();
    if (until === undefined || raw.code >= 300) return answer;
    const trouble = await this.#waitFor(until[0], until[1]);
    return trouble === undefined ? answer : { code: 0, headers: {}, body: `after "${name}" ${trouble}` };
  }

  async #send({ request, as = 'member', version, headers, body }: Omit<SentRequest, 'name'>): Promise<RawAnswer> {
    const [method = '', path = ''] = request.split(' ', 2);
    const target = filledIn(path, this.#known);
    const token = this.#tokens[as];
    const url = target.startsWith('^') ? `${this.#computeURL.replace(/\/v2\.1$/, '')}${target.slice(1)}` : `${this.#computeURL}${target}`;
    const answer = await fetch(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { 'x-auth-token': token }),
        ...(version === '' ? {} : { 'openstack-api-version': `compute ${version}`, 'x-openstack-nova-api-version': version }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...filledIn(headers, this.#known),
      },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(filledIn(body, this.#known)) }),
    });
    return { code: answer.status, headers: answer.headers, text: await answer.text() };
  }

  /** Returns what is wrong when it never comes to that. */
  async #waitFor(server: string, wanted: string): Promise<string | undefined> {
    try {
      await eventually(
        async () => {
          const { code, text } = await this.#send({ request: `GET /servers/{${server}}`, as: 'admin', version: '2.26' });
          if (wanted === 'gone' ? code === 404 : code === 200 && isAtRest(parsed(text), wanted)) return;
          throw new Error(`the server ${server} did not become ${wanted}: ${text.slice(0, 2000)}`);
        },
        { withinMilliseconds: 45_000, intervalMilliseconds: 50 },
      );
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function isAtRest(body: unknown, wanted: string): boolean {
  return atPath(body, 'server.status') === wanted && atPath(body, 'server.OS-EXT-STS:task_state') === null;
}

function lastPart(url: string | null): string | undefined {
  return url?.split('/').at(-1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Times are told in seconds. */
async function nextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  await eventually(
    () => {
      if (Math.floor(Date.now() / 1000) === second) throw new Error('the clock stands still');
    },
    { intervalMilliseconds: 50 },
  );
}
