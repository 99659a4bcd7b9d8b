import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { joinStreams } from './join-streams.ts';

describe('joinStreams', () => {
  it('brings all that one end said before it closed for good', async () => {
    const [program, near] = duplexPair();
    const [far, peer] = duplexPair();
    const joined = joinStreams(near, far);
    const heard = text(peer);

    for (let piece = 0; piece < 100; piece += 1) program.write('x'.repeat(10_000));
    program.end();
    program.resume();

    expect(await heard).toHaveLength(1_000_000);
    peer.end();
    await joined;
  });

  it('breaks the other end when one breaks', async () => {
    const [program, near] = duplexPair();
    const [far, peer] = duplexPair();
    peer.on('error', () => undefined);
    const joined = joinStreams(near, far);
    program.write('half of ');

    near.destroy();
    await joined;

    expect(far.destroyed).toBe(true);
  });
});
