import { request } from 'node:https';
import type { Clock } from '#apis/machinery/clock.ts';

/** How documents are fetched. Rejects when there is none, or it does not come in time. */
export type FetchDocument = (url: string) => Promise<unknown>;

/**
 * Fetches JSON over HTTPS from a server whose certificate `authorityPEM` signed, or an authority of the system. Follows no redirects, since what is
 * fetched says whom to believe.
 */
export function documentFetcher({
  authorityPEM,
  clock,
}: {
  readonly authorityPEM: string | undefined;
  readonly clock: Clock;
}): FetchDocument {
  const options = { ...(authorityPEM === undefined ? {} : { ca: authorityPEM }), headers: { accept: 'application/json' } };
  return (url) =>
    new Promise((resolve, reject) => {
      const fail = (why: string, cause?: unknown): void => reject(new Error(`GET ${url}: ${why}`, { cause }));
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > largestDocumentBytes) sent.destroy(new Error(`the answer is longer than ${largestDocumentBytes} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', (error) => fail(error.message, error));
        response.on('end', () => {
          if (response.statusCode !== 200) return fail(`answered with ${response.statusCode}`);
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString()));
          } catch (error) {
            fail('the answer is not JSON', error);
          }
        });
      });
      const timer = clock.setTimer(() => sent.destroy(new Error('no answer in time')), fetchTimeoutMilliseconds);
      sent.on('error', (error) => fail(error.message, error));
      sent.on('close', () => timer.cancel());
      sent.end();
    });
}

const fetchTimeoutMilliseconds = 10_000;
const largestDocumentBytes = 1024 * 1024;
