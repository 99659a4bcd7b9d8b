import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { JournalContents } from './journal/journal-state.ts';
import { NetworkPeers } from './network-peers.ts';

let clock: VirtualClock;
let state: JournalContents;
let told: Map<string, readonly string[]>;
let failures: number;
let peers: NetworkPeers;

beforeEach(() => {
  clock = new VirtualClock();
  state = new JournalContents();
  [told, failures] = [new Map(), 0];
  peers = new NetworkPeers({
    state: () => state,
    clock,
    logger: silentLogger,
    setPeers: async (networkUID, addresses) => {
      await Promise.resolve();
      if (failures > 0) {
        failures -= 1;
        throw new Error('no such bridge');
      }
      told.set(networkUID, addresses);
    },
  });
});

function hear(networkUID: string, ...addresses: readonly string[]): void {
  state.apply({ kind: 'NetworkPeers', networkUID, peers: addresses });
  peers.changed(networkUID);
}

describe('the peers of networks', () => {
  it('are told at the start, from what was written down, and after each change', async () => {
    state.apply({ kind: 'NetworkPeers', networkUID: 'n', peers: ['10.0.0.1'] });
    peers.start();
    await clock.settle();
    expect([...told]).toEqual([['n', ['10.0.0.1']]]);

    hear('n', '10.0.0.1', '10.0.0.2');
    hear('m', '10.0.0.3');
    await clock.settle();

    expect(Object.fromEntries(told)).toEqual({ n: ['10.0.0.1', '10.0.0.2'], m: ['10.0.0.3'] });
  });

  it('are none when the last one has gone', async () => {
    peers.start();
    hear('n', '10.0.0.1');
    await clock.settle();
    hear('n');
    await clock.settle();

    expect(told.get('n')).toEqual([]);
    expect(state.networkPeers.size).toBe(0);
  });

  it('are told again when that failed, the newest of them', async () => {
    failures = 2;
    peers.start();
    hear('n', '10.0.0.1');
    await clock.advance(10_000);
    hear('n', '10.0.0.9');
    await clock.advance(20_000);

    expect(told.get('n')).toEqual(['10.0.0.9']);
  });

  it('are told to nobody before the start and after the end', async () => {
    hear('n', '10.0.0.1');
    await clock.settle();
    expect(told.size).toBe(0);

    peers.start();
    await clock.settle();
    peers.cease();
    hear('n', '10.0.0.2');
    await clock.advance(60_000);

    expect(told.get('n')).toEqual(['10.0.0.1']);
  });
});
