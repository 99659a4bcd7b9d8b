import { describe } from 'vitest';
import { LocalTycho } from '../../../end-to-end/local-tycho.ts';
import { describeParity } from './describe-parity.ts';
import { rootFileSystemImage } from './guest-images.ts';
import { localWorld } from './local-world.ts';

describe('every feature on containers', () => {
  describeParity(async () => {
    const tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'container' });
    return localWorld({
      tycho,
      plan: {
        name: 'container',
        title: 'containers',
        flavor: { small: 'parity-small', large: 'parity-large' },
        image: rootFileSystemImage(),
        observesGuest: true,
        storiesAtOnce: 6,
        patienceSeconds: 90,
      },
      isMeant: ({ status }) => status?.driver === 'container',
    });
  });
});
