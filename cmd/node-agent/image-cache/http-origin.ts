import { lookup, type LookupAddress } from 'node:dns';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Clock } from '#apis/machinery/clock.ts';
import type { AddressJudge } from '#cmd/bootstrap/address-guard.ts';
import { ImageError } from './image-error.ts';
import { nameOf, type ImageOrigin } from './image-origin.ts';

export interface HTTPOriginOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Where nothing is fetched from, however it is named. */
  readonly isRefused: AddressJudge;
}

const maximumRedirects = 5;
const answerTimeoutMilliseconds = 30_000;
const silenceTimeoutMilliseconds = 60_000;

/** A file on a web server. Throws {@link ImageError}, and the signal's reason once it is aborted. */
export async function openHTTPOrigin(url: URL, options: HTTPOriginOptions): Promise<ImageOrigin> {
  let current = url;
  for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
    const response = await request(current, { asked: url, options });
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    if (statusCode === 200) return originOf(response, { url, options });
    response.destroy();
    if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) throw refusal(url, statusCode);
    current = redirected(current, { location, url });
  }
  throw new ImageError('Unreachable', `${nameOf(url)} leads on more than ${maximumRedirects} times`);
}

function redirected(current: URL, { location, url }: { readonly location: string; readonly url: URL }): URL {
  const next = URL.parse(location, current);
  if (next?.protocol === 'http:' || next?.protocol === 'https:') return next;
  throw new ImageError('NotAllowed', `${nameOf(url)} leads on to ${location}, which is not a web address`);
}

/** `asked` is the address that people know, and what is said of it goes by that. */
function request(url: URL, { asked, options }: { readonly asked: URL; readonly options: HTTPOriginOptions }): Promise<IncomingMessage> {
  const { clock, signal, isRefused } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isRefused(host)) return Promise.reject(refusedAddress(asked, host));
  const get = url.protocol === 'https:' ? getSecure : getPlain;
  return new Promise((resolve, reject) => {
    const outgoing = get(url, {
      agent: false,
      signal,
      lookup: guardedLookup(asked, isRefused),
      headers: { 'user-agent': 'tycho-node-agent', accept: '*/*' },
    });
    const timer = clock.setTimer(
      () => outgoing.destroy(new Error(`no answer within ${answerTimeoutMilliseconds / 1000} seconds`)),
      answerTimeoutMilliseconds,
    );
    outgoing.once('response', (response) => {
      timer.cancel();
      resolve(response);
    });
    outgoing.once('error', (error) => {
      timer.cancel();
      reject(failure(asked, error, signal));
    });
  });
}

/** Looks at the address that is really dialed, whatever the name resolves to this time. */
function guardedLookup(url: URL, isRefused: AddressJudge): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const refused = addresses?.find(({ address }) => isRefused(address));
      if (error !== null) callback(error, '', 0);
      else if (refused !== undefined) callback(refusedAddress(url, refused.address), '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0);
    });
  };
}

function refusedAddress(url: URL, address: string): ImageError {
  return new ImageError('NotAllowed', `${nameOf(url)} leads to ${address}, from where this host fetches nothing`);
}

function originOf(response: IncomingMessage, { url, options }: { readonly url: URL; readonly options: HTTPOriginOptions }): ImageOrigin {
  const length = Number(response.headers['content-length'] ?? Number.NaN);
  return { ...(Number.isSafeInteger(length) && { totalBytes: length }), chunks: chunksOf(response, url, options) };
}

async function* chunksOf(response: IncomingMessage, url: URL, { clock, signal }: HTTPOriginOptions): AsyncGenerator<Uint8Array> {
  const watch = () =>
    clock.setTimer(
      () => response.destroy(new Error(`nothing came for ${silenceTimeoutMilliseconds / 1000} seconds`)),
      silenceTimeoutMilliseconds,
    );
  let timer = watch();
  try {
    for await (const chunk of response) {
      timer.cancel();
      yield chunk as Uint8Array;
      timer = watch();
    }
  } catch (error) {
    throw failure(url, error as Error, signal);
  } finally {
    timer.cancel();
    response.destroy();
  }
}

function failure(url: URL, error: Error, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error;
  if (error instanceof ImageError) return error;
  return new ImageError('Unreachable', `${nameOf(url)} cannot be fetched: ${error.message || (error as NodeJS.ErrnoException).code}`, {
    cause: error,
  });
}

function refusal(url: URL, statusCode: number): ImageError {
  if (statusCode === 404 || statusCode === 410) return new ImageError('NotFound', `there is nothing at ${nameOf(url)} (${statusCode})`);
  if (statusCode === 401 || statusCode === 403)
    return new ImageError('NotAllowed', `${nameOf(url)} may not be read without signing in (${statusCode})`);
  return new ImageError('Unreachable', `${nameOf(url)} answers with status ${statusCode}`);
}
