/** What a caller can do about an answer of Ironic's, or about none. */
export type IronicErrorKind =
  /** Somebody works on the node at this moment: ask again. */
  | 'Busy'
  /** Nobody took the request in: ask again. */
  | 'Unavailable'
  /** The answer did not come; what was asked may have been done. */
  | 'Unanswered'
  /** The node belongs to another instance, or the instance has another node. Another try gives the same. */
  | 'Taken'
  | 'NotFound'
  /** Our credentials are not good for it. */
  | 'Refused'
  /** This Ironic does not speak our version of its API. */
  | 'Version'
  /** It makes no sense, or not in the node's state. */
  | 'Invalid'
  /** Ironic itself failed. */
  | 'Broken';

/** Ironic said no. The message says what was asked, and what it said in its own words. */
export class IronicError extends Error {
  override readonly name = 'IronicError';
  readonly kind: IronicErrorKind;

  constructor(kind: IronicErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The error for an answer that is none of 2xx. */
export function errorOfAnswer(what: string, answer: { readonly status: number; readonly body: string }): IronicError {
  const words = wordsOf(answer.body);
  return new IronicError(kindOf(answer.status, words), `${what}: Ironic answered ${answer.status}: ${words}`);
}

/** Ironic has one status, 409, for what passes and what does not, and tells them apart in words only. */
function kindOf(status: number, words: string): IronicErrorKind {
  switch (status) {
    case 400:
      return 'Invalid';
    case 401:
    case 403:
      return 'Refused';
    case 404:
      return 'NotFound';
    case 406:
      return 'Version';
    case 409:
      return /is locked by host|state transition is in progress/.test(words) ? 'Busy' : 'Taken';
    case 503:
      return 'Unavailable';
    default:
      return 'Broken';
  }
}

/** An error is JSON with JSON in a string of it, except that some are not; see pecan and wsme, which make them. */
function wordsOf(body: string): string {
  const outer = parsed(body) ?? {};
  const inner = typeof outer['error_message'] === 'string' ? parsed(outer['error_message']) : outer['error_message'];
  const fields = { ...outer, ...(inner as object | undefined) } as Readonly<Record<string, unknown>>;
  const words = [fields['faultstring'], fields['description'], fields['error_message'], fields['title']].find(
    (each) => typeof each === 'string' && each !== '',
  );
  return ((words as string | undefined) ?? (body === '' ? 'nothing' : body)).slice(0, maximumWords);
}

const maximumWords = 1_000;

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
