import { BadRequestError } from '#apis/machinery/errors.ts';
import { isLabelKey, isLabelValue } from '#apis/machinery/label-syntax.ts';

type Labels = Readonly<Record<string, string>>;

/** One condition on the labels of an object. */
export type LabelRequirement =
  | { readonly kind: 'Exists' | 'Missing'; readonly key: string }
  /** `In` needs the label; `NotIn` also holds where it is absent. */
  | { readonly kind: 'In' | 'NotIn'; readonly key: string; readonly values: readonly string[] }
  | { readonly kind: 'Above' | 'Below'; readonly key: string; readonly bound: number };

/**
 * Reads a label selector of the Kubernetes API: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, `a>1`, `a<1`, joined by commas
 * that mean "and". Throws {@link BadRequestError}.
 */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  const parser = new SelectorParser(text);
  return parser.requirements();
}

/** Whether the labels meet all requirements. */
export function matchesLabels(requirements: readonly LabelRequirement[], labels: Labels): boolean {
  return requirements.every((requirement) => meets(requirement, labels));
}

function meets(requirement: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.kind) {
    case 'Exists':
      return value !== undefined;
    case 'Missing':
      return value === undefined;
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Above':
      return value !== undefined && integer.test(value) && Number(value) > requirement.bound;
    case 'Below':
      return value !== undefined && integer.test(value) && Number(value) < requirement.bound;
  }
}

const integer = /^-?\d{1,15}$/;

/** A word, or one of the operators. White space separates and means nothing else. */
const tokenPattern = /\s*(?:([A-Za-z0-9_./-]+)|(==|!=|=|!|,|\(|\)|>|<))/y;

class SelectorParser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = this.#split();
  }

  requirements(): readonly LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    if (this.#tokens.length === 0) return requirements;
    for (;;) {
      requirements.push(this.#requirement());
      const separator = this.#next();
      if (separator === undefined) return requirements;
      if (separator !== ',') throw this.#fault(`found '${separator}', expected ',' or the end`);
    }
  }

  #requirement(): LabelRequirement {
    if (this.#peek() === '!') {
      this.#next();
      return { kind: 'Missing', key: this.#key() };
    }
    const key = this.#key();
    const operator = this.#peek();
    if (operator === undefined || operator === ',') return { kind: 'Exists', key };
    this.#next();
    switch (operator) {
      case '=':
      case '==':
        return { kind: 'In', key, values: [this.#value()] };
      case '!=':
        return { kind: 'NotIn', key, values: [this.#value()] };
      case 'in':
        return { kind: 'In', key, values: this.#values() };
      case 'notin':
        return { kind: 'NotIn', key, values: this.#values() };
      case '>':
        return { kind: 'Above', key, bound: this.#bound() };
      case '<':
        return { kind: 'Below', key, bound: this.#bound() };
      default:
        throw this.#fault(`found '${operator}', expected one of =, ==, !=, in, notin, >, <`);
    }
  }

  #key(): string {
    const key = this.#next();
    if (key === undefined || !isLabelKey(key)) throw this.#fault(`found '${key ?? ''}', expected a label key`);
    return key;
  }

  /** A value may be empty: `a=` matches the empty string. */
  #value(): string {
    const ahead = this.#peek();
    if (ahead === undefined || ahead === ',' || ahead === ')') return '';
    const value = this.#next() ?? '';
    if (!isLabelValue(value)) throw this.#fault(`found '${value}', expected a label value`);
    return value;
  }

  #values(): readonly string[] {
    if (this.#next() !== '(') throw this.#fault("expected '(' and a list of values");
    const values = new Set<string>();
    for (;;) {
      values.add(this.#value());
      const separator = this.#next();
      if (separator === ')') return [...values].sort();
      if (separator !== ',') throw this.#fault(`found '${separator ?? ''}', expected ',' or ')'`);
    }
  }

  #bound(): number {
    const word = this.#next() ?? '';
    if (!integer.test(word)) throw this.#fault(`found '${word}', expected an integer`);
    return Number(word);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#position];
  }

  #next(): string | undefined {
    const token = this.#tokens[this.#position];
    this.#position += 1;
    return token;
  }

  #split(): readonly string[] {
    const tokens: string[] = [];
    const text = this.#text.trimEnd();
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < text.length) {
      const start = tokenPattern.lastIndex;
      const match = tokenPattern.exec(text);
      if (match === null) throw this.#fault(`did not expect '${text.slice(start).trimStart().charAt(0)}'`);
      tokens.push(match[1] ?? match[2] ?? '');
    }
    return tokens;
  }

  #fault(what: string): BadRequestError {
    return new BadRequestError(`unable to parse the label selector "${this.#text}": ${what}`);
  }
}
