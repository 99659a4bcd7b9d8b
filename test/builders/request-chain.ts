import { catalog } from '#apis/catalog.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { ApiRequest, Peer } from '#cmd/api-server/exchange/api-request.ts';
import type { ApiResponse } from '#cmd/api-server/exchange/api-response.ts';
import { plainFraming } from '#cmd/api-server/exchange/framing.ts';
import type { RequestChain } from '#cmd/api-server/chain/request-chain.ts';
import { RoleUpkeep } from '#cmd/api-server/authorization/role-upkeep.ts';
import type { ConsoleLogSource } from '#cmd/api-server/console-log/console-log-source.ts';
import { noConsoleLogSource } from '#cmd/api-server/console-log/no-console-log-source.ts';
import { ConsoleTokens } from '#cmd/api-server/console/console-tokens.ts';
import { createRequestChain, type RequestChainParts } from '#cmd/api-server/create-request-chain.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { aStartedRegistry, type StartedRegistry } from './registry.ts';

export const administrator: Peer = { kind: 'Verified', commonName: 'admin', organizations: ['system:masters'] };
export const stranger: Peer = { kind: 'Verified', commonName: 'alice', organizations: ['staff'] };

/** One request, of which only what a test is about need be said. */
export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON, text and bytes as they are. */
  readonly body?: unknown;
  /** Default {@link administrator}. */
  readonly as?: Peer | 'Nobody';
}

export interface Answer {
  readonly status: number;
  readonly headers: ApiResponse['headers'];
  readonly text: string;
  /** Of a JSON answer. */
  // Tests look into answers of all kinds.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

/** A whole api-server but for sockets, on a store in memory. */
export class InProcessApi {
  readonly chain: RequestChain;
  readonly registry: StartedRegistry;
  readonly metrics: PrometheusMetrics;

  constructor(chain: RequestChain, registry: StartedRegistry, metrics: PrometheusMetrics) {
    this.chain = chain;
    this.registry = registry;
    this.metrics = metrics;
  }

  async call(method: string, url: string, call: Call = {}): Promise<Answer> {
    const response = await this.chain.handle(anApiRequest(method, url, call));
    const text = (await bytesOf(response)).toString();
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }

  /** Opens a watch; what it sends is collected until it is ended or left. */
  async watch(url: string, call: Call = {}): Promise<OpenWatch> {
    const leaving = new AbortController();
    const response = await this.chain.handle({ ...anApiRequest('GET', url, call), signal: leaving.signal });
    if (response.body.kind !== 'Events')
      throw new Error(`the watch was answered with ${response.status}: ${(await bytesOf(response)).toString()}`);
    const watch = new OpenWatch(leaving);
    response.body.stream.attach(watch);
    return watch;
  }
}

/** The client's end of a watch. */
export class OpenWatch {
  readonly #leaving: AbortController;
  #text = '';
  hasEnded = false;

  constructor(leaving: AbortController) {
    this.#leaving = leaving;
  }

  // eslint-disable-next-line typescript/no-explicit-any
  get events(): readonly any[] {
    return this.#text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  }

  write(bytes: Buffer): void {
    this.#text += bytes.toString();
  }

  pendingBytes(): number {
    return 0;
  }

  end(): void {
    this.hasEnded = true;
  }

  leave(): void {
    this.#leaving.abort();
  }
}

/** `furtherKinds` are served beside those of the catalog. */
export async function anInProcessApi(
  parts: Partial<RequestChainParts> & { readonly consoleLogs?: ConsoleLogSource } = {},
  furtherKinds: readonly KindDefinition[] = [],
): Promise<InProcessApi> {
  const kinds = [...catalog, ...furtherKinds];
  const registry = await aStartedRegistry({ catalog: kinds });
  const metrics = new PrometheusMetrics({ withProcess: false });
  const chain = createRequestChain({
    registry: registry.registry,
    cache: registry.cache,
    catalog: kinds,
    consoleLogs: noConsoleLogSource,
    consoleTokens: new ConsoleTokens({ storage: registry.storage, clock: registry.clock, random: new SeededRandom('tokens') }),
    healthChecks: [],
    metrics,
    clock: registry.clock,
    random: new SeededRandom('requests'),
    logger: silentLogger,
    productVersion: '0.0.0',
    ...parts,
  });
  await new RoleUpkeep({ ...registry, logger: silentLogger }).start();
  return new InProcessApi(chain, registry, metrics);
}

export function anApiRequest(method: string, url: string, { headers = {}, body, as = administrator }: Call = {}): ApiRequest {
  const [path = '', query = ''] = url.split('?', 2);
  const bytes = bodyBytes(body);
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { ...(bytes.length > 0 ? { 'content-type': 'application/json' } : {}), ...headers },
    peer: as === 'Nobody' ? undefined : as,
    readBody: async () => bytes,
    framing: plainFraming,
    signal: new AbortController().signal,
  };
}

function bodyBytes(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

async function bytesOf({ body }: ApiResponse): Promise<Buffer> {
  if (body.kind === 'Bytes') return body.bytes;
  if (body.kind === 'Events') throw new Error('the answer is a watch');
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (body.totalBytes !== undefined && body.totalBytes !== bytes.length)
    throw new Error(`${bytes.length} bytes came, ${body.totalBytes} were announced`);
  return bytes;
}
