import { describe, expect, it } from 'vitest';
import { InstanceQueue } from './instance-queue.ts';

describe('InstanceQueue', () => {
  it('does one piece of work at a time for a guest, in order, and goes on after one that failed', async () => {
    const queue = new InstanceQueue();
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];

    const first = queue.run('a', async () => {
      await gate.promise;
      done.push('first');
      throw new Error('failed');
    });
    const second = queue.run('a', async () => done.push('second'));
    await queue.run('b', async () => done.push('other guest'));
    gate.resolve();

    await expect(first).rejects.toThrow('failed');
    await second;
    expect(done).toEqual(['other guest', 'first', 'second']);
  });
});
