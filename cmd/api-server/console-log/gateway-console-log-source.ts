import type { IncomingMessage } from 'node:http';
import { Agent, request as sendRequest } from 'node:https';
import type { Clock } from '#apis/machinery/clock.ts';
import { ApiError, NotFoundError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import { withDeadline } from '../exchange/deadline.ts';
import type { ConsoleLogRequest, ConsoleLogSource } from './console-log-source.ts';

export interface GatewayCredentials {
  /** Certificates of the authority that gateways' certificates must come from, in PEM. */
  readonly ca: string;
  /** Our own as a client, in PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** Asks the gateway that holds the host's stream, over mutual TLS: `GET GATEWAY/console/INSTANCEUID?maximumBytes=N`, answered as plain text. */
export class GatewayConsoleLogSource implements ConsoleLogSource {
  readonly #agent: Agent;
  readonly #clock: Pick<Clock, 'setTimer'>;

  constructor({ credentials, clock }: { readonly credentials: GatewayCredentials; readonly clock: Pick<Clock, 'setTimer'> }) {
    const { ca, certificate, key } = credentials;
    this.#agent = new Agent({
      ca,
      cert: certificate,
      key,
      minVersion: 'TLSv1.3',
      keepAlive: true,
      maxSockets: mostConnections,
      maxFreeSockets: 4,
    });
    this.#clock = clock;
  }

  async read(request: ConsoleLogRequest): Promise<Buffer> {
    const cancellation = new AbortController();
    const signal = AbortSignal.any([request.signal, cancellation.signal]);
    try {
      return await withDeadline(this.#fetch(request, signal), { clock: this.#clock, seconds: deadlineSeconds });
    } catch (cause) {
      if (cause instanceof NotFoundError) throw cause;
      const message = cause instanceof ApiError ? cause.message : 'the gateway of its host does not answer';
      throw new ServiceUnavailableError(`the log cannot be read now: ${message}`, { cause, details: { retryAfterSeconds: 5 } });
    } finally {
      cancellation.abort();
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #fetch({ gatewayURL, instanceUID, maximumBytes }: ConsoleLogRequest, signal: AbortSignal): Promise<Buffer> {
    const url = new URL(
      `console/${encodeURIComponent(instanceUID)}?maximumBytes=${maximumBytes}`,
      gatewayURL.endsWith('/') ? gatewayURL : `${gatewayURL}/`,
    );
    // The URL is what a gateway wrote into the status of a host: our certificate is shown to nobody over anything but TLS.
    if (url.protocol !== 'https:') throw new ServiceUnavailableError('the gateway of its host states no https URL');
    const response = await this.#get(url, signal);
    const text = await readAtMost(response, maximumBytes);
    if (response.statusCode === 404) throw new NotFoundError('there is no log: the host has none of this instance');
    if (response.statusCode !== 200) throw new ServiceUnavailableError(`the gateway of its host answered ${response.statusCode}`);
    return text;
  }

  #get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      sendRequest(url, { agent: this.#agent, signal }, resolve).once('error', reject).end();
    });
  }
}

const deadlineSeconds = 15;
const mostConnections = 64;

/** The end of the body, whatever the other side sends. */
async function readAtMost(response: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  let text = Buffer.alloc(0);
  for await (const chunk of response) {
    text = Buffer.concat([text, chunk as Buffer]);
    if (text.length > maximumBytes) text = text.subarray(text.length - maximumBytes);
  }
  return text;
}
