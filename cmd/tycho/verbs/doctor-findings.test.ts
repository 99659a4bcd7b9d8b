import { describe, expect, it } from 'vitest';
import type { Host } from '#apis/infrastructure/host.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import { examine, type Finding } from './doctor-findings.ts';

const now = new Date('2026-06-01T12:00:00Z');
const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

const well: DoctorFacts = {
  clientVersion: '0.2.0',
  server: { kind: 'Answers', url: 'https://127.0.0.1:6443', version: '0.2.0', isReady: true, clockAheadSeconds: 0.4 },
  certificates: [{ name: 'your own, in the kubeconfig', endsAt: inDays(300) }],
  supervision: undefined,
  leases: [{ name: 'controller-manager', holder: 'a', renewedAt: new Date(minutesAgo(0)), durationSeconds: 15 }],
  storage: { type: 'StorageHealthy', status: 'True', reason: 'HasRoom', message: 'The store holds 3 bytes of 9.' },
  hosts: [aHost('host-a')],
  objects: [],
};

function aHost(name: string, options: { readonly ready?: string; readonly cordoned?: boolean; readonly agentVersion?: string } = {}): Host {
  const { ready = 'True', cordoned = false, agentVersion = '0.2.0' } = options;
  const condition = { type: 'Ready', status: ready, reason: 'AgentConnected', message: 'words', lastTransitionTime: minutesAgo(3) };
  return { metadata: { name }, spec: { unschedulable: cordoned }, status: { agentVersion, conditions: [condition] } } as unknown as Host;
}

function aServer(name: string, conditionSince: string, metadata: object = {}): AnyObject {
  const condition = { type: 'Ready', status: 'False', reason: 'StartFailed', message: 'no', lastTransitionTime: conditionSince };
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Server',
    metadata: { name, namespace: 'team', ...metadata },
    spec: { power: 'Running' },
    status: { phase: 'Failed', conditions: [condition] },
  };
}

/** All that is not fine, as `LEVEL SUBJECT: WHAT`. */
function complaints(change: Partial<DoctorFacts>): readonly string[] {
  return found(change)
    .filter(({ level }) => level !== 'Fine')
    .map(({ level, subject, what }) => `${level} ${subject}: ${what}`);
}

function found(change: Partial<DoctorFacts>): readonly Finding[] {
  return examine({ ...well, ...change }, now);
}

const answering = { kind: 'Answers', url: 'https://127.0.0.1:6443', version: '0.2.0', isReady: true, clockAheadSeconds: 0 } as const;

describe('what is found', () => {
  it('is nothing, where nothing is wrong', () => {
    expect(complaints({})).toEqual([]);
    expect(found({}).map(({ subject }) => subject)).toEqual([
      'api-server',
      'clock',
      'versions',
      'certificates',
      'store',
      'control plane',
      'hosts',
      'objects',
    ]);
  });

  it.each<[string, Partial<DoctorFacts>, readonly string[]]>([
    [
      'an api-server that is not ready',
      { server: { ...answering, isReady: false } },
      ['Problem api-server: https://127.0.0.1:6443 answers, but is not ready'],
    ],
    [
      'a clock that is behind',
      { server: { ...answering, clockAheadSeconds: -95.2 } },
      ['Problem clock: the api-server is 95 s behind this machine'],
    ],
    ['a clock that nobody tells', { server: { ...answering, clockAheadSeconds: undefined } }, []],
    [
      'agents two releases away',
      { server: { ...answering, version: '0.3.0' }, hosts: [aHost('a', { agentVersion: '0.1.0' }), aHost('b')] },
      ['Problem versions: the agents of a are of 0.1.0, the api-server is of 0.3.0'],
    ],
    [
      'a command of another major release',
      { clientVersion: '1.2.0' },
      ['Warning versions: this command is of 1.2.0, the api-server of 0.2.0'],
    ],
    [
      'certificates that end soon, or have ended',
      {
        certificates: [
          { name: 'a.crt', endsAt: inDays(10) },
          { name: 'b.crt', endsAt: inDays(-1) },
          { name: 'c.crt', endsAt: inDays(31) },
        ],
      },
      ['Warning certificates: a.crt: ends on 2026-06-11, in 10 days', 'Problem certificates: b.crt: ended on 2026-05-31'],
    ],
    [
      'a store that is nearly full',
      { storage: { type: 'StorageHealthy', status: 'False', reason: 'NearlyFull', message: 'The store holds 9 bytes of 10 (90 %).' } },
      ['Problem store: The store holds 9 bytes of 10 (90 %).'],
    ],
    [
      'a loop that nobody runs',
      { leases: [{ name: 'gateway-1', holder: 'one', renewedAt: new Date(minutesAgo(5)), durationSeconds: 15 }] },
      ['Problem control plane: gateway-1 (one) has given no sign of life for 5m'],
    ],
    [
      'a lease that was given back',
      { leases: [{ name: 'gateway-1', holder: '', renewedAt: new Date(minutesAgo(5)), durationSeconds: 15 }] },
      [],
    ],
    [
      'a host that is not ready',
      { hosts: [aHost('a'), aHost('b', { ready: 'Unknown' })] },
      ['Problem hosts: b is not ready for 3m: AgentConnected, words'],
    ],
    ['no host', { hosts: [] }, ['Problem hosts: there is none: no server can run']],
    [
      'no host that takes servers',
      { hosts: [aHost('a', { cordoned: true })] },
      ['Warning hosts: all that are ready are cordoned: no new server can start'],
    ],
    [
      'what is stuck, and not what is on its way',
      { objects: [aServer('web', minutesAgo(11)), aServer('new', minutesAgo(9))] },
      ['Warning objects: server/web in team is Failed for 11m'],
    ],
    [
      'a deletion that does not end, and not one that can be taken back',
      {
        objects: [
          aServer('gone', minutesAgo(60), { deletionTimestamp: minutesAgo(20) }),
          aServer('kept', minutesAgo(60), { deletionTimestamp: minutesAgo(-20) }),
        ],
      },
      ['Warning objects: server/gone in team is being deleted for 20m'],
    ],
    [
      'what the caller may not see',
      { storage: undefined, leases: undefined, hosts: undefined },
      [
        'Unknown store: nothing is said of it to you',
        'Unknown control plane: you may not see who runs it',
        'Unknown hosts: you may not see them',
      ],
    ],
  ])('tells %s', (_, change, expected) => {
    expect(complaints(change)).toEqual(expected);
  });

  it('is what stands outside of it when the api-server is silent', () => {
    const silent = { kind: 'Silent', url: 'https://127.0.0.1:1', why: 'cannot reach https://127.0.0.1:1' } as const;
    const process = { name: 'etcd', state: 'Restarting', since: minutesAgo(1), restartCount: 4, detail: 'exit code 1' } as const;
    const supervision = { isSupervised: true, status: { supervisorPID: 1, phase: 'Failed', processes: [process] } } as const;

    expect(complaints({ server: silent, supervision })).toEqual([
      'Problem processes: etcd is Restarting, restarted 4 times: exit code 1',
      'Problem api-server: does not answer: cannot reach https://127.0.0.1:1',
    ]);
    expect(complaints({ supervision: { ...supervision, isSupervised: false } })).toEqual([
      'Problem processes: nobody supervises what `tycho up` started here',
    ]);
  });

  it('is not a page of the same', () => {
    const objects = Array.from({ length: 40 }, (_, number) => aServer(`s${number}`, minutesAgo(30)));

    expect(complaints({ objects }).slice(9)).toEqual([
      'Warning objects: server/s9 in team is Failed for 30m',
      'Warning objects: and 30 more like these',
    ]);
  });

  it('comes with what helps, if it is a problem', () => {
    const all = found({
      server: { ...answering, isReady: false, clockAheadSeconds: 90 },
      certificates: [{ name: 'b.crt', endsAt: inDays(-1) }],
      hosts: [aHost('a', { ready: 'False' })],
      leases: [{ name: 'x', holder: 'one', renewedAt: new Date(0), durationSeconds: 15 }],
      storage: { type: 'StorageHealthy', status: 'False' },
      objects: [aServer('web', minutesAgo(11))],
    });

    expect(all.filter(({ level, help }) => (level === 'Problem' || level === 'Warning') && help === undefined)).toEqual([]);
  });
});
