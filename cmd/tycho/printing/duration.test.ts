import { describe, expect, it } from 'vitest';
import { UsageFailure } from '../command-failure.ts';
import { ageOf, formatAge, parseDurationSeconds } from './duration.ts';

describe('formatAge', () => {
  it('uses one or two units, fewer the longer it is', () => {
    const ages: readonly [number, string][] = [
      [-3, '0s'],
      [0.9, '0s'],
      [119, '119s'],
      [120, '2m'],
      [190, '3m10s'],
      [600, '10m'],
      [3 * 3600, '3h'],
      [3 * 3600 + 300, '3h5m'],
      [9 * 3600 + 300, '9h'],
      [49 * 3600, '2d1h'],
      [10 * 86_400, '10d'],
    ];
    for (const [seconds, text] of ages) expect(formatAge(seconds)).toBe(text);
  });
});

describe('ageOf', () => {
  it('says when a time is not known', () => {
    expect(ageOf('2030-01-01T00:00:00Z', new Date('2030-01-01T00:00:42Z'))).toBe('42s');
    expect(ageOf(undefined, new Date())).toBe('<unknown>');
  });
});

describe('parseDurationSeconds', () => {
  it('reads seconds, minutes, hours, days and parts of a second', () => {
    expect(['0', '90', '90s', '5m', '1h30m', '2d', '1.5s', '500ms'].map((text) => parseDurationSeconds(text, '--timeout'))).toEqual([
      0, 90, 90, 300, 5400, 172_800, 1.5, 0.5,
    ]);
  });

  it('refuses anything else with an example', () => {
    for (const text of ['', 'soon', '5 m', '-1s', '5x']) expect(() => parseDurationSeconds(text, '--timeout')).toThrow(UsageFailure);
    expect(() => parseDurationSeconds('soon', '--timeout')).toThrow('--timeout "soon" is no duration: write it as 90s, 5m or 1h30m');
  });
});
