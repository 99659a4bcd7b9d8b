import { describe, expect, it } from 'vitest';
import { matchesLabels, type LabelSelector } from './label-selector.ts';

describe('a label selector', () => {
  it.each<[string, LabelSelector, boolean]>([
    ['an empty one', {}, true],
    ['a label with its value', { matchLabels: { rack: 'r1' } }, true],
    ['a label with another value', { matchLabels: { rack: 'r2' } }, false],
    ['a label that is not there', { matchLabels: { row: '1' } }, false],
    ['a name that every object of JavaScript has', { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, false],
    ['one of some values', { matchExpressions: [{ key: 'rack', operator: 'In', values: ['r0', 'r1'] }] }, true],
    ['one of other values', { matchExpressions: [{ key: 'rack', operator: 'In', values: ['r0'] }] }, false],
    ['none of some values', { matchExpressions: [{ key: 'rack', operator: 'NotIn', values: ['r1'] }] }, false],
    ['none of some values, absent', { matchExpressions: [{ key: 'row', operator: 'NotIn', values: ['r1'] }] }, true],
    ['a label', { matchExpressions: [{ key: 'rack', operator: 'Exists' }] }, true],
    ['no label', { matchExpressions: [{ key: 'rack', operator: 'DoesNotExist' }] }, false],
    ['both parts, one of which fails', { matchLabels: { rack: 'r1' }, matchExpressions: [{ key: 'row', operator: 'Exists' }] }, false],
  ])('that names %s', (_, selector, expected) => {
    expect(matchesLabels(selector, { rack: 'r1' })).toBe(expected);
  });
});
