import type { ResponseHeaders } from './api-response.ts';

/** What clients show to people although all went well: one `Warning` header (RFC 7234 §5.5, code 299) for each text. */
export function warningHeaders(texts: readonly string[]): ResponseHeaders {
  if (texts.length === 0) return {};
  return { warning: texts.slice(0, mostWarnings).map((text) => `299 - "${quotable(text.slice(0, longestWarning))}"`) };
}

/** Clients limit the size of all headers together, and the texts hold words of the request. */
const mostWarnings = 20;
const longestWarning = 256;

/** As the inside of a quoted string: UTF-8, in the one-byte characters that headers are made of here, and without control characters. */
function quotable(text: string): string {
  // eslint-disable-next-line no-control-regex
  const printable = text.replaceAll(/[\u0000-\u001F\u007F]+/g, ' ').replaceAll(/["\\]/g, String.raw`\$&`);
  return Buffer.from(printable, 'utf8').toString('latin1');
}
