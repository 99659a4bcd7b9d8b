import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { realFiles } from '#drivers/fake/fake-files.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { aGuest, aGuestVolume, aMark } from '#test/builders/guest.ts';
import { describeDriver } from './describe-driver.ts';

describeDriver('fake', () => {
  const clock = new SystemClock();
  const random = new SystemRandom();
  const host = new FakeHost({ clock, files: realFiles });
  const guest = (overrides = {}) => aGuest({ mark: aMark({ instanceUID: random.uuid() }), ...overrides });
  return Promise.resolve({
    driver: () => new FakeDriver({ host, clock }),
    guest,
    guestThatEnds: () => guest({ metadata: { 'fake.tycho.dev/start': 'shutdown-after 0.1' } }),
    volume: () => Promise.resolve(aGuestVolume({ attachmentUID: random.uuid() })),
    dialogue: { typed: 'hello', shown: 'hello' },
    endWithinMilliseconds: 5_000,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});
