import { describe, expect, it } from 'vitest';
import { parseMountPoints } from './mount-table.ts';

describe('parseMountPoints', () => {
  it('gives the places, with what the kernel writes in octal', () => {
    const text = [
      '42 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
      '73 42 0:39 / /state/with\\040a\\040space/root rw,nodev - overlay overlay rw,lowerdir=image',
      '',
    ].join('\n');

    expect(parseMountPoints(text)).toEqual(['/', '/state/with a space/root']);
  });
});
