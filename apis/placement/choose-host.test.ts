import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../infrastructure/host.ts';
import { HostTable, type Claim } from './host-table.ts';
import type { PlacementRequest } from './placement-request.ts';
import { chooseHost } from './choose-host.ts';

interface HostWishes {
  readonly name: string;
  readonly ready?: boolean;
  readonly cordoned?: boolean;
  readonly vcpus?: number;
  readonly memoryMiB?: number;
  readonly zone?: string;
  readonly traits?: readonly string[];
  readonly capabilities?: readonly string[];
  readonly exclusive?: boolean;
}

function aHost(wishes: HostWishes): Host {
  return {
    apiVersion: 'infrastructure.tycho.dev/v1alpha1',
    kind: 'Host',
    metadata: {
      name: wishes.name,
      uid: `uid-${wishes.name}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: {
      unschedulable: wishes.cordoned ?? false,
      gracePeriodSeconds: 60,
      reserved: { memoryMiB: 0 },
      allocationRatios: { vcpus: 1 },
      ...(wishes.zone === undefined ? {} : { zone: wishes.zone }),
      traits: wishes.traits ?? [],
    },
    status: {
      inventory: { vcpus: wishes.vcpus ?? 8, memoryMiB: wishes.memoryMiB ?? 8192, diskGiB: 100 },
      capabilities: wishes.capabilities ?? ['image-qcow2'],
      ...(wishes.exclusive === true && { exclusive: true }),
      conditions: [
        {
          type: 'Ready',
          status: (wishes.ready ?? true) ? 'True' : 'False',
          reason: 'Test',
          message: '',
          lastTransitionTime: '2026-01-01T00:00:00Z',
        },
      ],
    },
  };
}

function aTable(...hosts: readonly HostWishes[]): HostTable {
  const table = new HostTable();
  for (const host of hosts) table.putHost(aHost(host));
  return table;
}

function aRequest(overrides: Partial<PlacementRequest> = {}): PlacementRequest {
  return {
    size: { vcpus: 2, memoryMiB: 1024, diskGiB: 10 },
    zone: undefined,
    project: 'blue',
    flavor: 'small',
    extraSpecs: {},
    imageLabels: {},
    requiredTraits: [],
    forbiddenTraits: [],
    capabilities: ['image-qcow2'],
    groupHosts: undefined,
    volumeHostUID: undefined,
    leftHostUID: undefined,
    ...overrides,
  };
}

const first = { uuid: () => '', fraction: () => 0.999, bytes: () => new Uint8Array() };

function plan(table: HostTable, request = aRequest(), policy: 'Spread' | 'Pack' = 'Spread'): ReturnType<typeof chooseHost> {
  return chooseHost(table, request, { policy, random: first });
}

type Step =
  | { readonly kind: 'Host'; readonly name: string; readonly vcpus: number }
  | { readonly kind: 'NoHost'; readonly name: string }
  | { readonly kind: 'Claim'; readonly name: string; readonly instance: number; readonly vcpus: number }
  | { readonly kind: 'NoClaim'; readonly instance: number }
  | { readonly kind: 'Choice'; readonly vcpus: number; readonly policy: 'Spread' | 'Pack' };

describe('chooseHost', () => {
  it('says that there are no hosts when there are none', () => {
    expect(plan(aTable())).toEqual({ kind: 'NoHostFits', message: 'there are no hosts yet; join one (tycho join-token)' });
  });

  it('spreads: takes the host with the largest share left free', () => {
    const table = aTable({ name: 'full' }, { name: 'empty' });
    table.putClaim({ instance: 'a-1', hostUID: 'uid-full', amounts: { vcpus: 4, memoryMiB: 4096, diskGiB: 10 } });

    expect(plan(table)).toMatchObject({ kind: 'Place', host: { name: 'empty' } });
    expect(plan(table, aRequest(), 'Pack')).toMatchObject({ kind: 'Place', host: { name: 'full' } });
  });

  it.each<[string, HostWishes, Partial<PlacementRequest>]>([
    ['Ready', { name: 'bad', ready: false }, {}],
    ['NotCordoned', { name: 'bad', cordoned: true }, {}],
    ['Capabilities', { name: 'bad', capabilities: [] }, {}],
    ['Zone', { name: 'bad', zone: 'b' }, { zone: 'a' }],
    [
      'Traits',
      { name: 'bad', traits: ['CUSTOM_SLOW', 'CUSTOM_GOOD'] },
      { requiredTraits: ['CUSTOM_GOOD'], forbiddenTraits: ['CUSTOM_SLOW'] },
    ],
    ['Capacity', { name: 'bad', vcpus: 1 }, {}],
  ])('counts what %s rules out, and never goes there', (constraint, bad, request) => {
    const good: HostWishes = { name: 'good', zone: 'a', traits: ['CUSTOM_GOOD'] };

    expect(plan(aTable(good, { zone: 'a', traits: ['CUSTOM_GOOD'], ...bad }), aRequest(request))).toMatchObject({
      kind: 'Place',
      host: { name: 'good' },
      explanation: { hostsConsidered: 2, hostsLeft: 1, constraints: expect.arrayContaining([{ name: constraint, removed: 1 }]) },
    });
    expect(plan(aTable({ zone: 'a', traits: ['CUSTOM_GOOD'], ...bad }), aRequest(request))).toMatchObject({
      kind: 'NoHostFits',
      message: expect.stringContaining(`0 of 1 hosts fit: ${constraint} rules out 1; to help: `),
    });
  });

  it('gives a machine that takes one server whole to one of just its size, once', () => {
    const table = aTable({ name: 'metal', vcpus: 2, memoryMiB: 1024, exclusive: true });

    expect(plan(table, aRequest({ size: { vcpus: 1, memoryMiB: 1024, diskGiB: 10 } }))).toMatchObject({ kind: 'NoHostFits' });
    expect(plan(table)).toMatchObject({ kind: 'Place', host: { name: 'metal' } });
    table.putClaim({ instance: 'a-1', hostUID: 'uid-metal', amounts: { vcpus: 2, memoryMiB: 1024, diskGiB: 10 } });
    expect(plan(table)).toMatchObject({ kind: 'NoHostFits' });
    table.removeClaim('a-1');
    expect(plan(table)).toMatchObject({ kind: 'Place', host: { name: 'metal' } });
  });

  it('goes where the volumes of the server are, and away from the host that a migration leaves', () => {
    const table = aTable({ name: 'a' }, { name: 'b' });

    expect(plan(table, aRequest({ volumeHostUID: 'uid-b' }))).toMatchObject({ host: { name: 'b' } });
    expect(plan(table, aRequest({ leftHostUID: 'uid-b' }))).toMatchObject({ host: { name: 'a' } });
    expect(plan(table, aRequest({ volumeHostUID: 'uid-b', leftHostUID: 'uid-b' }))).toMatchObject({ kind: 'NoHostFits' });
    expect(plan(table, aRequest({ volumeHostUID: 'uid-of-a-host-that-is-gone' }))).toMatchObject({
      message: expect.stringContaining('Volumes rules out 2') as string,
    });
  });

  it.each([
    ['Together', 'Spread', 'a'],
    ['Apart', 'Spread', 'c'],
    ['Together', 'Pack', 'a'],
    ['Apart', 'Pack', 'c'],
  ] as const)('heeds the wish of a soft group to be %s before how full hosts are (%s)', (prefers, policy, expected) => {
    const table = aTable({ name: 'a' }, { name: 'b' }, { name: 'c' });
    const amounts = { vcpus: 4, memoryMiB: 4096, diskGiB: 10 };
    const isOnBusyHost = (prefers === 'Together') === (policy === 'Spread');
    table.putClaim({ instance: 'x-1', hostUID: `uid-${isOnBusyHost ? expected : 'b'}`, amounts });
    const membersBySlot = new Map([
      [table.slotOf('uid-a')!, 2],
      [table.slotOf('uid-b')!, 1],
    ]);

    expect(plan(table, aRequest({ softGroup: { prefers, membersBySlot } }), policy)).toMatchObject({ host: { name: expected } });
  });

  it('takes a host that breaks the wish of a soft group when no other fits', () => {
    const table = aTable({ name: 'a' });
    const membersBySlot = new Map([[table.slotOf('uid-a')!, 5]]);

    expect(plan(table, aRequest({ softGroup: { prefers: 'Apart', membersBySlot } }))).toMatchObject({ host: { name: 'a' } });
  });

  it('counts a claim until it is removed, also one that was known before its host', () => {
    const table = new HostTable();
    table.putClaim({ instance: 'a-1', hostUID: 'uid-only', amounts: { vcpus: 8, memoryMiB: 1024, diskGiB: 1 } });
    table.putHost(aHost({ name: 'only' }));
    expect(plan(table)).toMatchObject({ kind: 'NoHostFits' });

    table.removeClaim('a-1');

    expect(plan(table)).toMatchObject({ kind: 'Place', host: { name: 'only' } });
  });

  it('forgets a host that was removed and reuses its place', () => {
    const table = aTable({ name: 'old' });
    table.removeHost('uid-old');
    table.putHost(aHost({ name: 'new' }));

    expect(table.hostCount).toBe(1);
    expect(plan(table)).toMatchObject({ kind: 'Place', host: { name: 'new' } });
  });

  it('breaks ties by chance, each of the equals alike', () => {
    const table = aTable({ name: 'small', vcpus: 4 }, { name: 'a' }, { name: 'b' }, { name: 'c' });
    const chosenAt = (fraction: number): unknown =>
      chooseHost(table, aRequest(), { policy: 'Spread', random: { fraction: () => fraction } });

    expect([0, 0.32, 0.34, 0.65, 0.67, 0.999].map(chosenAt)).toMatchObject(
      ['a', 'a', 'b', 'b', 'c', 'c'].map((name) => ({ kind: 'Place', host: { name } })),
    );
  });

  it('chooses from what it has kept up to date as it would from a table made anew', () => {
    const hostNames = ['a', 'b', 'c', 'd'];
    const step = fc.oneof(
      fc.record({ kind: fc.constant('Host'), name: fc.constantFrom(...hostNames), vcpus: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('NoHost'), name: fc.constantFrom(...hostNames) }),
      fc.record({
        kind: fc.constant('Claim'),
        name: fc.constantFrom(...hostNames),
        instance: fc.nat(6),
        vcpus: fc.integer({ min: 1, max: 4 }),
      }),
      fc.record({ kind: fc.constant('NoClaim'), instance: fc.nat(6) }),
      fc.record({ kind: fc.constant('Choice'), vcpus: fc.integer({ min: 1, max: 3 }), policy: fc.constantFrom('Spread', 'Pack') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const kept = new HostTable();
        const hosts = new Map<string, Host>();
        const claims = new Map<string, Claim>();
        for (const each of steps as readonly Step[]) {
          switch (each.kind) {
            case 'Host':
              hosts.set(each.name, aHost(each));
              kept.putHost(aHost(each));
              break;
            case 'NoHost':
              hosts.delete(each.name);
              kept.removeHost(`uid-${each.name}`);
              break;
            case 'Claim': {
              const instance = `i-${each.instance}`;
              const claim = { instance, hostUID: `uid-${each.name}`, amounts: { vcpus: each.vcpus, memoryMiB: 1, diskGiB: 1 } };
              claims.set(instance, claim);
              kept.putClaim(claim);
              break;
            }
            case 'NoClaim':
              claims.delete(`i-${each.instance}`);
              kept.removeClaim(`i-${each.instance}`);
              break;
            case 'Choice': {
              const anew = new HostTable();
              // In the order of the slots, in which ties are listed.
              for (const slot of kept.all) anew.putHost(hosts.get(kept.row(slot).name)!);
              for (const claim of claims.values()) anew.putClaim(claim);
              const request = aRequest({ size: { vcpus: each.vcpus, memoryMiB: 1, diskGiB: 1 } });
              expect(plan(kept, request, each.policy)).toEqual(plan(anew, request, each.policy));
            }
          }
        }
      }),
    );
  });

  it('never plans beyond what a host can promise, whatever comes and goes', () => {
    const step = fc.record({ vcpus: fc.integer({ min: 1, max: 4 }), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = aTable({ name: 'a', vcpus: 5 }, { name: 'b', vcpus: 7 });
        const live: string[] = [];
        steps.forEach(({ vcpus, remove }, index) => {
          if (remove && live.length > 0) table.removeClaim(live.shift()!);
          const size = { vcpus, memoryMiB: 1, diskGiB: 1 };
          const decision = plan(table, aRequest({ size }));
          if (decision.kind !== 'Place') return;
          table.putClaim({ instance: `i-${index}`, hostUID: decision.host.uid, amounts: size });
          live.push(`i-${index}`);
        });
        for (const slot of table.all) expect(table.row(slot).claimed.vcpus).toBeLessThanOrEqual(table.row(slot).allocatable.vcpus);
      }),
    );
  });
});
