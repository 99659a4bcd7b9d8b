import { describe, expect, it } from 'vitest';
import { nodeVersionComplaint } from './node-version.ts';

describe('nodeVersionComplaint', () => {
  it('has nothing to say about a Node that is new enough', () => {
    expect(nodeVersionComplaint('24.0.0')).toBeUndefined();
    expect(nodeVersionComplaint('26.10.0')).toBeUndefined();
  });

  it('names both versions when Node is too old', () => {
    expect(nodeVersionComplaint('20.20.2')).toMatch(/this is Node 20\.20\.2 and Tycho needs 24 or newer/);
  });
});
