import { Agent, request as httpRequest } from 'node:http';
import fastCheck from 'fast-check';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { NovaDesk } from '../../harness/nova-desk.ts';
import { furnish, ours, type Fleet } from './fleet.ts';
import { faultIn, type WireAnswer } from './answer-faults.ts';
import { recipe as anyRecipe, requestOf, type Change, type Recipe, type WireRequest } from './requests.ts';
import type { Fullness } from './schema-values.ts';
import { StoreMemory } from './store-memory.ts';
import { stepsAt, stepsOf, targets, type Target } from './targets.ts';

/** A request that was answered well, as it was asked. */
export interface GoodAnswer {
  readonly target: Target;
  readonly version: number;
  readonly code: number;
  readonly body: unknown;
}

/** The Compute API with a fleet behind it, which is as it was after each request. */
export class NovaFuzz implements AsyncDisposable {
  readonly byStatus = new Map<number, number>();
  /** Names of targets, and of steps of schemas, that were answered well, and that were refused. */
  readonly accepted = new Set<string>();
  readonly refused = new Set<string>();
  readonly fleet: Fleet;
  readonly #desk: NovaDesk;
  readonly #store: StoreMemory;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #problems: unknown[];

  private constructor(desk: NovaDesk, parts: { readonly fleet: Fleet; readonly store: StoreMemory; readonly problems: unknown[] }) {
    this.#desk = desk;
    this.fleet = parts.fleet;
    this.#store = parts.store;
    this.#problems = parts.problems;
  }

  static async open(): Promise<NovaFuzz> {
    const problems: unknown[] = [];
    const logger: Logger = { ...silentLogger, error: (fields: object) => problems.push(fields) };
    const desk = await NovaDesk.open({ logger });
    const fleet = await furnish(desk);
    return new NovaFuzz(desk, { fleet, store: await StoreMemory.of(desk), problems });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    await this.#desk[Symbol.asyncDispose]();
  }

  /** Asks for everything in every version that changes something, as those who may and as those who may not. */
  async askForEverything(onGood: (answer: GoodAnswer) => void = () => {}): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const target of targets)
      for (const version of target.versions) {
        const found = await this.#seekGood(target, version, onGood);
        if (found !== undefined) faults.push(found);
        for (const [who, changes] of badOnes) {
          const fault = await this.send({ target: target.name, version, who, seed: 1, fullness: 'Least', changes });
          if (fault !== undefined) faults.push(fault);
        }
      }
    return faults;
  }

  /** Tries until a request is answered well. */
  async #seekGood(target: Target, version: number, onGood: (answer: GoodAnswer) => void): Promise<string | undefined> {
    for (let seed = 0; seed < mostTries; seed += 1) {
      const fullness = (['Least', 'Most', 'Some'] as const satisfies Fullness[])[Math.min(seed, 2)]!;
      const recipe: Recipe = { target: target.name, version, who: `admin@${ours}`, seed, fullness, changes: [] };
      const { fault, answer } = await this.exchange(recipe);
      if (fault !== undefined) return fault;
      if (answer.code < 400) {
        onGood({ target, version, code: answer.code, body: answer.text === '' ? undefined : (JSON.parse(answer.text) as unknown) });
        if (fullness !== 'Least') return undefined;
      }
      if (neverBetter.has(answer.code) && seed > 2) return undefined;
    }
    return undefined;
  }

  /** Sends a request, and has the fleet be as before. What is wrong with the answer, or with what the request left behind; undefined: nothing. */
  async send(recipe: Recipe): Promise<string | undefined> {
    return (await this.exchange(recipe)).fault;
  }

  async exchange(recipe: Recipe): Promise<{ readonly fault: string | undefined; readonly answer: WireAnswer }> {
    const request = requestOf(recipe, this.fleet);
    const before = await this.#store.revision();
    const answer = await this.#ask(request);
    await this.fleet.atRest();
    this.#note(recipe, answer);
    const say = (what: string): string =>
      `${what}\n${request.method} ${request.path} ${JSON.stringify(request.headers)}\n${request.body?.slice(0, 1500) ?? ''}\n→ ${answer.code} ${answer.text.slice(0, 600)}\nrecipe: ${JSON.stringify(recipe).slice(0, 3000)}`;
    const known = this.#problems.splice(0);
    const fault = faultIn(answer, JSON.stringify(request));
    if (fault !== undefined) return { fault: say(`${fault}${known.map((each) => `\n${describe(each)}`).join('')}`), answer };
    if (answer.code < 400) {
      await this.#store.restore(before);
      return { fault: undefined, answer };
    }
    const left = await this.#store.changedSince(before);
    if (left.length > 0) {
      await this.#store.restore(before);
      return { fault: say(`was refused, and left behind: ${left.join(', ')}`), answer };
    }
    const again = await this.#ask(request);
    if (again.code !== answer.code || again.text !== answer.text)
      return { fault: say(`was answered otherwise when it was repeated: ${again.code} ${again.text.slice(0, 300)}`), answer };
    return { fault: undefined, answer };
  }

  #note({ target: name, version, changes }: Recipe, { code }: WireAnswer): void {
    this.byStatus.set(code, (this.byStatus.get(code) ?? 0) + 1);
    // Whoever names another version is answered in that.
    if (changes.some(({ kind }) => kind === 'Header')) return;
    const into = code < 400 ? this.accepted : this.refused;
    const target = targets.find((each) => each.name === name)!;
    for (const each of [name, ...stepsAt(target, version)]) into.add(each);
  }

  #ask({ method, path, headers, body }: WireRequest): Promise<WireAnswer> {
    const { hostname, port } = new URL(this.#desk.url);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        { hostname, port, method, path, headers: { ...headers, ...length }, agent: this.#agent, timeout: patienceMilliseconds },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({ code: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path} in ${patienceMilliseconds} ms`)));
      // A server may end a connection after an answer: only on a fresh one is that an answer that is missing.
      sent.on('error', (cause) =>
        sent.reusedSocket && (cause as NodeJS.ErrnoException).code === 'ECONNRESET'
          ? resolve(this.#ask({ method, path, headers, body }))
          : reject(new Error(`${method} ${path}: ${cause.message}`, { cause })),
      );
      sent.end(body);
    });
  }
}

/** What is wrong with each request once. */
const badOnes: readonly (readonly [string, readonly Change[]])[] = [
  ['nonsense', []],
  [`member@${ours}`, [{ kind: 'Path', position: 0, word: 'no' }]],
  [`admin@${ours}`, [{ kind: 'RawBody', text: '{"x":' }]],
  [`admin@${ours}`, [{ kind: 'Rename', word: 'constructor' }]],
];

/** Requests that are tried until one is answered well: as many as there are servers, and some more. */
const mostTries = 30;
/** What is gone, or not done here, is so whatever is asked. */
const neverBetter: ReadonlySet<number> = new Set([410, 501]);
const patienceMilliseconds = 60_000;

function describe(problem: unknown): string {
  const { error } = problem as { readonly error?: unknown };
  return error instanceof Error
    ? `${error.stack}${error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : ''}`
    : JSON.stringify(problem);
}

/** Everything that a run has to have reached: each target, and each step of each schema that some target uses. */
export function everythingToReach(): readonly string[] {
  return [...new Set(targets.flatMap((target) => [target.name, ...stepsOf(target)]))];
}

/** Sends so many requests with something wrong in them. Rejects with the smallest one that found something. */
export async function fuzzNovaAPI(fuzz: NovaFuzz, { runs, seed }: { readonly runs: number; readonly seed: number }): Promise<void> {
  const property = fastCheck.asyncProperty(anyRecipe, async (recipe) => {
    const fault = await fuzz.send(recipe);
    if (fault !== undefined) throw new Error(fault);
  });
  await fastCheck.assert(property, { numRuns: runs, seed });
}
