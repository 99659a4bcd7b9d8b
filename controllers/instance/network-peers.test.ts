import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance, MachinePort } from '#apis/infrastructure/instance.ts';
import { machinePortOf } from '#apis/infrastructure/machine-ports.ts';
import { aHost } from '#test/builders/host.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { NetworkPeers } from './network-peers.ts';

let clock: VirtualClock;
let hosts: Map<string, Host>;
let told: string[];
let peers: NetworkPeers;

beforeEach(() => {
  clock = new VirtualClock();
  hosts = new Map();
  told = [];
  peers = new NetworkPeers({
    clock,
    hostByUID: (uid) => hosts.get(uid),
    onChange: (hostUID, networkUID) => told.push(`${hostUID} ${networkUID}`),
  });
});

function host(name: string, overlayAddress?: string): Host {
  const created = aHost({ metadata: { name, uid: name }, ...(overlayAddress === undefined ? {} : { status: { overlayAddress } }) });
  hosts.set(name, created);
  return created;
}

function guest(hostUID: string, ...networks: readonly string[]): Instance {
  const ports = networks.map((name): MachinePort => {
    const port = aPort({ spec: { network: name } });
    return machinePortOf(port, aNetwork({ metadata: { name, uid: `${name}-uid` } }), undefined)!;
  });
  return anInstance({ spec: { host: { name: hostUID, uid: hostUID } }, machine: { ports } });
}

describe('the peers of a host in a network', () => {
  it('are the other hosts that have guests in it, by their addresses', () => {
    for (const name of ['a', 'b', 'c', 'd']) host(name, `192.0.2.${name.charCodeAt(0)}`);
    for (const instance of [guest('a', 'red', 'blue'), guest('b', 'red'), guest('b', 'red'), guest('c', 'blue')])
      peers.instanceChanged(undefined, instance);

    expect(peers.networksOn('a')).toEqual(['red-uid', 'blue-uid']);
    expect(peers.peersOf('red-uid', 'a')).toEqual(['192.0.2.98']);
    expect(peers.peersOf('blue-uid', 'c')).toEqual(['192.0.2.97']);
    expect(peers.peersOf('red-uid', 'd')).toBeUndefined();
  });

  it('are nobody for a host that says no address, and only those that speak its version of IP', () => {
    host('a', '192.0.2.1');
    host('b', '2001:db8::2');
    host('c');
    host('d', 'not an address');
    host('e', '192.0.2.5');
    for (const name of ['a', 'b', 'c', 'd', 'e']) peers.instanceChanged(undefined, guest(name, 'red'));

    expect(peers.peersOf('red-uid', 'a')).toEqual(['192.0.2.5']);
    expect(peers.peersOf('red-uid', 'b')).toEqual([]);
    expect(peers.peersOf('red-uid', 'c')).toEqual([]);
  });

  it('never have its own address, though another host of its machine has the same', () => {
    for (const name of ['machines', 'containers']) host(name, '192.0.2.1');
    host('elsewhere', '192.0.2.2');
    for (const name of ['machines', 'containers', 'elsewhere']) peers.instanceChanged(undefined, guest(name, 'red'));

    expect(peers.peersOf('red-uid', 'machines')).toEqual(['192.0.2.2']);
    expect(peers.peersOf('red-uid', 'containers')).toEqual(['192.0.2.2']);
    expect(peers.peersOf('red-uid', 'elsewhere')).toEqual(['192.0.2.1']);
  });

  it('are told once after many changes, and not when only the number of guests changed', async () => {
    for (let number = 0; number < 50; number += 1) for (const name of ['a', 'b']) peers.instanceChanged(undefined, guest(name, 'red'));
    await clock.advance(1_000);
    const first = [...told];
    peers.instanceChanged(undefined, guest('a', 'red'));
    peers.instanceChanged(guest('a', 'red'), undefined);
    await clock.advance(1_000);

    expect(first.toSorted()).toEqual(['a red-uid', 'b red-uid']);
    expect(told).toEqual(first);
  });

  it('hear of a host that leaves, which hears of it at once, and of an address that changes', async () => {
    const [, second] = [host('a', '192.0.2.1'), host('b', '192.0.2.2')];
    for (const name of ['a', 'b', 'c']) peers.instanceChanged(undefined, guest(name, 'red'));
    await clock.advance(1_000);
    told = [];

    peers.instanceChanged(guest('c', 'red'), undefined);
    const atOnce = [...told];
    await clock.advance(1_000);
    const afterwards = [...told];
    told = [];
    peers.hostChanged(second, host('b', '192.0.2.22'));
    peers.hostChanged(second, { ...second, spec: { ...second.spec, unschedulable: true } });
    await clock.advance(1_000);

    expect(atOnce).toEqual(['c red-uid']);
    expect(afterwards.toSorted()).toEqual(['a red-uid', 'b red-uid', 'c red-uid']);
    expect(told.toSorted()).toEqual(['a red-uid', 'b red-uid']);
    expect(peers.peersOf('red-uid', 'a')).toEqual(['192.0.2.22']);
  });

  it('are those of a count from the beginning, whatever came, changed and went', () => {
    for (const name of ['a', 'b', 'c']) host(name, `192.0.2.${name.charCodeAt(0)}`);
    const state = fc.option(
      fc.record({ at: fc.constantFrom('a', 'b', 'c'), networks: fc.uniqueArray(fc.constantFrom('red', 'blue'), { maxLength: 2 }) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), state), { maxLength: 40 }), (changes) => {
        const table = new NetworkPeers({ clock, hostByUID: (uid) => hosts.get(uid), onChange: () => {} });
        const guests = new Map<number, Instance>();
        for (const [number, next] of changes) {
          const current = next === null ? undefined : guest(next.at, ...next.networks);
          table.instanceChanged(guests.get(number), current);
          if (current === undefined) guests.delete(number);
          else guests.set(number, current);
        }
        for (const network of ['red', 'blue'])
          for (const name of ['a', 'b', 'c']) {
            const inIt = [...guests.values()].filter(({ spec }) => spec.machine.ports?.some((port) => port.network.name === network));
            const others = [...new Set(inIt.map(({ spec }) => spec.host.uid))]
              .filter((each) => each !== name)
              .map((each) => `192.0.2.${each.charCodeAt(0)}`);
            const isThere = inIt.some(({ spec }) => spec.host.uid === name);

            expect(table.peersOf(`${network}-uid`, name)).toEqual(isThere ? others.toSorted() : undefined);
          }
        table.close();
      }),
    );
  });
});
