import { describe, expect, it } from 'vitest';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { longestSelector, mostSelectorTerms, Selection } from './selection.ts';

const label = (labelSelector: string): Selection => Selection.parse(configMapKind, { labelSelector });

describe('a selection', () => {
  it('takes as many terms as there may be, values counted, and not one more', () => {
    const values = (count: number): string => Array.from({ length: count }, (_, number) => `v${number}`).join(',');

    expect(label(values(mostSelectorTerms)).labels).toHaveLength(mostSelectorTerms);
    expect(() => label(values(mostSelectorTerms + 1))).toThrow(/257 requirements and values/);
    expect(() => label(`a in (${values(mostSelectorTerms + 1)})`)).toThrow(/257 requirements and values/);
    expect(() =>
      Selection.parse(configMapKind, { labelSelector: values(200), fieldSelector: Array(100).fill('metadata.name!=a').join(',') }),
    ).toThrow(/300 requirements and values/);
  });

  it('is not longer than there is reason for', () => {
    expect(() => label(' '.repeat(longestSelector))).not.toThrow();
    expect(() => label(' '.repeat(longestSelector + 1))).toThrow(/labelSelector: it has 16385 characters/);
    expect(() => Selection.parse(configMapKind, { fieldSelector: 'x'.repeat(longestSelector + 1) })).toThrow(/fieldSelector: it has 16385/);
  });
});
