import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { BadRequestError, RequestEntityTooLargeError } from '#apis/machinery/errors.ts';
import type { DecodedBody } from './decoded-body.ts';
import { countFields, deepestNesting } from './field-survey.ts';
import { decodeJsonBody, decodeText } from './json-body.ts';

/**
 * Reads a YAML body of one document. JSON is YAML too and read as JSON, which is fifty times as fast. Throws {@link BadRequestError} for what is
 * neither, and {@link RequestEntityTooLargeError} past {@link maximumYamlBytes}.
 */
export function decodeYamlBody(body: Buffer): DecodedBody {
  const text = decodeText(body);
  if (/^\s*\{/.test(text)) return decodeJsonOrYaml(body, text);
  return decodeYaml(text);
}

/** Reading YAML holds everybody else up, a tenth of a second for that much, or half of one if it is meant to. As JSON a body may be longer. */
export const maximumYamlBytes = 128 * 1024;

/** An alias stands for a whole other part of the document: a few lines could otherwise say a billion. */
const mostAliases = 100;

/** Of places that are told to people; a document may hold any number. */
const mostDuplicates = 100;

function decodeJsonOrYaml(body: Buffer, text: string): DecodedBody {
  try {
    return decodeJsonBody(body);
  } catch (error) {
    // A flow mapping, as `{kind: Server}`.
    if (error instanceof BadRequestError && error.cause instanceof SyntaxError) return decodeYaml(text);
    throw error;
  }
}

function decodeYaml(text: string): DecodedBody {
  if (text.length > maximumYamlBytes) {
    throw new RequestEntityTooLargeError(`the body is longer than the ${maximumYamlBytes} bytes that are taken as YAML: send it as JSON`);
  }
  try {
    refuseDeepNesting(text);
    const lines = new LineCounter();
    // Its own way of telling where a fault is takes time with the square of the number of faults, and a text may consist of nothing else.
    const document = parseDocument(text, { uniqueKeys: false, merge: true, logLevel: 'error', prettyErrors: false, lineCounter: lines });
    const [fault] = document.errors;
    if (isOutOfStack(fault)) throw new BadRequestError(`the body is nested deeper than ${deepestNesting} levels`, { cause: fault });
    if (fault !== undefined) {
      const { line, col } = lines.linePos(fault.pos[0]);
      throw new BadRequestError(`the body is not YAML: ${fault.message} at line ${line}, column ${col}`, { cause: fault });
    }
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    countFields(value);
    return { value, duplicateFields: duplicatesIn(document.contents, '') };
  } catch (error) {
    if (error instanceof BadRequestError) throw error;
    throw new BadRequestError(`the body is not YAML: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
  }
}

/** Looks at brackets wherever they stand, in texts too, and is therefore generous. */
function refuseDeepNesting(text: string): void {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > mostOpenBrackets) throw new BadRequestError(`the body is nested deeper than ${deepestNesting} levels`);
  }
}

const mostOpenBrackets = 1_000;

/** The parser walks down by recursion. It comes back unharmed: what it can be sent is short. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Maximum call stack size exceeded');
}

/** Where keys stand that are stated more than once. Does not follow aliases: they repeat a part that was looked at. */
function duplicatesIn(node: unknown, place: string): readonly string[] {
  if (isSeq(node)) return node.items.flatMap((item, position) => duplicatesIn(item, `${place}[${position}]`));
  if (!isMap(node)) return [];
  const met = new Set<string>();
  const duplicates: string[] = [];
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const at = place === '' ? name : `${place}.${name}`;
    if (met.has(name)) duplicates.push(at);
    met.add(name);
    duplicates.push(...duplicatesIn(value, at));
  }
  return duplicates.slice(0, mostDuplicates);
}
