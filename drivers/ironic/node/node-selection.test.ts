import { describe, expect, it } from 'vitest';
import { parseNodeSelection } from './node-selection.ts';

describe('the selection of nodes', () => {
  it('is all of what is said', () => {
    expect(parseNodeSelection(['resource_class=metal.large', 'owner=a=b'])).toEqual({ resource_class: 'metal.large', owner: 'a=b' });
  });

  it.each([
    [[], 'say which nodes'],
    [['color=red'], 'does not begin with one of conductor_group=, owner=, lessee=, shard=, resource_class='],
    [['owner'], 'has no value'],
    [['owner='], 'has no value'],
    [['owner=a', 'owner=b'], 'twice'],
  ])('cannot be %j', (texts, words) => {
    expect(() => parseNodeSelection(texts)).toThrow(words);
  });
});
