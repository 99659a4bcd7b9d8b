import { describe, expect, it } from 'vitest';
import { UsageError } from '#cmd/bootstrap/flags.ts';
import { parseLoops } from './loop-choice.ts';

describe('parseLoops', () => {
  it('reads names between commas, each once', () => {
    expect(parseLoops('server, host,server')).toEqual(['server', 'host']);
  });

  it('names the loops there are when it is asked for another', () => {
    expect(() => parseLoops('server,migration')).toThrow(UsageError);
    expect(() => parseLoops('')).toThrow(/there is scheduling, server, .*garbage-collection/);
  });
});
