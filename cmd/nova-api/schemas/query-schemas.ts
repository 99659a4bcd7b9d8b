import { formatted, nonNegativeInteger, text, type Schema } from './parameter-schemas.ts';

/** A parameter that may be said several times; of most of them only one counts. */
export function many(schema: Schema = text): Schema {
  return { type: 'array', items: schema };
}

/** A parameter that may be said once. */
export function once(schema: Schema = text): Schema {
  return { ...many(schema), maxItems: 1 };
}

/** A pattern that the data base of Nova's would match. */
export const pattern = many(formatted('regex'));

export const paging = { limit: many(nonNegativeInteger), marker: many() } as const;
export const pagingOnce = { limit: once(nonNegativeInteger), marker: once() } as const;
export const offsetPaging = { limit: many(nonNegativeInteger), offset: many(nonNegativeInteger) } as const;

export const time = formatted('date-time');

/** Parameters besides which others are dropped. */
export function lenient(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, additionalProperties: true };
}

/** Parameters besides which others are refused. */
export function strict(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, additionalProperties: false };
}

/** Others are dropped before the version in which most requests became strict, and refused from then on. */
export function strictSince75(version: number, properties: Readonly<Record<string, Schema>>): Schema {
  return version >= 75 ? strict(properties) : lenient(properties);
}
