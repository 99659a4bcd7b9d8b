import { Type } from 'typebox';
import { oneOf, strictObject, stringMap, type Fields } from './kind.ts';

const labelSelector = strictObject({
  matchLabels: Type.Optional(stringMap({ description: 'Labels with these values.' })),
  matchExpressions: Type.Optional(
    Type.Array(
      strictObject({
        key: Type.String({ minLength: 1, maxLength: 317 }),
        operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: Type.Optional(Type.Array(Type.String({ maxLength: 63 }), { maxItems: 64 })),
      }),
      { maxItems: 64, description: 'Labels with, or without, one of some values.' },
    ),
  ),
});

/** Schema of a Kubernetes label selector: all that it names must hold. An empty one selects everything. */
export function labelSelectorSchema(description: string): typeof labelSelector {
  return { ...labelSelector, description } as typeof labelSelector;
}

export type LabelSelector = Fields<typeof labelSelector>;

/** Whether the labels meet all of the selector, as in Kubernetes: NotIn holds where the label is absent. */
export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>> = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
      }
    })
  );
}
