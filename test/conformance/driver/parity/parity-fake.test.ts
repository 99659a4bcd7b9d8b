import { describe } from 'vitest';
import { LocalTycho } from '../../../end-to-end/local-tycho.ts';
import { describeParity } from './describe-parity.ts';
import { localWorld } from './local-world.ts';

/** Fake guests look at no image. */
const image = {
  format: 'Qcow2',
  source: { url: 'https://images.example/guest.qcow2', sha256: 'ab'.repeat(32) },
  minimumDiskGiB: 0,
  minimumMemoryMiB: 0,
} as const;

describe('every feature on the fake driver', () => {
  describeParity(async () => {
    const tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake', fakeHosts: 1 });
    return localWorld({
      tycho,
      plan: {
        name: 'fake',
        title: 'fake (for development)',
        flavor: { small: 'parity-small', large: 'parity-large' },
        image,
        observesGuest: false,
        storiesAtOnce: 8,
        patienceSeconds: 60,
      },
      isMeant: ({ status }) => status?.driver === 'fake',
    });
  });
});
