import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#apis/machinery/clock.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { realFiles } from '#drivers/fake/fake-files.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { aGuest, aGuestVolume, aMark } from '#test/builders/guest.ts';
import { describeDriver } from './describe-driver.ts';

describeDriver('fake', async () => {
  const clock = new SystemClock();
  const random = new SystemRandom();
  const host = new FakeHost({ clock, files: realFiles });
  const directory = await mkdtemp(join(tmpdir(), 'tycho-fake-volumes-'));
  const guest = (overrides = {}) => aGuest({ mark: aMark({ instanceUID: random.uuid() }), ...overrides });
  return {
    driver: () => new FakeDriver({ host, clock }),
    guest,
    guestThatEnds: () => guest({ metadata: { 'fake.tycho.dev/start': 'shutdown-after 0.1' } }),
    volume: async () => {
      const attachmentUID = random.uuid();
      const file = { format: 'Raw', path: join(directory, attachmentUID), sizeBytes: 1024 ** 2 } as const;
      await writeFile(file.path, '');
      return aGuestVolume({ attachmentUID, file });
    },
    dialogue: { typed: 'hello', shown: 'hello' },
    endWithinMilliseconds: 5_000,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
});
