import { describe, expect, it } from 'vitest';
import { UsageError } from '#cmd/bootstrap/flags.ts';
import { parseServicePlans } from './service-plans.ts';

describe('parseServicePlans', () => {
  it('reads own flags, and a name, a program and flags for each service', () => {
    expect(parseServicePlans(['--log-level=warn', '--', 'a', '/a.mjs', '--x=1', '--y', '--', 'b', '/a.mjs'])).toEqual({
      own: ['--log-level=warn'],
      services: [
        { name: 'a', programFile: '/a.mjs', parameters: ['--x=1', '--y'] },
        { name: 'b', programFile: '/a.mjs', parameters: [] },
      ],
    });
    expect(parseServicePlans(['--help'])).toEqual({ own: ['--help'], services: [] });
  });

  it.each([
    [['--'], /name of a service/],
    [['--', 'a'], /the file of its program/],
    [['--', '--x', '/a.mjs'], /name of a service/],
    [['--', 'a', '--x'], /the file of its program/],
    [['--', 'a', '/a.mjs', '--', 'a', '/b.mjs'], /a is named twice/],
  ])('refuses %j and says what is wrong', (parameters, words) => {
    expect(() => parseServicePlans(parameters)).toThrow(UsageError);
    expect(() => parseServicePlans(parameters)).toThrow(words);
  });
});
