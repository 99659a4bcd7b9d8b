import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { healthy, withHealth, type Health } from './health.ts';

const at = (seconds: number): { readonly now: () => Date } => ({ now: () => new Date(Date.UTC(2026, 5, 1, 12, 0, seconds)) });
const starting: Health = { ready: 'False', reason: 'Starting', message: 'the guest is being started', outlook: 'Reconciling' };
const stuck: Health = { ready: 'False', reason: 'Unsupported', message: 'its host cannot', outlook: 'Stalled' };

function words(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(({ type, status, reason, observedGeneration }) => `${type}=${status} ${reason} ${observedGeneration ?? '-'}`);
}

describe('health in conditions', () => {
  it('says of what is being worked on that it is, with the reason of Ready', () => {
    expect(words(withHealth([], starting, 3, at(0)))).toEqual(['Ready=False Starting 3', 'Reconciling=True Starting 3']);
  });

  it('says Stalled instead, never beside it', () => {
    const before = withHealth([], starting, 3, at(0));

    expect(words(withHealth(before, stuck, 4, at(1)))).toEqual(['Ready=False Unsupported 4', 'Stalled=True Unsupported 4']);
  });

  it('has only Ready once all is as declared, and while something is just awaited', () => {
    const before = withHealth([], stuck, 3, at(0));

    expect(words(withHealth(before, healthy('Running', 'the guest runs'), 3, at(1)))).toEqual(['Ready=True Running 3']);
    expect(words(withHealth(before, { ...stuck, outlook: 'Waiting' }, undefined, at(1)))).toEqual(['Ready=False Unsupported -']);
  });

  it('leaves the conditions of others where they are', () => {
    const scheduled: Condition = {
      type: 'Scheduled',
      status: 'True',
      reason: 'Placed',
      message: '',
      lastTransitionTime: '2026-06-01T11:00:00Z',
    };

    expect(words(withHealth(withHealth([scheduled], starting, 1, at(0)), stuck, 1, at(1)))).toEqual([
      'Scheduled=True Placed -',
      'Ready=False Unsupported 1',
      'Stalled=True Unsupported 1',
    ]);
  });

  it('changes nothing by being said twice, and moves the times only of what has changed', () => {
    const once = withHealth([], starting, 3, at(0));
    const later = withHealth(once, { ...starting, message: 'soon' }, 3, at(9));

    expect(withHealth(once, starting, 3, at(9))).toBe(once);
    expect(later.map(({ message, lastTransitionTime }) => `${message} ${lastTransitionTime}`)).toEqual([
      'soon 2026-06-01T12:00:00Z',
      'soon 2026-06-01T12:00:00Z',
    ]);
  });
});
