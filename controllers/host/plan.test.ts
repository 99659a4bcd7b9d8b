import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '#apis/infrastructure/host.ts';
import { aHost } from '#test/builders/host.ts';
import { anInstance } from '#test/builders/instance.ts';
import type { Connection } from './connection.ts';
import { planHost, type HostPlan } from './plan.ts';

const deleted = { deletionTimestamp: '2026-06-01T12:00:00Z' };
const connected: Connection = { kind: 'Connected' };

function silentFor(forSeconds: number, because: 'StreamEnded' | 'GatewayDead' = 'StreamEnded'): Connection {
  return { kind: 'Silent', forSeconds, because };
}

function saidBefore(status: 'True' | 'False' | 'Unknown', reason: string): Host['status'] {
  return { conditions: [{ type: 'Ready', status, reason, message: '', lastTransitionTime: '2026-06-01T12:00:00Z' }] };
}

function words({ conditions, lookAgainAfterSeconds }: HostPlan): string {
  const said = conditions.map(({ type, status, reason }) => `${type} ${status}/${reason}`).join(', ') || 'nothing';
  return lookAgainAfterSeconds === undefined ? said : `${said}, again in ${lookAgainAfterSeconds} s`;
}

describe('planHost, for readiness', () => {
  it.each<[string, Host['status'], Connection, string]>([
    ['that never connected', undefined, { kind: 'NeverConnected' }, 'Ready False/NeverConnected'],
    ['that is connected', undefined, connected, 'Ready True/AgentConnected'],
    ['that fell silent a moment ago', saidBefore('True', 'AgentConnected'), silentFor(4), 'nothing, again in 6 s'],
    ['that has been silent for a while', saidBefore('True', 'AgentConnected'), silentFor(10), 'Ready Unknown/AgentSilent, again in 50 s'],
    ['that was silent when it was first seen', undefined, silentFor(0), 'Ready Unknown/AgentSilent, again in 60 s'],
    ['that has been silent for its grace period', saidBefore('Unknown', 'AgentSilent'), silentFor(60), 'Ready False/HostLost'],
    ['that was lost before this replica led', saidBefore('False', 'HostLost'), silentFor(0), 'Ready False/HostLost, again in 60 s'],
    ['that is back', saidBefore('False', 'HostLost'), connected, 'Ready True/AgentConnected'],
  ])('judges a host %s', (_, status, connection, expected) => {
    const host = aHost(status === undefined ? {} : { status });

    expect(words(planHost({ host, connection, instances: [] }))).toBe(expected);
  });

  it('says which of the two fell silent, the agent or its gateway', () => {
    const message = (because: 'StreamEnded' | 'GatewayDead') =>
      planHost({ host: aHost(), connection: silentFor(60, because), instances: [] }).conditions[0]?.message;

    expect(message('StreamEnded')).toMatch(/^the connection of its agent ended/);
    expect(message('GatewayDead')).toMatch(/^the gateway that its agent was connected to is not alive/);
  });

  it('waits for each host as long as the host asks for', () => {
    const host = aHost({ spec: { gracePeriodSeconds: 5 }, status: saidBefore('True', 'AgentConnected')! });

    expect(words(planHost({ host, connection: silentFor(1), instances: [] }))).toBe('nothing, again in 0.25 s');
    expect(words(planHost({ host, connection: silentFor(5), instances: [] }))).toBe('Ready False/HostLost');
  });

  it('is lost if and only if it was silent for the grace period, or was lost before and is still silent', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.constantFrom('AgentConnected', 'AgentSilent', 'HostLost'),
        (seconds, before) => {
          const host = aHost({ status: saidBefore(before === 'AgentConnected' ? 'True' : 'False', before)! });
          const reasons = planHost({ host, connection: silentFor(seconds), instances: [] }).conditions.map(({ reason }) => reason);
          expect(reasons.includes('HostLost')).toBe(seconds >= 60 || before === 'HostLost');
        },
      ),
    );
  });
});

describe('planHost, for a host that is deleted', () => {
  const host = aHost({ metadata: deleted });
  const instances = [anInstance()];
  const removal = (connection: Connection, on = instances): string => planHost({ host, connection, instances: on }).removal.kind;

  it('waits while its agent is connected, with or without instances, and says why', () => {
    expect(removal(connected)).toBe('None');
    expect(removal(connected, [])).toBe('None');
    expect(words(planHost({ host, connection: connected, instances }))).toContain('Removable False/AgentConnected');
  });

  it('lets nothing go on a silence shorter than the grace period', () => {
    expect(removal(silentFor(59))).toBe('None');
    expect(words(planHost({ host, connection: silentFor(59), instances }))).toContain('Removable False/AgentSilent');
  });

  it('lets nothing go on a loss that this replica has not watched for the grace period', () => {
    const lostBefore = aHost({ metadata: deleted, status: saidBefore('False', 'HostLost')! });

    expect(planHost({ host: lostBefore, connection: silentFor(1), instances }).removal.kind).toBe('None');
  });

  it('lets its instances go after the grace period, and then itself', () => {
    expect(removal(silentFor(60))).toBe('ReleaseInstances');
    expect(removal(silentFor(60), [])).toBe('ReleaseHost');
  });

  it('goes at once when it never connected and holds nothing', () => {
    expect(removal({ kind: 'NeverConnected' }, [])).toBe('ReleaseHost');
  });

  it('lets instances go only of hosts that are deleted', () => {
    expect(planHost({ host: aHost(), connection: silentFor(10_000), instances }).removal.kind).toBe('None');
  });
});
