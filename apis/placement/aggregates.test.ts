import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AggregateSpec } from '../infrastructure/aggregate.ts';
import type { Host } from '../infrastructure/host.ts';
import { anAggregate } from '#test/builders/aggregate.ts';
import { aMeta } from '#test/builders/api-object.ts';
import { Bitset } from './bitset.ts';
import { HostTable } from './host-table.ts';
import type { PlacementRequest } from './placement-request.ts';
import { chooseHost } from './choose-host.ts';

const [vcpus, memoryMiB, diskGiB] = [8, 8192, 100];
const size = { vcpus: 1, memoryMiB: 64, diskGiB: 1 };

function aHost(
  name: string,
  { labels = {}, zone }: { readonly labels?: Readonly<Record<string, string>>; readonly zone?: string } = {},
): Host {
  return {
    apiVersion: 'infrastructure.tycho.dev/v1alpha1',
    kind: 'Host',
    metadata: aMeta({ name, uid: `uid-${name}`, labels }),
    spec: {
      unschedulable: false,
      gracePeriodSeconds: 60,
      reserved: { memoryMiB: 0 },
      allocationRatios: { vcpus: 1 },
      ...(zone === undefined ? {} : { zone }),
    },
    status: {
      inventory: { vcpus, memoryMiB, diskGiB },
      conditions: [{ type: 'Ready', status: 'True', reason: 'Test', message: '', lastTransitionTime: '2026-01-01T00:00:00Z' }],
    },
  };
}

/** Hosts `a`, `b` and `c`, and aggregates by name. */
function aTable(aggregates: Readonly<Record<string, AggregateSpec>>): HostTable {
  const table = new HostTable();
  for (const name of ['a', 'b', 'c']) table.putHost(aHost(name, { labels: { rack: name === 'c' ? 'r2' : 'r1' } }));
  for (const [name, spec] of Object.entries(aggregates)) table.putAggregate(anAggregate(name, spec));
  return table;
}

function aRequest(overrides: Partial<PlacementRequest> = {}): PlacementRequest {
  return {
    size,
    zone: undefined,
    project: 'blue',
    flavor: 'small',
    extraSpecs: {},
    imageLabels: {},
    requiredTraits: [],
    forbiddenTraits: [],
    capabilities: [],
    groupHosts: undefined,
    volumeHostUID: undefined,
    leftHostUID: undefined,
    ...overrides,
  };
}

const options = { policy: 'Spread', random: { uuid: () => '', fraction: () => 0.999, bytes: () => new Uint8Array() } } as const;

/** The names of all hosts that the request may go to, found by filling one after the other. */
function hostsFor(table: HostTable, request: PlacementRequest): string {
  const found: string[] = [];
  const refused = new Bitset();
  for (;;) {
    const plan = chooseHost(table, { ...request, groupHosts: { refused } }, options);
    if (plan.kind !== 'Place') return found.toSorted().join('');
    found.push(plan.host.name);
    refused.set(table.slotOf(plan.host.uid)!, true);
  }
}

function messageFor(table: HostTable, request: PlacementRequest): string {
  const plan = chooseHost(table, request, options);
  return plan.kind === 'Place' ? `placed on ${plan.host.name}` : plan.message;
}

describe('aggregates', () => {
  it.each<[string, Readonly<Record<string, AggregateSpec>>, Partial<PlacementRequest>, string]>([
    ['nothing', { one: { hosts: ['a'] } }, {}, 'abc'],
    ['a zone by name', { one: { hosts: ['a'], zone: 'east' } }, { zone: 'east' }, 'a'],
    ['a zone by label', { one: { hostSelector: { matchLabels: { rack: 'r1' } }, zone: 'east' } }, { zone: 'east' }, 'ab'],
    ['a zone by two aggregates', { one: { hosts: ['a'], zone: 'east' }, two: { hosts: ['c'], zone: 'east' } }, { zone: 'east' }, 'ac'],
    ['a zone that nobody is in', { one: { hosts: ['a'], zone: 'east' } }, { zone: 'west' }, ''],
    ['hosts kept for its project', { one: { hosts: ['a'], isolation: { projects: ['blue'] } } }, {}, 'abc'],
    ['hosts kept for another project', { one: { hosts: ['a'], isolation: { projects: ['red'] } } }, {}, 'bc'],
    ['hosts kept for nobody', { one: { hosts: ['a'], isolation: { projects: [] } } }, {}, 'bc'],
    [
      'hosts kept for its project by one of two aggregates',
      { one: { hosts: ['a'], isolation: { projects: ['red'] } }, two: { hosts: ['a'], isolation: { projects: ['blue'] } } },
      {},
      'abc',
    ],
    ['hosts kept for another flavor', { one: { hosts: ['a', 'b'], isolation: { flavors: ['large'] } } }, {}, 'c'],
    ['hosts kept for its flavor', { one: { hosts: ['a'], isolation: { flavors: ['large', 'small'] } } }, {}, 'abc'],
    [
      'an image without the label',
      { one: { hosts: ['a'], isolation: { imageLabels: { os: 'windows' } } } },
      { imageLabels: { arch: 'x' } },
      'abc',
    ],
    [
      'an image with another value',
      { one: { hosts: ['a'], isolation: { imageLabels: { os: 'windows' } } } },
      { imageLabels: { os: 'linux' } },
      'bc',
    ],
    [
      'an image with one of the values',
      { one: { hosts: ['a'], isolation: { imageLabels: { os: 'windows, linux' } } } },
      { imageLabels: { os: 'linux' } },
      'abc',
    ],
    [
      'metadata by a scoped extra spec',
      { one: { hosts: ['a'], metadata: { disk: 'ssd,nvme' } } },
      { extraSpecs: { 'aggregate_instance_extra_specs:disk': 'nvme' } },
      'a',
    ],
    [
      'metadata with an operator',
      { one: { hosts: ['a'], metadata: { gen: '7' } }, two: { hosts: ['b'], metadata: { gen: '9' } } },
      { extraSpecs: { 'aggregate_instance_extra_specs:gen': '>= 8' } },
      'b',
    ],
    [
      'metadata of several aggregates of a host',
      { one: { hosts: ['a'], metadata: { disk: 'ssd' } }, two: { hosts: ['a', 'b'], metadata: { net: 'fast' } } },
      { extraSpecs: { 'aggregate_instance_extra_specs:disk': 'ssd', 'aggregate_instance_extra_specs:net': 'fast' } },
      'a',
    ],
    [
      'metadata that nobody has',
      { one: { hosts: ['a'], metadata: { disk: 'hdd' } } },
      { extraSpecs: { 'aggregate_instance_extra_specs:disk': 'ssd' } },
      '',
    ],
    [
      'an extra spec of another scope',
      { one: { hosts: ['a'], metadata: { disk: 'hdd' } } },
      { extraSpecs: { 'hw:disk': 'ssd', disk: 'ssd' } },
      'abc',
    ],
  ])('let a request go where it may: %s', (_, aggregates, request, expected) => {
    expect(hostsFor(aTable(aggregates), aRequest(request))).toBe(expected);
  });

  it.each<[string, AggregateSpec, Partial<PlacementRequest>, string]>([
    ['AggregateProjects', { isolation: { projects: ['red'] } }, {}, 'open an aggregate to this project'],
    ['AggregateFlavors', { isolation: { flavors: ['large'] } }, {}, 'name a flavor that the hosts are kept for'],
    ['AggregateImages', { isolation: { imageLabels: { os: 'windows' } } }, { imageLabels: { os: 'linux' } }, 'name an image'],
    ['AggregateExtraSpecs', { metadata: {} }, { extraSpecs: { 'aggregate_instance_extra_specs:x': '1' } }, 'name another flavor'],
  ])('say that it was %s, in numbers and not in names of hosts, and what would help', (constraint, spec, request, remedy) => {
    const message = messageFor(aTable({ one: { ...spec, hosts: ['a', 'b', 'c'] } }), aRequest(request));

    expect(message).toContain(`0 of 3 hosts fit: ${constraint} rules out 3; to help: ${remedy}`);
  });

  it('limit how many servers a host takes, by the least that any says', () => {
    const table = aTable({ one: { hosts: ['a', 'b'], maximumServersPerHost: 3 }, two: { hosts: ['a'], maximumServersPerHost: 1 } });
    const claim = (instance: string, host: string) => table.putClaim({ instance, hostUID: `uid-${host}`, amounts: size });
    for (const host of ['a', 'b', 'c']) claim(`${host}-1`, host);
    expect(hostsFor(table, aRequest())).toBe('bc');

    claim('b-2', 'b');
    claim('b-3', 'b');
    expect(hostsFor(table, aRequest())).toBe('c');

    table.removeClaim('b-3');
    table.removeAggregate('two');
    expect(hostsFor(table, aRequest())).toBe('abc');
  });

  it('multiply weighers on their hosts, by the least that any says', () => {
    const table = aTable({
      packed: { hosts: ['a', 'b'], weights: { freeResources: -1 } },
      half: { hosts: ['b'], weights: { freeResources: 0.5 } },
    });
    table.putClaim({ instance: 'a-1', hostUID: 'uid-a', amounts: { vcpus: 4, memoryMiB: 4096, diskGiB: 50 } });

    expect(chooseHost(table, aRequest({ groupHosts: { refused: new Bitset() } }), options)).toMatchObject({ host: { name: 'c' } });
    const onlyPacked = new Bitset();
    onlyPacked.set(table.slotOf('uid-c')!, true);
    expect(chooseHost(table, aRequest({ groupHosts: { refused: onlyPacked } }), options)).toMatchObject({ host: { name: 'a' } });
  });

  it('give way to what a host says of its zone itself', () => {
    const table = aTable({ one: { hosts: ['d'], zone: 'east' } });
    table.putHost(aHost('d', { zone: 'west' }));

    expect(hostsFor(table, aRequest({ zone: 'west' }))).toBe('d');
    expect(hostsFor(table, aRequest({ zone: 'east' }))).toBe('');
  });

  it('follow hosts that come, go and change their labels', () => {
    const table = aTable({ one: { hosts: ['d'], hostSelector: { matchLabels: { rack: 'r9' } }, zone: 'east' } });
    const inEast = () => hostsFor(table, aRequest({ zone: 'east' }));

    table.putHost(aHost('d'));
    expect(inEast()).toBe('d');
    table.putHost(aHost('a', { labels: { rack: 'r9' } }));
    expect(inEast()).toBe('ad');
    table.removeHost('uid-d');
    table.putHost(aHost('e'));
    expect(inEast()).toBe('a');
    table.putHost(aHost('a'));
    expect(inEast()).toBe('');
  });
});

describe('neighbours', () => {
  const onA = (table: HostTable): Bitset => {
    const set = new Bitset();
    set.set(table.slotOf('uid-a')!, true);
    return set;
  };

  it('that are wanted or unwanted decide where a server may go', () => {
    const table = aTable({});

    expect(hostsFor(table, aRequest({ unwantedHosts: onA(table) }))).toBe('bc');
    expect(hostsFor(table, aRequest({ wantedHosts: onA(table) }))).toBe('a');
    expect(messageFor(table, aRequest({ wantedHosts: new Bitset() }))).toContain('SameHost rules out 3');
  });
});

const someSpec = fc.record({
  hosts: fc.subarray(['a', 'b', 'c']),
  projects: fc.option(fc.subarray(['blue', 'red']), { nil: undefined }),
  flavors: fc.option(fc.subarray(['small', 'large']), { nil: undefined }),
});

describe('for any aggregates', () => {
  it('a host takes a server if and only if, for each quality that some of its aggregates are kept for, one of them names it', () => {
    fc.assert(
      fc.property(fc.array(someSpec, { maxLength: 5 }), (specs) => {
        const aggregates = specs.map(({ hosts, projects, flavors }, index) => {
          const isolation = { ...(projects === undefined ? {} : { projects }), ...(flavors === undefined ? {} : { flavors }) };
          return [`g${index}`, { hosts, isolation }] as const;
        });
        const expected = ['a', 'b', 'c'].filter((host) => {
          const own = specs.filter(({ hosts }) => hosts.includes(host));
          const isOpen = (lists: readonly (readonly string[] | undefined)[], value: string): boolean => {
            const said = lists.filter((list) => list !== undefined);
            return said.length === 0 || said.some((list) => list.includes(value));
          };
          return (
            isOpen(
              own.map(({ projects }) => projects),
              'blue',
            ) &&
            isOpen(
              own.map(({ flavors }) => flavors),
              'small',
            )
          );
        });

        expect(hostsFor(aTable(Object.fromEntries(aggregates)), aRequest())).toBe(expected.join(''));
      }),
    );
  });
});
