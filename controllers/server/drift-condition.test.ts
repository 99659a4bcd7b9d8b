import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { driftCondition } from './drift-condition.ts';

const paused = { message: 'the guest was paused', since: '2026-06-01T12:00:00Z' };

describe('the condition Drifted', () => {
  it('is not there where nobody changed anything', () => {
    expect(driftCondition(anInstance({}))).toBeUndefined();
  });

  it('says what is undone, since when', () => {
    expect(driftCondition(anInstance({ status: { drift: [paused] } }))).toMatchObject({
      status: 'True',
      reason: 'Healing',
      message: expect.stringContaining('the guest was paused (first seen 2026-06-01T12:00:00Z)'),
    });
  });

  it('says how to have undone what is only reported', () => {
    expect(driftCondition(anInstance({ spec: { driftPolicy: 'Report' }, status: { drift: [paused] } }))).toMatchObject({
      status: 'True',
      reason: 'Reported',
      message: expect.stringContaining('set spec.driftPolicy to Heal'),
    });
  });

  it('remembers what was healed last', () => {
    const healed = { ...paused, healedAt: '2026-06-01T12:00:05Z' };

    expect(driftCondition(anInstance({ status: { drift: [healed] } }))).toMatchObject({
      status: 'False',
      reason: 'Healed',
      message: 'the guest was paused (first seen 2026-06-01T12:00:00Z); as declared again since 2026-06-01T12:00:05Z',
    });
  });
});
