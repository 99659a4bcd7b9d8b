import type { Feature } from './feature.ts';
import { bootFeatures } from './features/boot.ts';
import { consoleFeatures } from './features/consoles.ts';
import { deviceFeatures } from './features/devices.ts';
import { diskFeatures } from './features/disk.ts';
import { guestFeatures } from './features/guest.ts';
import { powerFeatures } from './features/power.ts';
import { protectionFeatures } from './features/protection.ts';

/** Everything that is tried on every driver, in the order of the table. */
export const allFeatures: readonly Feature[] = [
  ...powerFeatures,
  ...bootFeatures,
  ...diskFeatures,
  ...deviceFeatures,
  ...guestFeatures,
  ...consoleFeatures,
  ...protectionFeatures,
];
