import { evaluate, type Step } from './json-path-steps.ts';
import { parseTemplate, type TemplatePart } from './json-path-parser.ts';

export { JSONPathError } from './json-path-parser.ts';

/**
 * A template in kubectl's dialect of JSONPath: text with expressions in braces, as `{range .items[*]}{.metadata.name}{"\n"}{end}`. Understood are
 * fields (`.a.b`, `['a']`, dots in a name as `\.`), `[0]`, `[-1]`, `[1:3]`, `[*]`, `..name`, unions `['a','b']`, filters
 * `[?(@.type=="Ready")]`, `@`, `$`, quoted text and `range`/`end`. What is not there prints nothing.
 */
export class JSONPathTemplate {
  readonly #parts: readonly TemplatePart[];

  /** Throws {@link JSONPathError}, which says where the template goes wrong. A bare path, as `.spec.power`, needs no braces. */
  constructor(template: string) {
    this.#parts = parseTemplate(/^[.$[]/.test(template) && !template.includes('{') ? `{${template}}` : template);
  }

  /** The text that the template gives for `object`. */
  print(object: unknown): string {
    return printParts(this.#parts, object, object);
  }

  /** The values that the first expression of the template selects. */
  select(object: unknown): readonly unknown[] {
    const first = this.#parts.find((part): part is TemplatePart & { readonly kind: 'Path' } => part.kind === 'Path');
    return first === undefined ? [] : evaluate(first.steps, object, object);
  }
}

function printParts(parts: readonly TemplatePart[], root: unknown, current: unknown): string {
  let text = '';
  for (const part of parts) {
    switch (part.kind) {
      case 'Text':
        text += part.text;
        break;
      case 'Path':
        text += valuesOf(part.steps, root, current).map(printValue).join(' ');
        break;
      case 'Range':
        for (const item of valuesOf(part.steps, root, current)) text += printParts(part.body, root, item);
        break;
    }
  }
  return text;
}

function valuesOf(steps: readonly Step[], root: unknown, current: unknown): readonly unknown[] {
  return evaluate(steps, root, current);
}

function printValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, inOrder);
}

/** Fields in the order of their names, as kubectl prints them: scripts compare such texts. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
