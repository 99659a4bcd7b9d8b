import type { CrashDumping } from '#drivers/contract/abilities.ts';
import type { AbilityContext } from './ability-context.ts';
import { itsMachine } from './pausing.ts';

/** A non-maskable interrupt: what a kernel does then is its own affair. */
export function createCrashDumping({ onGuest }: AbilityContext): CrashDumping {
  return {
    crashDump: (mark) =>
      onGuest('crash', mark, async ({ machine }) => {
        await itsMachine(machine, 'crash', mark).execute('inject-nmi');
      }),
  };
}
