import { describe, expect, it } from 'vitest';
import { KeyedMutex } from './keyed-mutex.ts';

/** Work that ends when the test says so. */
function aTask(log: string[], name: string): { readonly run: () => Promise<string>; readonly finish: () => void } {
  const done = Promise.withResolvers<void>();
  return {
    run: async () => {
      log.push(`${name} begins`);
      await done.promise;
      log.push(`${name} ends`);
      return name;
    },
    finish: () => done.resolve(),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('KeyedMutex', () => {
  it('lets one at a time work on a key, in the order in which they came', async () => {
    const mutex = new KeyedMutex(10);
    const log: string[] = [];
    const tasks = ['a', 'b', 'c'].map((name) => aTask(log, name));
    const results = tasks.map((task) => mutex.run(['k'], task.run));

    for (const task of tasks) {
      await turn();
      task.finish();
    }

    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets those work side by side who need different keys', async () => {
    const mutex = new KeyedMutex(10);
    const log: string[] = [];
    const [a, b] = [aTask(log, 'a'), aTask(log, 'b')];
    const results = [mutex.run(['x'], a.run), mutex.run(['y'], b.run)];
    await turn();

    expect(log).toEqual(['a begins', 'b begins']);
    a.finish();
    b.finish();
    await Promise.all(results);
  });

  it('does not lock up when two want the same keys in another order', async () => {
    const mutex = new KeyedMutex(100);
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
    };

    await Promise.all(
      Array.from({ length: 20 }, (_, number) => mutex.run(number % 2 === 0 ? ['x', 'y', 'z'] : ['z', 'y', 'x', 'x'], work)),
    );

    expect(most).toBe(1);
  });

  it('goes on after work that failed', async () => {
    const mutex = new KeyedMutex(10);
    const failing = mutex.run(['k'], async () => {
      await turn();
      throw new Error('no');
    });
    const next = mutex.run(['k'], async () => 'yes');

    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('sends away with 429 whom it has no place for, and gives back the keys that he had', async () => {
    const mutex = new KeyedMutex(1);
    const log: string[] = [];
    const [holder, waiter] = [aTask(log, 'holder'), aTask(log, 'waiter')];
    const held = mutex.run(['b'], holder.run);
    const waits = mutex.run(['b'], waiter.run);
    await turn();

    await expect(mutex.run(['a', 'b'], async () => 'never')).rejects.toMatchObject({ code: 429, details: { retryAfterSeconds: 1 } });
    expect(await mutex.run(['a'], async () => 'free')).toBe('free');
    holder.finish();
    waiter.finish();
    expect(await Promise.all([held, waits])).toEqual(['holder', 'waiter']);
  });
});
