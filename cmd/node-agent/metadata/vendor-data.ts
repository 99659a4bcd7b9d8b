import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { noVendorDocuments, type VendorDocuments } from '../config-drive/metadata-subject.ts';

export interface VendorDataOptions {
  /** What all guests are told; an empty object if absent. */
  readonly static?: unknown;
  /** Services of the operator's that are asked about each guest. */
  readonly services?: readonly VendorService[];
  /** Whether a guest waits for a service that does not answer. If not, it is told nothing by that one. */
  readonly isStrict?: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The test's way in. */
  readonly fetch?: typeof fetch;
}

export interface VendorService {
  /** Under which its answer is in vendor_data2.json. */
  readonly name: string;
  /** `http:` or `https:`. */
  readonly url: string;
}

/** A service of the operator's gave no answer that could be passed on. */
export class VendorDataError extends Error {
  override readonly name = 'VendorDataError';
}

const timeoutMilliseconds = 5000;
/** How long it is left alone after it has failed. */
const retryMilliseconds = 60_000;
/** A guest reads all of it into its memory. */
const maximumAnswerBytes = 64 * 1024;
const maximumServices = 16;

/**
 * What the operator adds to guests' documents, as Nova's vendor data: a static document, and answers of services that are sent what Nova sends them
 * (doc/source/admin/vendordata.rst). Each is asked once for an instance. A guest's password is never among it.
 */
export class VendorData {
  readonly #options: VendorDataOptions;
  /** Instance to name of a service to its answer, kept until the instance is forgotten. */
  readonly #answers = new Map<string, Map<string, Answer>>();

  /** Throws RangeError for services that cannot be meant. */
  constructor(options: VendorDataOptions) {
    const { services = [] } = options;
    if (services.length > maximumServices)
      throw new RangeError(`vendor data of ${services.length} services: at most ${maximumServices} are possible`);
    const names = services.map(({ name }) => name);
    if (new Set(['static', ...names]).size <= names.length)
      throw new RangeError(`vendor data: the names ${names.join(', ')} are not all different, or one is "static"`);
    for (const { name, url } of services) {
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new RangeError(`vendor data of ${name}: ${url} is not a URL of HTTP`);
    }
    this.#options = options;
  }

  /** Never fails unless it is strict: then it throws {@link VendorDataError}, and asking again is worth while after a minute. */
  async documentsFor(instance: Instance, userData: Uint8Array | undefined): Promise<VendorDocuments> {
    const { services = [], static: fixed = noVendorDocuments.static } = this.#options;
    const entries = await Promise.all(
      services.map(async (service) => [service.name, await this.#answerOf(service, instance, userData)] as const),
    );
    return { static: fixed, dynamic: Object.fromEntries(entries) };
  }

  /** The instance is gone. */
  forget(instanceUID: string): void {
    this.#answers.delete(instanceUID);
  }

  async #answerOf(service: VendorService, instance: Instance, userData: Uint8Array | undefined): Promise<unknown> {
    const { clock, logger, isStrict = false } = this.#options;
    const { uid } = instance.metadata;
    const answers = this.#answers.get(uid) ?? new Map<string, Answer>();
    this.#answers.set(uid, answers);
    const known = answers.get(service.name);
    const mayAsk = known === undefined || (known.kind === 'Failed' && clock.monotonicMilliseconds() - known.at >= retryMilliseconds);
    const answer = mayAsk ? await this.#ask(service, requestAbout(instance, userData)) : known;
    answers.set(service.name, answer);
    if (answer.kind === 'Given') return answer.value;
    if (mayAsk) logger.warn({ instance: uid, service: service.name, error: answer.error }, 'vendor data service gives no answer');
    if (isStrict) throw answer.error;
    return {};
  }

  async #ask({ name, url }: VendorService, body: object): Promise<Answer> {
    const { clock, fetch: ask = fetch } = this.#options;
    const controller = new AbortController();
    const timer = clock.setTimer(() => controller.abort(new Error(`no answer in ${timeoutMilliseconds} ms`)), timeoutMilliseconds);
    try {
      const response = await ask(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: controller.signal,
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return { kind: 'Given', value: JSON.parse(await textOf(response)) };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return {
        kind: 'Failed',
        at: clock.monotonicMilliseconds(),
        error: new VendorDataError(`vendor data of ${name} at ${url}: ${why}`, { cause }),
      };
    } finally {
      timer.cancel();
    }
  }
}

type Answer =
  | { readonly kind: 'Given'; readonly value: unknown }
  | { readonly kind: 'Failed'; readonly at: number; readonly error: VendorDataError };

/** As Nova's: user data in base64, and the roles at creation, which ours have not. */
function requestAbout({ metadata, spec }: Instance, userData: Uint8Array | undefined): object {
  const { machine, server } = spec;
  return {
    'project-id': metadata.namespace ?? '',
    'instance-id': server.uid,
    'image-id': (machine.builtFrom ?? machine.image).uid,
    'user-data': userData === undefined ? null : Buffer.from(userData).toString('base64'),
    hostname: machine.hostname,
    metadata: machine.metadata ?? {},
    'boot-roles': '',
  };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maximumAnswerBytes) throw new Error(`the answer is longer than ${maximumAnswerBytes} bytes`);
  }
  return Buffer.concat(chunks).toString();
}
