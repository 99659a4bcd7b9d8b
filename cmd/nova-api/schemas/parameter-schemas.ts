import { printableText, type FormatName } from './formats.ts';

/** A JSON Schema (draft 7), with {@link atLeast} and its like on top. */
export type Schema = Readonly<Record<string, unknown>>;

/** The schema of a request from a version on, until the next step. */
export interface SchemaStep {
  /** The minor number. */
  readonly since: number;
  readonly schema: Schema;
}

/** The steps of each request, oldest first. */
export type SchemaTable = Readonly<Record<string, readonly SchemaStep[]>>;

/** One step for each of the versions in which a schema changes. It is made when first looked at: most are never needed. */
export function steps(versions: readonly number[], schemaAt: (version: number) => Schema): readonly SchemaStep[] {
  return versions.map((since) => {
    let made: Schema | undefined;
    return {
      since,
      get schema() {
        return (made ??= schemaAt(since));
      },
    };
  });
}

/** The same in every version. */
export function always(schema: Schema): readonly SchemaStep[] {
  return [{ since: 1, schema }];
}

/** An object that has no other fields than these. */
export function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}

/** A body of one key, as most of Nova's are. */
export function envelope(key: string, schema: Schema): Schema {
  return closed({ [key]: schema }, [key]);
}

/** An envelope around a closed object. */
export function enveloped(key: string, properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return envelope(key, closed(properties, required));
}

/** Fields that are there only from a version on. */
export function since(first: number, version: number, properties: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return version >= first ? properties : {};
}

/** A number, or a string of digits: Nova takes both, and holds both against the limits. */
function wholeNumber({
  atLeast,
  atMost,
  pattern = '^[0-9]*$',
}: {
  readonly atLeast: number;
  readonly atMost?: number;
  readonly pattern?: string;
}): Schema {
  return { type: ['integer', 'string'], minLength: 1, pattern, atLeast, ...(atMost === undefined ? {} : { atMost }) };
}

export const positiveInteger = wholeNumber({ atLeast: 1 });
export const nonNegativeInteger = wholeNumber({ atLeast: 0 });

/** The largest integer of Nova's data base. */
const largestInteger = 0x7fff_ffff;

/** GiB. */
export const volumeSize = wholeNumber({ atLeast: 1, atMost: largestInteger });
export const flavorSize = volumeSize;
export const flavorSizeOrZero = wholeNumber({ atLeast: 0, atMost: largestInteger });
/** -1 is unlimited. */
export const quotaLimit = wholeNumber({ atLeast: -1, atMost: largestInteger, pattern: '^-?[0-9]+$' });

const trueWords = [true, 'True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes'];
const falseWords = [false, 'False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no'];

export const boolean: Schema = { type: ['boolean', 'string'], enum: [...trueWords, ...falseWords] };
/** A boolean, or `auto`. */
export const booleanOrAuto: Schema = { type: ['boolean', 'string'], enum: [...trueWords, ...falseWords, 'auto'] };

/** Any string. */
export const text: Schema = { type: 'string' };
export const nothing: Schema = { type: 'null' };
export const anything: Schema = {};

function textOf(maxLength: number, minLength = 0): Schema {
  return { type: 'string', ...(minLength === 0 ? {} : { minLength }), maxLength };
}

/** From 1 to 255 characters. */
export const shortText = textOf(255, 1);
export const shortTextOrEmpty = textOf(255);
export const longText = textOf(16_777_215);

export function oneOfWords(...words: readonly string[]): Schema {
  return { type: 'string', enum: words };
}

/** Text of a format from `formats.ts`. */
export function formatted(format: FormatName): Schema {
  return { type: 'string', format };
}

export const name: Schema = { ...shortText, format: 'name' satisfies FormatName };
export const nameWithSpaces: Schema = { ...shortText, format: 'name-with-spaces' satisfies FormatName };
export const nameOrNone: Schema = { oneOf: [shortText, nothing] };
export const zoneName: Schema = { oneOf: [{ ...shortText, format: 'zone-name' satisfies FormatName }, nothing] };
export const description: Schema = { type: ['string', 'null'], maxLength: 255, pattern: printableText };
export const flavorDescription: Schema = { ...description, maxLength: 65_535 };

export const uuid = formatted('uuid');
export const uuidOrEmpty: Schema = { oneOf: [uuid, { type: 'string', maxLength: 0 }] };
export const uuidOrNone: Schema = { oneOf: [uuid, nothing] };

export const ipv4 = formatted('ipv4');
export const ipv6 = formatted('ipv6');
export const ipAddress: Schema = { type: 'string', oneOf: [{ format: 'ipv4' }, { format: 'ipv6' }] };

/** The name that a server has inside. */
export const hostname: Schema = { type: 'string', minLength: 2, maxLength: 63, pattern: '^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$' };
/** The name of a machine, or a whole domain name. */
export const domainName: Schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9._-]*$' };
export const domainNameOrNone: Schema = { ...domainName, type: ['string', 'null'] };

export const flavorReference: Schema = { type: ['string', 'integer'], minLength: 1 };
export const diskConfig = oneOfWords('AUTO', 'MANUAL');
export const userData: Schema = { type: 'string', format: 'base64' satisfies FormatName, maxLength: 65_535 };
export const userDataOrNone: Schema = { oneOf: [userData, nothing] };

/** Keys and values of what users say of their servers; `values` is what a value may be. */
export function metadataOf(values: Schema): Schema {
  return { type: 'object', patternProperties: { [metadataKey]: values }, additionalProperties: false };
}

const metadataKey = '^[a-zA-Z0-9_:. -]{1,255}$';

export const metadata = metadataOf(shortTextOrEmpty);
/** Exactly one of them. */
export const oneMetadataItem: Schema = { ...metadata, minProperties: 1, maxProperties: 1 };

export const tag: Schema = { type: 'string', minLength: 1, maxLength: 60, pattern: '^[^,/]*$' };
export const tags: Schema = { type: 'array', items: tag, maxItems: 50 };
/** Null takes them away. */
export const trustedCertificates: Schema = {
  type: ['array', 'null'],
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
};

/** Files that are put into a server, before 2.57. */
export const personality: Schema = { type: 'array', items: closed({ path: text, contents: formatted('base64') }) };
