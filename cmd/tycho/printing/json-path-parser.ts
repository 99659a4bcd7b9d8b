import type { Comparison, Operand, Step } from './json-path-steps.ts';

/** A piece of a template. */
export type TemplatePart =
  | { readonly kind: 'Text'; readonly text: string }
  | { readonly kind: 'Path'; readonly steps: readonly Step[] }
  | { readonly kind: 'Range'; readonly steps: readonly Step[]; readonly body: readonly TemplatePart[] };

/** A JSONPath template is not understood. */
export class JSONPathError extends Error {
  override readonly name = 'JSONPathError';
}

/** Reads a template. Throws {@link JSONPathError}. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const open: { readonly steps: readonly Step[]; readonly parts: TemplatePart[] }[] = [{ steps: [], parts: [] }];
  const add = (part: TemplatePart): void => void open.at(-1)?.parts.push(part);
  for (const piece of pieces(template)) {
    if (piece.kind === 'Text') {
      add(piece);
    } else if (/^range\s/.test(piece.source)) {
      open.push({ steps: new ExpressionParser(piece.source.slice('range'.length)).parsePath(), parts: [] });
    } else if (piece.source === 'end') {
      const range = open.pop();
      if (range === undefined || open.length === 0) throw new JSONPathError('{end} without {range}');
      add({ kind: 'Range', steps: range.steps, body: range.parts });
    } else {
      add(expressionPart(piece.source));
    }
  }
  if (open.length > 1) throw new JSONPathError('{range} without {end}');
  return open[0]?.parts ?? [];
}

function expressionPart(source: string): TemplatePart {
  const literal = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/.test(source);
  return literal ? { kind: 'Text', text: unquote(source) } : { kind: 'Path', steps: new ExpressionParser(source).parsePath() };
}

/** Splits a template at its braces; quotes inside braces may hold braces. */
function* pieces(
  template: string,
): Generator<{ readonly kind: 'Text'; readonly text: string } | { readonly kind: 'Expression'; readonly source: string }> {
  let position = 0;
  while (position < template.length) {
    const start = template.indexOf('{', position);
    if (start < 0) {
      yield { kind: 'Text', text: template.slice(position) };
      return;
    }
    if (start > position) yield { kind: 'Text', text: template.slice(position, start) };
    const expression = /^\{((?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)\}/.exec(template.slice(start));
    if (expression === null) throw new JSONPathError(`no } for the { at character ${start + 1} of ${template}`);
    yield { kind: 'Expression', source: (expression[1] ?? '').trim() };
    position = start + expression[0].length;
  }
}

/** Reads one expression from left to right. */
class ExpressionParser {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source.trim();
  }

  parsePath(): readonly Step[] {
    const steps = this.#steps();
    if (this.#position < this.#source.length) throw this.#failure('do not understand');
    return steps;
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    if (this.#take(/^\$/) !== undefined) steps.push({ kind: 'Root' });
    else this.#take(/^@/);
    for (;;) {
      if (this.#take(/^\.\./) !== undefined) {
        steps.push({ kind: 'Descent' });
        if (/^[^[.]/.test(this.#rest())) steps.push(this.#field());
      } else if (this.#take(/^\./) !== undefined) {
        if (/^[^[\])\s=!<>]/.test(this.#rest())) steps.push(this.#field());
      } else if (this.#take(/^\[\s*/) !== undefined) {
        steps.push(this.#bracket());
      } else if (steps.length === 0 && /^[\w*]/.test(this.#rest())) {
        steps.push(this.#field());
      } else {
        return steps;
      }
    }
  }

  #field(): Step {
    if (this.#take(/^\*/) !== undefined) return { kind: 'Everything' };
    const name = this.#take(/^(?:\\.|[^.[\]()\s=!<>\\])+/);
    if (name === undefined) throw this.#failure('expected the name of a field at');
    return { kind: 'Fields', names: [name.replaceAll(/\\(.)/g, '$1')] };
  }

  #bracket(): Step {
    const step = this.#bracketContent();
    this.#expect(/^\s*\]/, ']');
    return step;
  }

  #bracketContent(): Step {
    if (this.#take(/^\*/) !== undefined) return { kind: 'Everything' };
    if (this.#take(/^\?\s*\(\s*/) !== undefined) return this.#filter();
    const slice = this.#take(/^-?\d*\s*:\s*-?\d*(\s*:\s*\d*)?/);
    if (slice !== undefined) return sliceStep(slice);
    const names = this.#list(/^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/).map(unquote);
    if (names.length > 0) return { kind: 'Fields', names };
    const positions = this.#list(/^-?\d+/).map(Number);
    if (positions.length > 0) return { kind: 'Positions', positions };
    throw this.#failure('do not understand the brackets at');
  }

  #filter(): Step {
    const left = this.#operand();
    const operator = this.#take(/^\s*(?:==|!=|<=|>=|<|>)\s*/)?.trim() as Comparison['operator'] | undefined;
    const comparison = operator === undefined ? undefined : { operator, right: this.#operand() };
    this.#expect(/^\s*\)/, ')');
    return { kind: 'Filter', left, comparison };
  }

  #operand(): Operand {
    const text = this.#take(/^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/);
    if (text !== undefined) return { kind: 'Literal', value: unquote(text) };
    const literal = this.#take(/^(?:-?\d+(?:\.\d+)?|true|false|null)(?![\w.])/);
    if (literal !== undefined) return { kind: 'Literal', value: JSON.parse(literal) as unknown };
    if (!/^[@$]/.test(this.#rest())) throw this.#failure('expected @, $, a number or quoted text at');
    return { kind: 'Path', steps: this.#steps() };
  }

  #list(item: RegExp): string[] {
    const items: string[] = [];
    for (let found = this.#take(item); found !== undefined; found = this.#take(item)) {
      items.push(found);
      if (this.#take(/^\s*,\s*/) === undefined) break;
    }
    return items;
  }

  #take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#rest())?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }

  #expect(pattern: RegExp, what: string): void {
    if (this.#take(pattern) === undefined) throw this.#failure(`expected ${what} at`);
  }

  #rest(): string {
    return this.#source.slice(this.#position);
  }

  #failure(complaint: string): JSONPathError {
    return new JSONPathError(`JSONPath: ${complaint} "${this.#rest()}" in {${this.#source}}`);
  }
}

function sliceStep(text: string): Step {
  const [from, to, stride] = text.split(':').map((part) => (part.trim() === '' ? undefined : Number(part)));
  return { kind: 'Slice', from, to, stride: Math.max(1, stride ?? 1) };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}
