import { describe, expect, it } from 'vitest';
import { defaultStepLimits, StepSlots } from './step-slots.ts';

function slots(prepareLimit: number): { readonly slots: StepSlots; readonly woken: string[] } {
  const woken: string[] = [];
  return { slots: new StepSlots({ limits: { ...defaultStepLimits, Prepare: prepareLimit }, wake: (uid) => void woken.push(uid) }), woken };
}

describe('step slots', () => {
  it('let a limited number of steps of a kind go on', () => {
    const { slots: two } = slots(2);

    expect(['a', 'b', 'c'].map((uid) => two.take('Prepare', uid))).toEqual([true, true, false]);
  });

  it('keep kinds apart, so that slow downloads do not hold up a stop', () => {
    const { slots: one } = slots(1);
    one.take('Prepare', 'a');

    expect([one.take('Prepare', 'b'), one.take('Stop', 'b')]).toEqual([false, true]);
  });

  it('wake who waits longest when one is free', () => {
    const { slots: one, woken } = slots(1);
    for (const uid of ['a', 'b', 'c']) one.take('Prepare', uid);

    one.release('Prepare');

    expect(woken).toEqual(['b']);
    expect(one.take('Prepare', 'b')).toBe(true);
  });

  it('go to the next when who was woken needs none any more', () => {
    const { slots: one, woken } = slots(1);
    for (const uid of ['a', 'b', 'c', 'd']) one.take('Prepare', uid);
    one.release('Prepare');

    one.pass('b');
    one.take('Destroy', 'c');

    expect(woken).toEqual(['b', 'c', 'd']);
  });

  it('are not kept for somebody who has given up waiting', () => {
    const { slots: one, woken } = slots(1);
    for (const uid of ['a', 'b', 'c']) one.take('Prepare', uid);

    one.pass('b');
    one.release('Prepare');

    expect(woken).toEqual(['c']);
  });
});
