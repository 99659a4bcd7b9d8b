import type { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Driver, Mark } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, KVMWorld } from './kvm-world.ts';

class Session {
  seen = '';
  readonly stream: Duplex;

  private constructor(stream: Duplex) {
    this.stream = stream;
    stream.on('data', (bytes: Buffer) => (this.seen += bytes.toString()));
  }

  static async open(driver: Driver, mark: Mark): Promise<Session> {
    const stream = await driver.abilities.consoles?.openConsole(mark, 'Serial');
    if (stream === undefined) throw new Error('the driver opens no consoles');
    return new Session(stream);
  }

  #mustShow(text: string): void {
    if (!this.seen.includes(text)) throw new Error(`the console does not show ${text}, but:\n${this.seen}`);
  }

  /** Types until it is answered: a shell that starts throws away what was typed before it was ready. */
  async ask(question: string, answer: string): Promise<void> {
    await eventually(
      async () => {
        this.stream.write(`\n${question}\n`);
        await eventually(() => this.#mustShow(answer), { withinMilliseconds: 2_000 });
      },
      { withinMilliseconds: bootMilliseconds },
    );
  }
}

describe('the console of a guest', { timeout: 3 * bootMilliseconds }, () => {
  it('is shared by all who look, logged meanwhile and afterwards, and found again when the agent is restarted during a session', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest('true');
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'READY');
    const [first, second] = [await Session.open(driver, guest.mark), await Session.open(driver, guest.mark)];

    await first.ask('echo $((6 * 7))0', '420');
    expect(second.seen).toContain('420');
    first.stream.destroy();
    await second.ask('echo $((6 * 8))0', '480');
    await consoleShows(driver, guest.mark, '480');
    second.stream.destroy();
    const third = await Session.open(driver, guest.mark);
    await third.ask('echo $((6 * 9))0; (sleep 3; echo $((6 * 11))0) &', '540');
    await driver.close();

    const next = world.driver();
    await consoleShows(next, guest.mark, '660');
    const fourth = await Session.open(next, guest.mark);
    await fourth.ask('echo $((6 * 10))0', '600');
    fourth.stream.destroy();
    await next.stop(guest.mark, { gracePeriodSeconds: 60 });
    await consoleShows(next, guest.mark, 'power button pressed');
  });

  it('tells of a password that was set, by an agent in the guest, and of an interrupt that no driver of its own raised', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest(
      '(while [ ! -f /etc/shadow ]; do sleep 0.2; done; echo "shadow $(cut -d: -f1,2 /etc/shadow | cut -c1-8)" >/dev/ttyS0) &',
    );
    const { passwordSetting, crashDumping } = driver.abilities;
    await driver.prepare(guest);
    await driver.start(guest);
    await expect(passwordSetting?.setPassword(guest.mark, { user: 'root', password: 'early' })).rejects.toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('no guest agent answers'),
    });
    await consoleShows(driver, guest.mark, 'READY');

    await eventually(() => passwordSetting?.setPassword(guest.mark, { user: 'root', password: 'pass "word", 1' }));
    await consoleShows(driver, guest.mark, 'shadow root:$6$');
    await expect(passwordSetting?.setPassword(guest.mark, { user: 'nobody-here', password: 'x' })).rejects.toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('there is no such user'),
    });
    await crashDumping?.crashDump(guest.mark);
    await consoleShows(driver, guest.mark, 'NMI received');
  });
});
