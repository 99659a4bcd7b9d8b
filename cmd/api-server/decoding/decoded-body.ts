/** A request body, read. */
export interface DecodedBody {
  readonly value: unknown;
  /** Places of fields that are stated more than once, as `spec.flavor`; the last statement counts. */
  readonly duplicateFields: readonly string[];
}
