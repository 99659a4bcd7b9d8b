import { expect, it } from 'vitest';
import { uptimeText } from './uptime-text.ts';

it.each([
  ['2026-01-04T03:04:05Z', ' 03:04:05 up 0 min'],
  ['2026-01-04T02:59:05Z', ' 03:04:05 up 5 min'],
  ['2026-01-04T01:02:00Z', ' 03:04:05 up  2:02'],
  ['2026-01-03T02:59:05Z', ' 03:04:05 up 1 day, 5 min'],
  ['2025-12-01T00:00:00Z', ' 03:04:05 up 34 days,  3:04'],
  // Clocks of two machines differ.
  ['2026-01-04T03:05:00Z', ' 03:04:05 up 0 min'],
])('a machine that was started at %s has been up for so long: %s', (bootedAt, text) => {
  expect(uptimeText(bootedAt, new Date('2026-01-04T03:04:05Z'))).toBe(text);
});
