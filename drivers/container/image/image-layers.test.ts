import { describe, expect, it } from 'vitest';
import { initProcess, openImage, processOf, signalNumber } from './image-layers.ts';

describe('processOf', () => {
  it('starts init where nothing is said', () => {
    expect(processOf({})).toEqual(initProcess);
  });

  it('starts what the image says, and lets it choose its environment', () => {
    expect(processOf({ Entrypoint: ['/a'], Cmd: ['b', 'c'], Env: ['PATH=/only', 'TERM=dumb'], WorkingDir: '/w', User: '12:34' })).toEqual({
      arguments: ['/a', 'b', 'c'],
      environment: ['TERM=vt220', 'container=tycho', 'product_name=OpenStack Nova', 'PATH=/only', 'TERM=dumb'],
      workingDirectory: '/w',
      userID: 12,
      groupID: 34,
    });
  });

  it.each([
    ['', 0],
    ['root', 0],
    ['root:root', 0],
    ['0:0', 0],
    ['1000', 1000],
  ])('understands the user "%s"', (User, userID) => {
    expect(processOf({ User }).userID).toBe(userID);
  });

  it('refuses a user that only the image’s own files know', () => {
    expect(() => processOf({ User: 'www-data' })).toThrow('www-data');
  });
});

describe('signalNumber', () => {
  it.each([
    ['SIGTERM', 15],
    ['term', 15],
    ['3', 3],
    ['SIGRTMIN+3', 37],
    ['RTMIN', 34],
    ['SIGNOTHING', undefined],
    [undefined, undefined],
  ])('of %s is %s', (text, number) => {
    expect(signalNumber(text)).toBe(number);
  });
});

describe('openImage', () => {
  it('refuses images of virtual machines', async () => {
    await expect(openImage({ format: 'Raw', path: '/nowhere', virtualSizeBytes: 1 }, 'x86_64')).rejects.toMatchObject({
      reason: 'InvalidImage',
    });
  });
});
