import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import type { SendOptions, SendProgress } from '#drivers/contract/live-migrating.ts';
import { InMemoryTransfer } from '#test/harness/in-memory-transfer.ts';
import { bootMilliseconds, consoleShows, KVMWorld } from './kvm-world.ts';

const counting =
  'echo "made before" > /dev/null; i=0; while true; do i=$((i+1)); echo "tick $i $(cut -d. -f1 /proc/uptime)"; sleep 0.2; done';

const sending: Omit<SendOptions, 'connect' | 'signal'> = {
  autoConverge: true,
  downtimeMilliseconds: 300,
  isForced: () => false,
  onProgress: () => undefined,
};

describe('a guest that goes to another host while it runs', { timeout: 5 * bootMilliseconds }, () => {
  it('goes on counting where it came to, with its disk, and leaves nothing running behind', async () => {
    await using here = await KVMWorld.create();
    await using there = await KVMWorld.create();
    const [source, target] = [here.driver(), there.driver()];
    const guest = here.guest(counting, { diskGiB: 1, vcpus: 2, ephemeralGiB: 1 });
    await start(source, guest);
    await consoleShows(source, guest.mark, 'tick 5');
    const next = nextOf(guest);
    await target.prepare(next);
    const transfer = new InMemoryTransfer();
    const progress: SendProgress[] = [];
    const never = new AbortController().signal;

    const received = live(target).receive(next, { accept: transfer.accept, signal: never });
    await live(source).send(guest.mark, {
      ...sending,
      connect: transfer.connect,
      signal: never,
      onProgress: (each) => progress.push(each),
    });
    await received;

    expect([await source.observe(guest.mark), await target.observe(next.mark)]).toMatchObject([{ kind: 'Paused' }, { kind: 'Paused' }]);
    await live(target).admit(next.mark);
    const before = ticksOf(await consoleOf(source, guest));
    const shown = await consoleShows(target, next.mark, `tick ${before.at(-1)!.number + 20} `);
    expect(shown.split('tycho-guest: booting')).toHaveLength(2);
    const ticks = ticksOf(shown);
    expect(ticks.map(({ number }) => number)).toEqual(ticks.map((_, index) => index + 1));
    expect(ticks.map(({ uptime }) => uptime)).toEqual(ticks.map(({ uptime }) => uptime).toSorted((one, other) => one - other));
    expect(new Set(progress.map(({ stage }) => stage))).toContain('Memory');
    expect(await source.observe(guest.mark)).toMatchObject({ kind: 'Paused' });
    await source.destroy(guest.mark);
    expect(await here.processOf(guest.mark)).toBeUndefined();
  });

  it('stands still for a driver that comes after, and is taken back', async () => {
    await using here = await KVMWorld.create();
    await using there = await KVMWorld.create();
    const [source, target] = [here.driver(), there.driver()];
    const guest = here.guest(counting);
    await start(source, guest);
    const next = nextOf(guest);
    await target.prepare(next);
    const transfer = new InMemoryTransfer();
    const never = new AbortController().signal;
    const received = live(target).receive(next, { accept: transfer.accept, signal: never });
    await live(source).send(guest.mark, { ...sending, connect: transfer.connect, signal: never });
    await received;

    await Promise.all([source.close(), target.close()]);
    const [again, targetAgain] = [here.driver(), there.driver()];
    expect([await again.observe(guest.mark), await targetAgain.observe(next.mark)]).toMatchObject([{ kind: 'Paused' }, { kind: 'Paused' }]);
    await targetAgain.destroy(next.mark);
    await again.abilities.pausing?.resume(guest.mark);

    const { number } = ticksOf(await consoleOf(again, guest)).at(-1)!;
    await consoleShows(again, guest.mark, `tick ${number + 10} `);
  });

  it.each(['the line is cut', 'it is given up'])('goes on as if nothing had been when %s', async (what) => {
    await using here = await KVMWorld.create();
    await using there = await KVMWorld.create();
    const [source, target] = [here.driver(), there.driver()];
    const guest = here.guest(counting, { diskGiB: 1 });
    await start(source, guest);
    const next = nextOf(guest);
    await target.prepare(next);
    const transfer = new InMemoryTransfer();
    const giveUp = new AbortController();
    const stop = what === 'it is given up' ? () => giveUp.abort(new Error('given up')) : () => transfer.cut();

    const received = live(target).receive(next, { accept: transfer.accept, signal: new AbortController().signal });
    const sent = live(source).send(guest.mark, {
      ...sending,
      bytesPerSecond: 4 * 1024 ** 2,
      connect: transfer.connect,
      signal: giveUp.signal,
      onProgress: ({ stage }) => stage === 'Memory' && stop(),
    });
    received.catch(() => undefined);

    await expect(sent).rejects.toThrow();
    transfer.cut();
    await expect(received).rejects.toThrow();
    expect(await source.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(await there.processOf(next.mark)).toBeUndefined();
    const { number } = ticksOf(await consoleOf(source, guest)).at(-1)!;
    await consoleShows(source, guest.mark, `tick ${number + 10} `);
    expect(JSON.parse(await readFile(join(here.directoryOf(guest.mark), 'run.json'), 'utf8'))).toMatchObject({ kind: 'Running' });
  });

  it('is refused in words where it would be another machine', async () => {
    await using here = await KVMWorld.create();
    await using there = await KVMWorld.create();
    const [source, target] = [here.driver(), there.driver()];
    const guest = here.guest(counting);
    await start(source, guest);
    const larger = { ...nextOf(guest), memoryMiB: guest.memoryMiB * 2 };
    await target.prepare(larger);
    const transfer = new InMemoryTransfer();
    const never = new AbortController().signal;

    const outcomes = await Promise.allSettled([
      live(target).receive(larger, { accept: transfer.accept, signal: never }),
      live(source).send(guest.mark, { ...sending, connect: transfer.connect, signal: never }),
    ]);

    expect(outcomes).toMatchObject([
      { reason: { reason: 'Unsupported', message: expect.stringContaining('its size here is not the one that it has there') } },
      { reason: { reason: 'Unsupported', message: expect.stringContaining('the other host cannot take it: its size here') } },
    ]);
    expect(await source.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });
});

/** The same guest as the incarnation that comes after. */
function nextOf(guest: Guest): Guest {
  return { ...guest, mark: { ...guest.mark, instanceUID: `${guest.mark.instanceUID}-next`, epoch: guest.mark.epoch + 1 } };
}

async function start(driver: Driver, guest: Guest): Promise<void> {
  await driver.prepare(guest);
  await driver.start(guest);
  await consoleShows(driver, guest.mark, 'tick 3');
}

function live(driver: Driver): NonNullable<Driver['abilities']['liveMigrating']> {
  return driver.abilities.liveMigrating!;
}

async function consoleOf(driver: Driver, { mark }: Guest): Promise<string> {
  return Buffer.from(await driver.consoleLog(mark, { maximumBytes: 1_000_000 })).toString();
}

function ticksOf(text: string): readonly { readonly number: number; readonly uptime: number }[] {
  return [...text.matchAll(/\| tick (\d+) (\d+)\r?$/gm)].map(([, number, uptime]) => ({ number: Number(number), uptime: Number(uptime) }));
}
