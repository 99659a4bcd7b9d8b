import { describe, expect, it } from 'vitest';
import { defaultQuotaKind } from '#apis/compute/default-quota.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { aMeta } from '#test/builders/api-object.ts';
import { guardsToBump } from './guards.ts';

type Fields = { readonly spec?: object; readonly status?: object; readonly deletionTimestamp?: string };

function anObject(kind: KindDefinition, { deletionTimestamp, ...fields }: Fields): ApiObject {
  const metadata = aMeta({ name: 'x', uid: 'u', namespace: 'blue', ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }) });
  return { apiVersion: 'v', kind: kind.kind, metadata, ...fields };
}

/** Absent: the object does not exist before, or after. */
function bumped(kind: KindDefinition, before: Fields | undefined, after: Fields | undefined): readonly string[] {
  const [previous, next] = [before, after].map((fields) => (fields === undefined ? undefined : anObject(kind, fields)));
  return guardsToBump({ kind, previous, next });
}

const hostGuard = '/tycho/guards/host/u';
const sessionGuard = '/tycho/guards/session/u';
const quotaGuard = '/tycho/guards/quota/blue';
const inventory = { vcpus: 4, memoryMiB: 4096, diskGiB: 10 };

describe('the guards that a write bumps', () => {
  it.each<[string, KindDefinition, Fields | undefined, Fields | undefined, readonly string[]]>([
    ['a quota that comes', quotaKind, undefined, { spec: { vcpus: 1 } }, [quotaGuard]],
    ['a quota that changes', quotaKind, { spec: { vcpus: 1 } }, { spec: { vcpus: 2 } }, [quotaGuard]],
    ['a network that comes', networkKind, undefined, { spec: {}, status: { vni: 1 } }, ['/tycho/guards/network-numbers/all']],
    ['a network that changes or goes', networkKind, { spec: {}, status: { vni: 1 } }, undefined, []],
    ['a port that comes', portKind, undefined, { spec: {}, status: { networkUID: 'n' } }, ['/tycho/guards/network/n']],
    ['a port that changes', portKind, { status: { networkUID: 'n' } }, { status: { networkUID: 'n', phase: 'Plugged' } }, []],
    ['a port that goes', portKind, { status: { networkUID: 'n' } }, undefined, []],
    ['a quota that goes', quotaKind, { spec: { vcpus: 1 } }, undefined, [quotaGuard]],
    ['a default quota that comes', defaultQuotaKind, undefined, { spec: { vcpus: 1 } }, ['/tycho/guards/default-quotas/all']],
    ['a default quota that goes', defaultQuotaKind, { spec: { vcpus: 1 } }, undefined, ['/tycho/guards/default-quotas/all']],
    ['a default quota that is labelled', defaultQuotaKind, { spec: { vcpus: 1 } }, { spec: { vcpus: 1 } }, []],
    ['a quota that is labelled', quotaKind, { spec: { vcpus: 1 } }, { spec: { vcpus: 1 } }, []],
    ['a host that comes', hostKind, undefined, { spec: {} }, []],
    ['a host that says what it has', hostKind, { spec: {} }, { spec: {}, status: { inventory } }, [hostGuard]],
    ['a host that is cordoned', hostKind, { spec: { unschedulable: false } }, { spec: { unschedulable: true } }, [hostGuard]],
    ['a host that keeps more back', hostKind, { spec: {} }, { spec: { reserved: { vcpus: 1 } } }, [hostGuard]],
    ['a host that promises less', hostKind, { spec: {} }, { spec: { allocationRatios: { vcpus: 1 } } }, [hostGuard]],
    ['a host whose end begins', hostKind, { spec: {} }, { spec: {}, deletionTimestamp: '2026-06-01T12:00:00Z' }, [hostGuard]],
    ['a host that goes', hostKind, { spec: {} }, undefined, [hostGuard]],
    [
      'a host that changes a condition',
      hostKind,
      { spec: {}, status: { inventory } },
      { spec: {}, status: { inventory, conditions: [{}] } },
      [],
    ],
    [
      'a host whose session is taken',
      hostKind,
      { spec: {}, status: { session: { number: 1, gateway: 'a' } } },
      { spec: {}, status: { session: { number: 2, gateway: 'a' } } },
      [sessionGuard],
    ],
    [
      'a host whose session goes to another gateway',
      hostKind,
      { spec: {}, status: { session: { number: 1, gateway: 'a' } } },
      { spec: {}, status: { session: { number: 1, gateway: 'b' } } },
      [sessionGuard],
    ],
    [
      'a host whose stream ends',
      hostKind,
      { spec: {}, status: { session: { number: 1, gateway: 'a' } } },
      { spec: {}, status: { session: { number: 1, gateway: 'a', disconnectedAt: 'x' } } },
      [],
    ],
    ['an instance that comes', instanceKind, undefined, { spec: { host: { uid: 'u' }, claim: inventory } }, [hostGuard]],
    [
      'an instance that grows',
      instanceKind,
      { spec: { host: { uid: 'u' }, claim: { vcpus: 1 } } },
      { spec: { host: { uid: 'u' }, claim: inventory } },
      [hostGuard],
    ],
    [
      'an instance that runs',
      instanceKind,
      { spec: { host: { uid: 'u' }, claim: {} } },
      { spec: { host: { uid: 'u' }, claim: {} }, status: { phase: 'Running' } },
      [],
    ],
    ['an instance that goes', instanceKind, { spec: { host: { uid: 'u' }, claim: {} } }, undefined, []],
    ['a server that comes', serverKind, undefined, { spec: {} }, []],
    [
      'a server that takes up room, which is the business of quotas',
      serverKind,
      { spec: {} },
      { spec: {}, status: { resources: inventory } },
      [],
    ],
    ['a server that goes', serverKind, { status: { resources: inventory } }, undefined, []],
    ['a flavor, which placements compare themselves', flavorKind, { spec: { vcpus: 1 } }, { spec: { vcpus: 2 } }, []],
  ])('by %s', (_, kind, before, after, guards) => {
    expect(bumped(kind, before, after)).toEqual(guards);
  });
});
