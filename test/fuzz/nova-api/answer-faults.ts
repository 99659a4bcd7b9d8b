import type { IncomingHttpHeaders } from 'node:http';

/** What came back. */
export interface WireAnswer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The keys of Nova's refusals by their codes (nova/api/openstack/wsgi.py, Fault). */
const keysByCode: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** Codes above 499 that Nova declares: what a host cannot do, and what is not there in this process (gateways). */
const declared: ReadonlySet<number> = new Set([501, 503]);

/** What is wrong with an answer by itself; undefined: nothing. `asked`: the words of the request, which may come back. */
export function faultIn({ code, headers, text }: WireAnswer, asked: string): string | undefined {
  if (code >= 500 && !declared.has(code)) return `was answered with ${code}`;
  if (!/^req-[0-9a-f-]{36}$/.test(String(headers['x-compute-request-id'] ?? '')) && code >= 400)
    return 'was answered without the id of the request';
  if (text.length > longestAnswer) return `was answered with ${text.length} characters`;
  if (text === '') return code < 400 ? undefined : `was refused with ${code} and nothing`;
  const body = parsed(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'was answered with what is no object of JSON';
  const slip = slips.exec(text)?.[0];
  if (slip !== undefined && !asked.includes(slip)) return `was answered with ${slip}`;
  return code < 400 ? undefined : faultInRefusal(code, body as Readonly<Record<string, unknown>>);
}

function faultInRefusal(code: number, body: Readonly<Record<string, unknown>>): string | undefined {
  const [[key, said] = ['', undefined], ...others] = Object.entries(body);
  if (others.length > 0 || key !== (keysByCode[code] ?? 'computeFault')) return `was refused with ${code} under the key ${key}`;
  const { code: told, message, ...more } = (said ?? {}) as Readonly<Record<string, unknown>>;
  if (told !== code) return `was refused with ${code}, and was told ${String(told)}`;
  if (typeof message !== 'string' || message === '') return 'was refused without a message';
  if (message.length > longestMessage) return `was refused with ${message.length} characters`;
  const unknown = Object.keys(more).filter((each) => each !== 'retryAfter');
  return unknown.length === 0 ? undefined : `was refused with ${unknown.join(', ')}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What values become that nobody looked at, as words of their own: in passwords and keys any letters can stand. */
const slips = /(?<![\w+/=-])(?:undefined|NaN|\[object Object\]|Infinity)(?![\w+/=-])/;

const longestAnswer = 512 * 1024;
/** Nova repeats what was said, twice, and addresses may have so many characters. */
const longestMessage = 32 * 1024;
