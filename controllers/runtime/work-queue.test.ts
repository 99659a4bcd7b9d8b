import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkQueue } from './work-queue.ts';

function aQueue(...keys: readonly string[]): WorkQueue {
  const queue = new WorkQueue({ capacity: 100 });
  for (const key of keys) queue.add(key);
  return queue;
}

describe('WorkQueue', () => {
  it('hands keys out in the order in which they came', async () => {
    const queue = aQueue('a', 'b', 'c');

    expect([await queue.take(), await queue.take(), await queue.take()]).toEqual(['a', 'b', 'c']);
  });

  it('hands out once what was added many times', async () => {
    const queue = aQueue('a', 'a', 'b', 'a');

    expect([await queue.take(), await queue.take()]).toEqual(['a', 'b']);
    expect(queue.length).toBe(0);
  });

  it('lets nobody else have a key that is being processed, and hands it out again afterwards', async () => {
    const queue = aQueue('a');
    await queue.take();

    queue.add('a');
    expect(queue.length).toBe(0);
    queue.done('a');

    expect(await queue.take()).toBe('a');
  });

  it('gives a key to whoever has waited longest', async () => {
    const queue = aQueue();
    const [first, second] = [queue.take(), queue.take()];

    queue.add('a');
    queue.add('b');

    expect(await first).toBe('a');
    expect(await second).toBe('b');
  });

  it('refuses a new key when it is full, but none that it has already', async () => {
    const queue = new WorkQueue({ capacity: 1 });

    expect(queue.add('a')).toBe('Accepted');
    expect(queue.add('a')).toBe('Accepted');
    expect(queue.add('b')).toBe('Refused');
  });

  it('loses no key that became dirty while the queue was filled up', async () => {
    const queue = new WorkQueue({ capacity: 1 });
    queue.add('a');
    await queue.take();
    queue.add('a');
    queue.add('b');

    queue.done('a');

    expect([await queue.take(), await queue.take()]).toEqual(['b', 'a']);
  });

  it('sends everybody home when it is closed, and takes nothing more', async () => {
    const queue = aQueue();
    const waiting = queue.take();

    queue.close();

    expect(await waiting).toBeUndefined();
    expect(queue.add('a')).toBe('Refused');
    expect(await queue.take()).toBeUndefined();
  });

  it('hands every key out after its last addition, and to one at a time, whatever the order of events', async () => {
    const act = fc.record({ kind: fc.constantFrom('add' as const, 'take' as const, 'done' as const), key: fc.constantFrom('a', 'b', 'c') });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40, size: 'max' }), async (acts) => {
        const queue = aQueue();
        const owed = new Set<string>();
        const processing = new Set<string>();
        const take = async (): Promise<void> => {
          const key = await queue.take();
          expect(processing.has(key!)).toBe(false);
          processing.add(key!);
          owed.delete(key!);
        };
        for (const { kind, key } of acts) {
          if (kind === 'add') {
            queue.add(key);
            owed.add(key);
          } else if (kind === 'take' && queue.length > 0) {
            await take();
          } else if (kind === 'done' && processing.delete(key)) {
            queue.done(key);
          }
        }
        for (const key of processing) queue.done(key);
        processing.clear();
        while (queue.length > 0) await take();

        expect(owed).toEqual(new Set());
      }),
    );
  });
});
