import { beforeEach, describe, expect, it } from 'vitest';
import { SaidPeers } from './said-peers.ts';

let peers: SaidPeers;

beforeEach(() => {
  peers = new SaidPeers();
});

describe('what is said of the peers of a network', () => {
  it('counts together, each peer once', () => {
    peers.say('Tap', 'red', ['192.0.2.3', '192.0.2.2']);
    peers.say('Interface', 'red', ['192.0.2.2', '192.0.2.4']);
    peers.say('Tap', 'blue', ['192.0.2.9']);

    expect(peers.of('red')).toEqual(['192.0.2.2', '192.0.2.3', '192.0.2.4']);
    expect(peers.of('blue')).toEqual(['192.0.2.9']);
    expect([peers.saidBy('Tap'), peers.saidBy('Interface')]).toEqual([['red', 'blue'], ['red']]);
  });

  it('stays when another says that it knows of nobody', () => {
    peers.say('Tap', 'red', ['192.0.2.2']);
    peers.say('Interface', 'red', ['192.0.2.2']);
    peers.say('Interface', 'red', []);

    expect(peers.of('red')).toEqual(['192.0.2.2']);
    peers.say('Tap', 'red', []);
    expect(peers.of('red')).toEqual([]);
    expect(peers.recordOf('red')).toBeUndefined();
  });

  it('replaces what the same one has said before', () => {
    peers.say('Tap', 'red', ['192.0.2.2']);
    peers.say('Tap', 'red', ['192.0.2.3']);

    expect(peers.of('red')).toEqual(['192.0.2.3']);
  });

  it('is known again from what was written down, by whom too', () => {
    peers.say('Tap', 'red', ['192.0.2.2']);
    peers.say('Interface', 'red', ['192.0.2.3']);

    const later = new SaidPeers();
    later.adopt(JSON.parse(JSON.stringify(peers.recordOf('red'))) as never);
    later.say('Interface', 'red', []);

    expect(later.of('red')).toEqual(['192.0.2.2']);
  });
});
