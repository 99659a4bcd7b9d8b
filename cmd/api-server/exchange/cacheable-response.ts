import { createHash } from 'node:crypto';
import type { ApiRequest } from './api-request.ts';
import { bytesResponse, type ApiResponse, type ResponseHeaders } from './api-response.ts';

/** A document that is the same for everybody as long as the server runs, with the hash that tells it from others. */
export interface StaticDocument {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly hash: string;
}

export function staticDocument(value: object, contentType = 'application/json'): StaticDocument {
  return staticBytes(Buffer.from(JSON.stringify(value)), contentType);
}

export function staticBytes(bytes: Buffer, contentType: string): StaticDocument {
  return { bytes, contentType, hash: createHash('sha256').update(bytes).digest('hex').toUpperCase() };
}

/** The document, or 304 for somebody who has it already (RFC 9110 §13.1.2). */
export function cacheableResponse(
  document: StaticDocument,
  request: Pick<ApiRequest, 'headers'>,
  headers: ResponseHeaders = {},
): ApiResponse {
  const etag = `"${document.hash}"`;
  const known = request.headers['if-none-match'];
  const tags = known?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  const isKnown = tags.includes(etag) || tags.includes('*');
  if (isKnown) return { status: 304, headers: { etag, ...headers }, body: { kind: 'Bytes', bytes: Buffer.alloc(0) } };
  return bytesResponse(200, document.contentType, document.bytes, { etag, ...headers });
}
