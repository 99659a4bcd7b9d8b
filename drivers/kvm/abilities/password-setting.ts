import type { PasswordSetting } from '#drivers/contract/abilities.ts';
import { askGuestAgent } from '../running/guest-agent.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

/** Done inside the guest by qemu-guest-agent, or whoever speaks its words. */
export function createPasswordSetting({ onGuest, parts }: AbilityContext): PasswordSetting {
  return {
    setPassword: (mark, { user, password }) =>
      onGuest('set a password', mark, async ({ machine }) => {
        const { directory } = itsMachine(machine, 'set a password', mark);
        await askGuestAgent(directory, {
          command: 'guest-set-user-password',
          commandArguments: { username: user, password: Buffer.from(password).toString('base64'), crypted: false },
          clock: parts.clock,
        });
      }),
  };
}
