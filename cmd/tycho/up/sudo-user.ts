import { chmod, chown } from 'node:fs/promises';
import type { World } from '../world.ts';
import type { StateDirectory } from './state-directory.ts';

/**
 * Whoever called `sudo tycho up` shall be able to use what it made: the kubeconfig and the files for OpenStack's clients become theirs (still 0600), and the state directory may be passed
 * through, though not listed. Everything else stays root's.
 */
export async function shareKubeconfig(state: StateDirectory, world: Pick<World, 'environment' | 'userID'>): Promise<void> {
  const [user, group] = [Number(world.environment['SUDO_UID']), Number(world.environment['SUDO_GID'])];
  if (world.userID !== 0 || !(user > 0) || !Number.isInteger(group)) return;
  for (const file of [state.kubeconfig, state.openrc, state.openStackClouds]) await chown(file, user, group);
  await chmod(state.root, 0o711);
}
