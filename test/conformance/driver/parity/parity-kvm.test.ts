import { describe } from 'vitest';
import { LocalTycho } from '../../../end-to-end/local-tycho.ts';
import { describeParity } from './describe-parity.ts';
import { kernelImage } from './guest-images.ts';
import { localWorld } from './local-world.ts';

describe('every feature on virtual machines', () => {
  describeParity(async () => {
    const tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'kvm' });
    return localWorld({
      tycho,
      plan: {
        name: 'kvm',
        title: 'virtual machines',
        flavor: { small: 'parity-small', large: 'parity-large' },
        image: kernelImage(),
        observesGuest: true,
        storiesAtOnce: 3,
        patienceSeconds: 150,
      },
      isMeant: ({ status }) => status?.driver === 'kvm',
    });
  });
});
