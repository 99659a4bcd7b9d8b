import { describe, expect, it } from 'vitest';
import type { Condition } from '#apis/machinery/condition.ts';
import { aHost } from '#test/builders/host.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer, type ServerOverrides } from '#test/builders/server.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { Facts } from './why-facts.ts';
import { judge, type Verdict } from './why-verdict.ts';

const now = new Date('2026-06-01T12:01:00Z');

function condition(type: string, status: Condition['status'], reason: string, message: string): Condition {
  return { type, status, reason, message, lastTransitionTime: '2026-06-01T12:00:30Z', observedGeneration: 1 };
}

function verdict(server: ServerOverrides, facts: Partial<Facts> = {}): Verdict {
  return judge(aServer(server) as unknown as AnyObject, { kind: 'Server', instances: [], host: undefined, leases: [], ...facts }, now);
}

const running = condition('Ready', 'True', 'Running', 'the guest runs');

describe('judge', () => {
  it('finds a server as declared when it is to run and is ready, or is to be off and is stopped', () => {
    expect(verdict({ status: { observedGeneration: 1, phase: 'Running', conditions: [running] } })).toEqual({
      kind: 'AsDeclared',
      words: 'Running, for 30s',
    });
    const off = condition('Ready', 'False', 'Stopped', 'stopped, as declared');
    expect(verdict({ spec: { power: 'Stopped' }, status: { observedGeneration: 1, phase: 'Stopped', conditions: [off] } })).toMatchObject({
      kind: 'AsDeclared',
    });
  });

  it('does not take what was said of an older version for an answer', () => {
    expect(
      verdict({ metadata: { generation: 2 }, status: { observedGeneration: 1, phase: 'Running', conditions: [running] } }),
    ).toMatchObject({
      kind: 'Waiting',
      waits: [{ who: 'The declaration', what: 'waits for the controllers: they have seen version 1 of 2' }],
    });
  });

  it('says that nobody has looked, and which part of the control plane is silent', () => {
    const leases = [{ name: 'controller-manager', holder: 'cm-1', renewedAt: new Date('2026-06-01T12:00:00Z'), durationSeconds: 15 }];

    expect(verdict({}, { leases })).toEqual({
      kind: 'Waiting',
      waits: [
        { who: 'The declaration', what: 'waits for the controllers: none has looked at it yet', since: '2026-06-01T12:00:00Z' },
        { who: 'controller-manager', what: 'has given no sign of life (cm-1)', since: '2026-06-01T12:00:00.000Z' },
      ],
      help: ['start controller-manager again, or see in its log why it does not run; on one machine, `tycho up` starts what is missing'],
    });
  });

  it('keeps quiet about a Lease that is renewed or that nobody holds', () => {
    const leases = [
      { name: 'a', holder: 'x', renewedAt: new Date('2026-06-01T12:00:50Z'), durationSeconds: 15 },
      { name: 'b', holder: undefined, renewedAt: new Date(0), durationSeconds: 15 },
    ];

    expect(verdict({}, { leases })).toMatchObject({ waits: [{ who: 'The declaration' }] });
  });

  it('follows the chain from the declaration to the host, and repeats the remedies that were named', () => {
    const found = verdict(
      {
        status: {
          observedGeneration: 1,
          phase: 'Pending',
          conditions: [
            condition('Ready', 'False', 'WaitingForPlacement', 'waits for a host: 0 of 2 hosts fit; to help: add hosts'),
            condition('Scheduled', 'False', 'NoHostFits', '0 of 2 hosts fit: Capacity rules out 2; to help: add hosts'),
          ],
        },
      },
      {},
    );

    expect(found).toEqual({
      kind: 'Waiting',
      waits: [
        {
          who: 'The scheduling loop',
          what: 'Scheduled is False: NoHostFits, 0 of 2 hosts fit: Capacity rules out 2; to help: add hosts',
          since: '2026-06-01T12:00:30Z',
        },
        {
          who: 'The server loop',
          what: 'Ready is False: WaitingForPlacement, waits for a host: 0 of 2 hosts fit; to help: add hosts',
          since: '2026-06-01T12:00:30Z',
        },
      ],
      help: ['add hosts'],
    });
  });

  it('tells what the agent and the host say', () => {
    const status = {
      phase: 'Preparing' as const,
      conditions: [condition('Converged', 'False', 'Prepare', 'the image and the disk are being prepared')],
    };
    const host = aHost({ status: { conditions: [condition('Ready', 'False', 'HostLost', 'nothing was heard for 60 s')] } });

    expect(
      verdict({ status: { observedGeneration: 1, phase: 'Starting', conditions: [] } }, { instances: [anInstance({ status })], host }),
    ).toMatchObject({
      waits: [
        {
          who: 'The agent of host host-a (incarnation 1, Preparing)',
          what: 'Converged is False: Prepare, the image and the disk are being prepared',
        },
        { who: `Host ${host.metadata.name}`, what: 'is not ready: HostLost, nothing was heard for 60 s' },
      ],
      help: [`\`tycho describe host ${host.metadata.name}\` says more about the host`],
    });
    expect(verdict({ status: { observedGeneration: 1, conditions: [] } }, { instances: [anInstance()] })).toMatchObject({
      waits: [{ who: 'The agent of host host-a (incarnation 1, not reported yet)', what: 'has said nothing about it yet' }],
    });
  });

  it('says who holds a deletion', () => {
    expect(
      verdict({
        metadata: { deletionTimestamp: '2026-06-01T12:00:10Z' },
        status: { observedGeneration: 1, phase: 'Running', conditions: [running] },
      }),
    ).toMatchObject({
      kind: 'Waiting',
      waits: [
        { who: 'The deletion', what: 'waits for those who hold it to let go: compute.tycho.dev/instances', since: '2026-06-01T12:00:10Z' },
      ],
    });
  });

  it('judges other kinds by their conditions', () => {
    const facts: Facts = { kind: 'Host', instances: [], host: undefined, leases: undefined };
    const hostWhich = (one: Condition): AnyObject => aHost({ status: { conditions: [one] } }) as unknown as AnyObject;
    const host = (status: Condition['status']): AnyObject => hostWhich(condition('Ready', status, 'R', 'm'));
    const orphans = (status: Condition['status']): AnyObject => hostWhich(condition('OrphanGuests', status, 'R', 'm'));

    expect(judge(host('True'), facts, now)).toMatchObject({ kind: 'AsDeclared' });
    expect(judge(orphans('False'), facts, now)).toMatchObject({ kind: 'AsDeclared' });
    expect(judge(orphans('True'), facts, now)).toMatchObject({
      kind: 'Waiting',
      waits: [{ who: 'The agent of the host', what: 'OrphanGuests is True: R, m' }],
    });
    expect(judge(host('False'), facts, now)).toMatchObject({
      kind: 'Waiting',
      waits: [{ who: 'The host loop', what: 'Ready is False: R, m' }],
    });
  });
});
