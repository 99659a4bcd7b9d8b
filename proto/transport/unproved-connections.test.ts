import { beforeEach, describe, expect, it } from 'vitest';
import { EventEmitter } from 'node:events';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { UnprovedConnections } from './unproved-connections.ts';

class FakeConnection extends EventEmitter {
  bytesRead = 0;
  isDestroyed = false;

  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

let clock: VirtualClock;
let connections: UnprovedConnections;

beforeEach(() => {
  clock = new VirtualClock();
  connections = new UnprovedConnections({ maximum: 2, lifetimeSeconds: 30, maximumBytes: 1_000, clock });
});

function admitted(): FakeConnection {
  const connection = new FakeConnection();
  expect(connections.admit(connection)).toBe(true);
  return connection;
}

describe('connections without a certificate', () => {
  it('are few, and one that ends makes room', () => {
    const first = admitted();
    admitted();
    expect(connections.admit(new FakeConnection())).toBe(false);

    first.emit('close');

    admitted();
  });

  it('are cut off after their time, each after its own', async () => {
    const early = admitted();
    await clock.advance(20_000);
    const late = admitted();

    await clock.advance(11_000);
    expect([early.isDestroyed, late.isDestroyed]).toEqual([true, false]);
    await clock.advance(20_000);
    expect(late.isDestroyed).toBe(true);
  });

  it('are cut off when they send more than a question', async () => {
    const [quiet, loud] = [admitted(), admitted()];
    loud.bytesRead = 1_001;

    await clock.advance(1_000);

    expect([quiet.isDestroyed, loud.isDestroyed]).toEqual([false, true]);
  });

  it('are left alone once nobody watches any more', async () => {
    const connection = admitted();

    connections.close();
    await clock.advance(60_000);

    expect(connection.isDestroyed).toBe(false);
  });
});
