import { faultBody, NovaFault } from './nova-fault.ts';

/** What of HTTP can be wrong so that there is no request yet, by the codes of Node's parser; everything else is 400. */
const refusals: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The address and the headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come in time.'],
};

/** The whole answer, as it goes over the wire, to what never became a request. The connection ends with it. */
export function answerToBrokenRequest(parserCode: string | undefined, requestID: string): string {
  const [code, reason, message] = refusals[parserCode ?? ''] ?? [400, 'Bad Request', 'The request is not HTTP.'];
  const body = JSON.stringify(faultBody(new NovaFault(code, message)));
  const headers = [
    `HTTP/1.1 ${code} ${reason}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-compute-request-id: ${requestID}`,
    `x-openstack-request-id: ${requestID}`,
    'connection: close',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}
