import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Readable } from 'node:stream';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { ImageLink } from '#apis/compute/image-link.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { pathOf } from '#apis/client/resource-location.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { Fault } from '../http/fault.ts';

/** A connection on which nothing moves so long is given up. */
const silenceMilliseconds = 60_000;

/** Of what the store says when it says no. */
const mostRefusalCharacters = 16 * 1024;

/** Asks the api-server, as the caller, for a URL of the image store that is good for one use. */
async function linkTo(
  image: Image,
  way: 'upload' | 'download',
  client: ApiClient,
): Promise<{ readonly url: string; readonly ca: string | undefined }> {
  const body: ImageLink = { apiVersion: apiVersionOf(imageKind) as ImageLink['apiVersion'], kind: 'ImageLink' };
  const response = await client.raw({
    method: 'POST',
    path: pathOf(imageKind, { ...keyOf(image), subresource: way }),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  let text = '';
  for await (const chunk of response.body) text += Buffer.from(chunk).toString();
  const { status } = JSON.parse(text) as Required<ImageLink>;
  return { url: status.url, ca: status.certificateAuthority };
}

/** Passes bytes on to the image store as they come; none of them is kept here. Throws a {@link Fault} of what the store refuses. */
export async function uploadBytes(
  image: Image,
  source: Readable & { readonly headers: IncomingMessage['headers'] },
  client: ApiClient,
): Promise<void> {
  const link = await linkTo(image, 'upload', client);
  const length = source.headers['content-length'];
  const headers = { 'content-type': 'application/octet-stream', ...(length === undefined ? {} : { 'content-length': length }) };
  const response = await exchange(link, { method: 'PUT', headers, source });
  response.resume();
}

/** The bytes as the store sends them. Throws a {@link Fault} of what it refuses. */
export async function downloadBytes(image: Image, client: ApiClient): Promise<IncomingMessage> {
  return exchange(await linkTo(image, 'download', client), { method: 'GET', headers: {} });
}

interface StoreRequest {
  readonly method: 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly source?: Readable;
}

async function exchange(
  link: { readonly url: string; readonly ca: string | undefined },
  { method, headers, source }: StoreRequest,
): Promise<IncomingMessage> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const fail = (cause: Error): void => reject(new Fault(503, `The image store does not answer: ${cause.message}.`, { cause }));
    const outgoing = request(link.url, { method, headers, agent: false, ...(link.ca === undefined ? {} : { ca: link.ca }) });
    outgoing.setTimeout(silenceMilliseconds, () => void outgoing.destroy(new Error('nothing moved for a minute')));
    outgoing.once('response', resolve);
    outgoing.on('error', fail);
    if (source === undefined) {
      outgoing.end();
      return;
    }
    // Whoever sends may go away in the middle: what the store then has of it is no image.
    source.once('error', (error) => outgoing.destroy(error));
    source.once('close', () => {
      if (!source.readableEnded) outgoing.destroy(new Error('the sender went away'));
    });
    source.pipe(outgoing);
  });
  const { statusCode = 0 } = response;
  if (statusCode < 300) return response;
  throw refusalOf(statusCode, await textOf(response));
}

function refusalOf(status: number, text: string): Fault {
  let message = `the image store answers with status ${status}`;
  try {
    message = (JSON.parse(text) as { readonly message?: string }).message ?? message;
  } catch {
    return new Fault(502, message);
  }
  return new Fault(status === 507 ? 413 : status < 500 ? status : 503, message);
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    if (text.length < mostRefusalCharacters) text += chunk;
  }
  return text;
}
