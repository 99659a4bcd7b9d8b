import { describe, expect, it } from 'vitest';
import { sleepOn, type Clock, type Timer } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { StartupError, StepSequence, type Lifecycle } from './step-sequence.ts';

/** A clock whose timers all fire as soon as everything else has had its turn. */
class ImpatientClock implements Clock {
  now = (): Date => new Date(0);
  monotonicMilliseconds = (): number => 0;
  sleep = (milliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> =>
    sleepOn(this, milliseconds, options.signal);
  setTimer(callback: () => void): Timer {
    const handle = setImmediate(callback);
    return { cancel: () => clearImmediate(handle) };
  }
}

const sequence = (): StepSequence => new StepSequence({ clock: new ImpatientClock(), logger: silentLogger });
const never = (): Promise<void> => new Promise(() => {});

describe('StepSequence', () => {
  it('starts steps in order, hands on what they give, and stops them in reverse order', async () => {
    const happened: string[] = [];
    const steps = sequence();

    await steps.run(async (lifecycle) => {
      const port = await lifecycle.step('store', { start: () => 4711, stop: (value) => void happened.push(`stop store ${value}`) });
      await lifecycle.step('server', {
        start: () => void happened.push(`serve on ${port}`),
        stop: () => void happened.push('stop server'),
      });
    });
    const hung = await steps.stop();

    expect(happened).toEqual(['serve on 4711', 'stop server', 'stop store 4711']);
    expect(hung).toEqual([]);
  });

  it('names the step that failed and still stops those before it', async () => {
    const happened: string[] = [];
    const steps = sequence();
    const run = steps.run(async (lifecycle) => {
      await lifecycle.step('store', { start: () => {}, stop: () => void happened.push('stop store') });
      await lifecycle.step('server', { start: () => Promise.reject(new Error('port 80 is taken')) });
    });

    await expect(run).rejects.toMatchObject({ step: 'server', message: 'step "server" failed to start: port 80 is taken' });
    await steps.stop();

    expect(happened).toEqual(['stop store']);
  });

  it('names the step that hung at the start', async () => {
    const run = sequence().run(async (lifecycle) => {
      await lifecycle.step('etcd', { start: never, startDeadlineSeconds: 7 });
    });

    await expect(run).rejects.toThrow(new StartupError('etcd', 'step "etcd" did not start within 7 seconds'));
  });

  it('names the steps that hung at the stop and goes on with the others', async () => {
    const happened: string[] = [];
    const steps = sequence();
    await steps.run(async (lifecycle) => {
      await lifecycle.step('first', { start: () => {}, stop: () => void happened.push('first') });
      await lifecycle.step('stuck', { start: () => {}, stop: never });
      await lifecycle.step('broken', { start: () => {}, stop: () => Promise.reject(new Error('no')) });
    });

    expect(await steps.stop()).toEqual(['stuck']);
    expect(happened).toEqual(['first']);
  });

  it('stops a step that finishes its start only after the stop began, and starts no more', async () => {
    const happened: string[] = [];
    const steps = sequence();
    const late = Promise.withResolvers<void>();
    const run = steps.run(async (lifecycle) => {
      await lifecycle.step('late', { start: () => late.promise, stop: () => void happened.push('stop late') });
      await lifecycle.step('next', { start: () => void happened.push('start next') });
    });

    await steps.stop();
    late.resolve();

    await expect(run).rejects.toThrow('the process is stopping');
    expect(happened).toEqual(['stop late']);
  });

  it('tells running parts to stop by the signal, and hears of a part that cannot go on', async () => {
    const steps = sequence();
    let given: Lifecycle | undefined;
    await steps.run(async (lifecycle) => {
      given = lifecycle;
      await lifecycle.step('loop', { start: () => {} });
    });

    given?.fail(new Error('lost the lease'));

    expect(await steps.failure).toEqual({ kind: 'Failure', error: new Error('lost the lease') });
    expect(given?.signal.aborted).toBe(false);
    await steps.stop();
    expect(given?.signal.aborted).toBe(true);
  });
});
