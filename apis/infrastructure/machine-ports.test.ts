import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Port } from '#apis/compute/port.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { aServer } from '#test/builders/server.ts';
import { cardsOf, machinePortOf, machinePortsOf, networkIndexLabel, networkWishes, type PortWorld } from './machine-ports.ts';

const nothing: PortWorld = { ports: [], instances: [], hasDefaultNetwork: false };

function made(name: string, index: number, network = 'backend', ipAddress = '10.1.0.5'): Port {
  return aPort({
    madeFor: aServer(),
    metadata: { name, labels: { [networkIndexLabel]: String(index) } },
    spec: { network },
    status: { ipAddresses: [ipAddress] },
  });
}

function portNames(networks: ServerSpec['networks'], ports: readonly Port[]): readonly (string | undefined)[] | undefined {
  return cardsOf(aServer({ spec: { networks } as Partial<ServerSpec> }), { ...nothing, ports })?.map(({ port }) => port?.metadata.name);
}

describe('the cards of a server that names no networks', () => {
  it('are none to speak of where there is no network `default`', () => {
    expect(networkWishes(aServer(), nothing)).toBeUndefined();
  });

  it('are one in the network `default`, if there is one when it is first placed', () => {
    expect(networkWishes(aServer(), { ...nothing, hasDefaultNetwork: true })).toEqual([
      { index: 0, field: 'spec.networks', wants: { network: 'default', ipAddress: undefined }, tag: undefined },
    ]);
  });

  it('stay as they are when a network `default` is made after it was placed', () => {
    const server = aServer({ status: { epoch: 1 } });

    expect(networkWishes(server, { ...nothing, hasDefaultNetwork: true, instances: [anInstance()] })).toBeUndefined();
  });

  it('stay in `default` over all incarnations, whether its port or its machine tells', () => {
    const server = aServer({ status: { epoch: 2 } });

    expect(networkWishes(server, { ...nothing, ports: [made('web-default', 0, 'default')] })).toHaveLength(1);
    expect(networkWishes(server, { ...nothing, instances: [anInstance({ machine: { ports: [] } })] })).toHaveLength(1);
  });
});

describe('the ports of a server', () => {
  it('are those that were made for its entries, and those that it names, in the order of the entries', () => {
    const networks = [{ network: 'backend' }, { port: 'front' }, { network: 'storage' }];
    const named = aPort({ status: { server: 'web', serverUID: 'server-uid' } });

    expect(portNames(networks, [made('web-storage', 2, 'storage'), named, made('web-backend', 0)])).toEqual([
      'web-backend',
      'front',
      'web-storage',
    ]);
  });

  it('are not those that another server has, nor those that are being deleted', () => {
    const taken = aPort({ status: { server: 'other', serverUID: 'other-uid' } });
    const going = made('web-backend', 0);
    const deleted = { ...going, metadata: { ...going.metadata, deletionTimestamp: '2026-06-01T13:00:00Z' } };

    expect(portNames([{ port: 'front' }, { network: 'backend' }], [taken, deleted])).toEqual([undefined, undefined]);
  });

  it('are not those that another project made in its name', () => {
    const forged = made('web-backend', 0);

    expect(portNames([{ network: 'backend' }], [{ ...forged, metadata: { ...forged.metadata, namespace: 'other' } }])).toEqual([undefined]);
  });

  it('go on serving the same network when an entry before them goes', () => {
    expect(portNames([{ network: 'storage' }], [made('web-backend', 0), made('web-storage', 1, 'storage')])).toEqual(['web-storage']);
  });

  it('keep their entries when one network is named twice', () => {
    const ports = [made('web-backend-2', 1), made('web-backend', 0)];

    expect(portNames([{ network: 'backend' }, { network: 'backend' }], ports)).toEqual(['web-backend', 'web-backend-2']);
  });

  it('have the address that the entry asks for', () => {
    const ports = [made('one', 0, 'backend', '10.1.0.5'), made('two', 1, 'backend', '10.1.0.9')];

    expect(portNames([{ network: 'backend', ipAddress: '10.1.0.9' }], ports)).toEqual(['two']);
  });

  it('serve one entry each, whatever the entries are', () => {
    const entry = fc.oneof(
      fc.record({ network: fc.constantFrom('a', 'b') }),
      fc.record({ network: fc.constantFrom('a', 'b'), ipAddress: fc.constantFrom('10.1.0.5', '10.1.0.6') }),
      fc.record({ port: fc.constantFrom('p0', 'p1', 'p2') }),
    );
    const port = fc.record({ network: fc.constantFrom('a', 'b'), index: fc.nat(3), ipAddress: fc.constantFrom('10.1.0.5', '10.1.0.6') });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.array(port, { maxLength: 8 }), (networks, ports) => {
        const all = ports.map(({ network, index, ipAddress }, number) => made(`p${number}`, index, network, ipAddress));
        const chosen = portNames(networks, all)!.filter((name) => name !== undefined);

        expect(new Set(chosen).size).toBe(chosen.length);
      }),
    );
  });
});

describe('the ports of a machine', () => {
  it('carry all that a host needs to know', () => {
    const network = aNetwork({ spec: { nameServers: ['10.1.0.2'] } });

    expect(machinePortOf(aPort(), network, 'blue')).toEqual({
      uid: 'front-uid',
      name: 'front',
      macAddress: '02:00:00:00:00:05',
      addresses: [{ ipAddress: '10.1.0.5', prefixLength: 24, gateway: '10.1.0.1' }],
      tag: 'blue',
      network: {
        uid: 'backend-uid',
        name: 'backend',
        vni: 7,
        cidr: '10.1.0.0/24',
        gateway: '10.1.0.1',
        nameServers: ['10.1.0.2'],
        mtu: 1450,
        nat: true,
      },
    });
  });

  it('are not those of a network that was deleted and made anew', () => {
    expect(machinePortOf(aPort(), aNetwork({ metadata: { uid: 'another' } }), undefined)).toBeUndefined();
  });

  it('tell what is missing, so that a server waits instead of starting without a card', () => {
    const server = aServer({ spec: { networks: [{ network: 'backend' }, { network: 'storage' }] } });

    const { ports, missing } = machinePortsOf(server, { ...nothing, ports: [made('web-backend', 0)], networkOf: () => aNetwork() });

    expect(ports).toHaveLength(1);
    expect(missing.map(({ field }) => field)).toEqual(['spec.networks[1].network']);
  });
});
