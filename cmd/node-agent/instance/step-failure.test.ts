import { describe, expect, it } from 'vitest';
import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';
import { nextFailure, type StepFailure } from './step-failure.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const middling = { fraction: () => 0.5 };

/** The delays, in seconds, after so many failures in a row. */
function delays(error: unknown, count: number): number[] {
  let failure: StepFailure | undefined;
  return Array.from({ length: count }, () => {
    failure = nextFailure(failure, { generation: 1, error, now: noon, random: middling });
    return (failure.retryAt.getTime() - noon.getTime()) / 1000;
  });
}

describe('nextFailure', () => {
  it('doubles the delay up to five minutes for what may pass', () => {
    expect(delays(new DriverError('Temporary', 'x'), 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
  });

  it.each<[DriverErrorReason, number, number]>([
    ['DiskFull', 30, 600],
    ['HostBroken', 30, 600],
    ['InvalidImage', 60, 3600],
    ['Unsupported', 300, 3600],
  ])('begins slowly for %s and never gives up', (reason, first, most) => {
    const all = delays(new DriverError(reason, 'x'), 30);

    expect([all[0], all.at(-1)]).toEqual([first, most]);
  });

  it('treats what no driver should throw as passing', () => {
    expect(nextFailure(undefined, { generation: 1, error: new Error('bug'), now: noon, random: middling })).toMatchObject({
      reason: 'Temporary',
      message: 'bug',
    });
  });

  it('spreads hosts by a quarter to either side', () => {
    const at = (fraction: number): number => {
      const error = new DriverError('DiskFull', 'x');
      return (
        nextFailure(undefined, { generation: 1, error, now: noon, random: { fraction: () => fraction } }).retryAt.getTime() - noon.getTime()
      );
    };

    expect([at(0), at(1)]).toEqual([22_500, 37_500]);
  });

  it('begins anew for another generation', () => {
    const error = new DriverError('Temporary', 'x');
    const first = nextFailure(undefined, { generation: 1, error, now: noon, random: middling });
    const attempt = { error, now: noon, random: middling };

    expect(nextFailure(first, { ...attempt, generation: 1 }).attempts).toBe(2);
    expect(nextFailure(first, { ...attempt, generation: 2 }).attempts).toBe(1);
  });
});
