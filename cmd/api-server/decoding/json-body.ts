import { BadRequestError } from '#apis/machinery/errors.ts';
import type { DecodedBody } from './decoded-body.ts';
import { duplicateFieldsOf, scanJson } from './json-scan.ts';
import { countFields, deepestNesting, mostFields, tooManyFields } from './field-survey.ts';

/** Reads a JSON body. Throws {@link BadRequestError} for what is no JSON, not UTF-8, or nested too deep. */
export function decodeJsonBody(body: Buffer): DecodedBody {
  const text = decodeText(body);
  const { depth, fieldNameCount, separatorCount } = scanJson(body);
  // Before the parser, which would rather run out of stack.
  if (depth > deepestNesting) throw new BadRequestError(`the body is nested ${depth} levels deep and at most ${deepestNesting} are taken`);
  if (separatorCount >= mostFields) throw tooManyFields();
  const value = parse(text);
  return { value, duplicateFields: countFields(value) === fieldNameCount ? [] : duplicateFieldsOf(text) };
}

/** The text of a body. Throws {@link BadRequestError} for bytes that are not UTF-8, which would otherwise change silently. */
export function decodeText(body: Buffer): string {
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw new BadRequestError('the body is not UTF-8', { cause });
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BadRequestError(`the body is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
