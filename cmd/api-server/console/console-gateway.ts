import { request as sendRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { ConsoleType } from '#apis/compute/console.ts';
import { ServiceUnavailableError } from '#apis/machinery/errors.ts';
import type { GatewayCredentials } from '../console-log/gateway-console-log-source.ts';

export interface ConsoleAddress {
  /** Base URL of the gateway that holds the host's stream. */
  readonly gatewayURL: string;
  readonly instanceUID: string;
  readonly type: ConsoleType;
}

/** Opens a live console at a gateway: the bytes that the guest's console sends and takes. Throws {@link ServiceUnavailableError}. */
export type OpenConsole = (address: ConsoleAddress) => Promise<Duplex>;

/** By `GET GATEWAY/console/INSTANCEUID/TYPE` with `Upgrade: tycho-console`, over mutual TLS; after the answer 101 the connection is the console. */
export function consoleOpener({ ca, certificate, key }: GatewayCredentials): OpenConsole {
  return ({ gatewayURL, instanceUID, type }) =>
    new Promise((resolve, reject) => {
      const url = new URL(
        `console/${encodeURIComponent(instanceUID)}/${type.toLowerCase()}`,
        gatewayURL.endsWith('/') ? gatewayURL : `${gatewayURL}/`,
      );
      const fail = (message: string, cause?: unknown): void =>
        reject(new ServiceUnavailableError(`the console cannot be opened now: ${message}`, { cause, details: { retryAfterSeconds: 5 } }));
      // The URL is what a gateway wrote into the status of a host: our certificate is shown to nobody over anything but TLS.
      if (url.protocol !== 'https:') {
        fail('the gateway of its host states no https URL');
        return;
      }
      const headers = { connection: 'Upgrade', upgrade: 'tycho-console' };
      const request = sendRequest(url, {
        ca,
        cert: certificate,
        key,
        minVersion: 'TLSv1.3',
        agent: false,
        headers,
        timeout: openTimeoutMilliseconds,
      });
      request.once('upgrade', (_, socket, head) => {
        socket.setTimeout(0);
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      });
      request.once('response', (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => (text = `${text}${chunk}`.slice(0, 500)));
        response.once('end', () => fail(text.trim() === '' ? `the gateway answered ${response.statusCode}` : text.trim()));
        response.once('error', (cause) => fail('the gateway went away', cause));
      });
      request.once('timeout', () => request.destroy(new Error('no answer in time')));
      request.once('error', (cause) => fail('the gateway of its host does not answer', cause));
      request.end();
    });
}

const openTimeoutMilliseconds = 15_000;
