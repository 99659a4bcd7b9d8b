import { describe, expect, it } from 'vitest';
import { parseFlags, UsageError } from '#cmd/bootstrap/flags.ts';
import { imageChoice, imageFlags } from './image-choice.ts';

const choose = (...parameters: readonly string[]) =>
  imageChoice({ ...parseFlags(parameters, imageFlags), gateway: ['203.0.113.1:7443', '[2001:db8::1]:7443'] });

describe('where images may come from', () => {
  it('is no place of the control plane or of this machine, but where the operator says so', async () => {
    const refuses = await choose('--allow-image-address', '127.0.0.1', '--deny-image-address=10.1.0.0/16').addresses.judge();

    expect(['203.0.113.1', '2001:db8::1', '127.0.0.2', '10.1.2.3'].map(refuses)).toEqual([true, true, true, true]);
    expect(['127.0.0.1', '203.0.113.2', '10.2.0.1'].map(refuses)).toEqual([false, false, false]);
  });

  it('is also directories of the host, with as much room as the operator gives', () => {
    expect(choose('--allow-image-directory=/srv/images', '--image-cache-bytes=1000')).toMatchObject({
      allowedFileDirectories: ['/srv/images'],
      maximumBytes: 1000,
    });
    expect(choose()).not.toHaveProperty('maximumBytes');
  });

  it.each([
    ['--allow-image-directory=images', '"images" is not an absolute path'],
    ['--allow-image-address=images.example', '--allow-image-address: "images.example"'],
    ['--deny-image-address=10.0.0.0/64', '--deny-image-address: "10.0.0.0/64"'],
    ['--image-cache-bytes=much', '--image-cache-bytes: "much" is not a whole number'],
  ])('is not %s', (parameter, words) => {
    expect(() => choose(parameter)).toThrow(UsageError);
    expect(() => choose(parameter)).toThrow(words);
  });
});
