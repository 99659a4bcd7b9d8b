/** One step of a path: from each value reached so far to the values it leads to. */
export type Step =
  /** Back to the whole object. */
  | { readonly kind: 'Root' }
  | { readonly kind: 'Fields'; readonly names: readonly string[] }
  | { readonly kind: 'Everything' }
  /** Positions in a list; negative ones count from the end. */
  | { readonly kind: 'Positions'; readonly positions: readonly number[] }
  | { readonly kind: 'Slice'; readonly from: number | undefined; readonly to: number | undefined; readonly stride: number }
  /** All fields and items below, at any depth. */
  | { readonly kind: 'Descent' }
  | { readonly kind: 'Filter'; readonly left: Operand; readonly comparison: Comparison | undefined };

export interface Comparison {
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly right: Operand;
}

export type Operand = { readonly kind: 'Path'; readonly steps: readonly Step[] } | { readonly kind: 'Literal'; readonly value: unknown };

/** The values that `steps` lead to from `current`. */
export function evaluate(steps: readonly Step[], root: unknown, current: unknown): readonly unknown[] {
  let values: readonly unknown[] = [current];
  for (const step of steps) values = values.flatMap((value) => advance(step, root, value));
  return values;
}

function advance(step: Step, root: unknown, value: unknown): readonly unknown[] {
  switch (step.kind) {
    case 'Root':
      return [root];
    case 'Fields':
      return isRecord(value) ? step.names.filter((name) => Object.hasOwn(value, name)).map((name) => value[name]) : [];
    case 'Everything':
      return children(value);
    case 'Positions':
      return Array.isArray(value)
        ? step.positions.filter((position) => isWithin(value, position)).map((position) => value.at(position) as unknown)
        : [];
    case 'Slice':
      return Array.isArray(value) ? value.slice(step.from, step.to).filter((_, index) => index % step.stride === 0) : [];
    case 'Descent':
      return withDescendants(value);
    case 'Filter':
      return children(value).filter((child) => passes(step, root, child));
  }
}

function passes(filter: Step & { readonly kind: 'Filter' }, root: unknown, value: unknown): boolean {
  const left = operandValues(filter.left, root, value);
  if (filter.comparison === undefined) return left.length > 0;
  const right = operandValues(filter.comparison.right, root, value);
  return left.length > 0 && right.length > 0 && compare(left[0], filter.comparison.operator, right[0]);
}

function operandValues(operand: Operand, root: unknown, value: unknown): readonly unknown[] {
  return operand.kind === 'Literal' ? [operand.value] : evaluate(operand.steps, root, value);
}

function compare(left: unknown, operator: Comparison['operator'], right: unknown): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return false;
  const [a, b] = [left, right as typeof left];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return isRecord(value) ? Object.values(value) : [];
}

function withDescendants(value: unknown): readonly unknown[] {
  return [value, ...children(value).flatMap(withDescendants)];
}

function isWithin(list: readonly unknown[], position: number): boolean {
  return position < list.length && position >= -list.length;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
