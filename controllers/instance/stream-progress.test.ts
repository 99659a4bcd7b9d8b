import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { StreamProgress } from './stream-progress.ts';

let clock: VirtualClock;
let progress: StreamProgress;

beforeEach(() => {
  clock = new VirtualClock();
  progress = new StreamProgress({ clock, timings: { silenceLimitSeconds: 30, progressLimitSeconds: 20 } });
});

async function pass(seconds: number): Promise<void> {
  await clock.advance(seconds * 1000);
}

describe('a stream’s progress', () => {
  it('is at fault when nothing has been heard for too long', async () => {
    await pass(30);
    expect(progress.fault()).toBeUndefined();

    await pass(1);

    expect(progress.fault()).toMatchObject({ cause: 'Silent', message: expect.stringContaining('nothing was heard') as string });
  });

  it('is not at fault while the agent owes nothing, however long that lasts', async () => {
    progress.sent(5);
    progress.acknowledged(5);
    for (let minute = 0; minute < 10; minute += 1) {
      await pass(20);
      progress.heard();
    }

    expect(progress.fault()).toBeUndefined();
  });

  it('is at fault when the agent is heard and acknowledges nothing', async () => {
    progress.sent(5);
    await pass(15);
    progress.heard();
    progress.acknowledged(4);
    expect(progress.fault()).toBeUndefined();
    await pass(15);
    progress.heard();
    expect(progress.fault()).toBeUndefined();

    await pass(15);
    progress.heard();

    expect(progress.fault()).toMatchObject({
      cause: 'Stuck',
      message: expect.stringContaining('has not acknowledged revision 5') as string,
    });
  });

  it('gives time anew with each step forward, and none for standing still', async () => {
    progress.sent(100);
    for (let revision = 1; revision <= 10; revision += 1) {
      await pass(15);
      progress.heard();
      progress.acknowledged(revision);
      expect(progress.fault()).toBeUndefined();
    }
    await pass(15);
    progress.heard();
    progress.acknowledged(10);
    await pass(15);
    progress.heard();

    expect(progress.fault()?.message).toContain('revision 100');
  });

  it('counts the time from what was sent first', async () => {
    progress.sent(5);
    await pass(15);
    progress.heard();
    progress.sent(6);
    await pass(10);
    progress.heard();

    expect(progress.fault()?.message).toContain('revision 6');
  });
});
