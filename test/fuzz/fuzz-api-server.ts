import fastCheck from 'fast-check';
import { plainFraming } from '#cmd/api-server/exchange/framing.ts';
import type { ApiResponse } from '#cmd/api-server/exchange/api-response.ts';
import type { Peer } from '#cmd/api-server/exchange/api-request.ts';
import { administrator, anInProcessApi, stranger, type InProcessApi } from '#test/builders/request-chain.ts';
import { fuzzedRequest, type FuzzedRequest } from './request-arbitrary.ts';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Requests that have found something once. They are sent first. */
  readonly examples?: readonly FuzzedRequest[];
  /** Whether what is asked for is stored. Default true. */
  readonly stores?: boolean;
}

/** What an api-server in this process answered to so many requests. */
export interface FuzzReport {
  readonly byStatus: ReadonlyMap<number, number>;
}

/**
 * Sends requests that nobody in their right mind would send. Rejects with the smallest one that was answered with a fault of the server's own, with something
 * that is no Status, or with more than anybody wants to read.
 */
export async function fuzzApiServer({ runs, seed, examples = [], stores = true }: FuzzOptions): Promise<FuzzReport> {
  const target = await FuzzTarget.start(stores);
  const property = fastCheck.asyncProperty(fuzzedRequest, async (request) => {
    const fault = await target.send(request);
    if (fault !== undefined) throw new Error(`${fault}\n${writtenDown(request)}`);
  });
  await fastCheck.assert(property, { numRuns: runs, seed, examples: examples.map((each): [FuzzedRequest] => [each]), endOnFailure: false });
  return { byStatus: target.byStatus };
}

/** The same api-server for many requests: what one leaves behind, the next may stumble over. */
export class FuzzTarget {
  readonly byStatus = new Map<number, number>();
  readonly #api: InProcessApi;
  readonly #stores: boolean;

  private constructor(api: InProcessApi, stores: boolean) {
    this.#api = api;
    this.#stores = stores;
  }

  static async start(stores: boolean): Promise<FuzzTarget> {
    return new FuzzTarget(await anInProcessApi(), stores);
  }

  /** What is wrong with the answer; undefined: nothing. */
  async send(request: FuzzedRequest): Promise<string | undefined> {
    const { clock } = this.#api.registry;
    const body = Buffer.from(request.body, 'base64');
    const query = new URLSearchParams(request.query.map(([name, value]): [string, string] => [name, value]));
    if (!this.#stores && request.method !== 'GET') query.set('dryRun', 'All');
    const leaving = new AbortController();
    const { method, path, headers } = request;
    const base = { method, path, query, headers, peer: peers[request.as], framing: plainFraming };
    const answering = this.#api.chain.handle({ ...base, readBody: async () => body, signal: leaving.signal });
    const response = await clock.waitFor(answering, { limitMilliseconds: 120_000 });
    this.byStatus.set(response.status, (this.byStatus.get(response.status) ?? 0) + 1);
    const fault = await faultOf(response);
    leaving.abort();
    return fault;
  }
}

const peers: Readonly<Record<FuzzedRequest['as'], Peer | undefined>> = {
  Administrator: administrator,
  Stranger: stranger,
  Nobody: undefined,
};

async function faultOf(response: ApiResponse): Promise<string | undefined> {
  const { status, body } = response;
  if (body.kind === 'Events') {
    body.stream.cancel();
    return undefined;
  }
  const chunks: Buffer[] = [];
  if (body.kind === 'Bytes') chunks.push(body.bytes);
  else for await (const chunk of body.chunks) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  // 503: what is not there in this process (gateways, an image store). 504: a revision of the future.
  if (status >= 500 && status !== 503 && status !== 504) return `answered with ${status}: ${text.slice(0, 500)}`;
  if (status < 400) return undefined;
  if (text.length > longestRefusal) return `refused with ${text.length} characters`;
  return isStatus(text, status) ? undefined : `refused with no Status: ${text.slice(0, 500)}`;
}

function isStatus(text: string, code: number): boolean {
  try {
    const status = JSON.parse(text) as { readonly kind?: unknown; readonly code?: unknown };
    return status.kind === 'Status' && status.code === code;
  } catch {
    return false;
  }
}

const longestRefusal = 64 * 1024;

/** To be pasted into the seeds. */
function writtenDown(request: FuzzedRequest): string {
  return JSON.stringify(request);
}
