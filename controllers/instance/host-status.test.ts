import { describe, expect, it } from 'vitest';
import type { Host } from '#apis/infrastructure/host.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { InvalidReportError, orphansCondition, withHostReport } from './host-status.ts';

const clock = { now: () => new Date('2026-06-01T12:00:00Z') };
const ready = { type: 'Ready', status: 'True', reason: 'AgentConnected', message: '', lastTransitionTime: '2026-06-01T10:00:00Z' } as const;

function aHost(status: Host['status'] = {}): Host {
  return {
    apiVersion: 'infrastructure.tycho.dev/v1alpha1',
    kind: 'Host',
    metadata: { name: 'host-a', uid: 'u', resourceVersion: '1', generation: 3, creationTimestamp: '2026-06-01T10:00:00Z' },
    spec: { unschedulable: false, gracePeriodSeconds: 60 },
    status,
  };
}

function report(status: unknown, orphanInstanceUIDs: readonly string[] = []): Parameters<typeof withHostReport>[1] {
  return { statusJSON: Buffer.from(JSON.stringify(status)), orphanInstanceUIDs };
}

describe('withHostReport', () => {
  it('takes over what the agent knows and leaves the rest', () => {
    const session = { number: 4, gateway: 'g', connectedAt: '2026-06-01T11:00:00Z' };
    const healthy = { type: 'Healthy', status: 'True', reason: 'Healthy', message: 'fine' };
    const facts = { driver: 'kvm', inventory: { vcpus: 2, memoryMiB: 1024, diskGiB: 10 }, foreignGuests: 2, conditions: [healthy] };

    const status = withHostReport(aHost({ session, conditions: [ready] }), report(facts), clock);

    expect(status).toMatchObject({ session, driver: 'kvm', inventory: { vcpus: 2 }, foreignGuests: 2 });
    expect(status.conditions?.map(({ type }) => type)).toEqual(['Ready', 'Healthy', orphansCondition]);
    expect(findCondition(status.conditions, 'Healthy')).toEqual({
      ...healthy,
      observedGeneration: 3,
      lastTransitionTime: '2026-06-01T12:00:00Z',
    });
  });

  it('lets an agent say nothing that is not its business', () => {
    const claims = {
      session: { number: 99 },
      observedGeneration: 99,
      conditions: [{ type: 'Ready', status: 'True', reason: 'Trust', message: 'me' }],
    };

    const status = withHostReport(aHost({ conditions: [{ ...ready, status: 'False' }] }), report(claims), clock);

    expect(status.session).toBeUndefined();
    expect(status.observedGeneration).toBeUndefined();
    expect(findCondition(status.conditions, 'Ready')?.status).toBe('False');
  });

  it('names orphans, a few of them', () => {
    const uids = Array.from({ length: 12 }, (_, index) => `uid-${index}`);

    const condition = findCondition(withHostReport(aHost(), report({}, uids), clock).conditions, orphansCondition);

    expect(condition).toMatchObject({ status: 'True', reason: 'Found' });
    expect(condition?.message).toContain('uid-9 and 2 more');
  });

  it('keeps what it had when the agent could not say', () => {
    const status = withHostReport(
      aHost({ driver: 'kvm', inventory: { vcpus: 2, memoryMiB: 1, diskGiB: 1 } }),
      report({ agentVersion: '2' }),
      clock,
    );

    expect(status).toMatchObject({ driver: 'kvm', inventory: { vcpus: 2 }, agentVersion: '2' });
  });

  it('changes nothing when the same is reported again', () => {
    const once = withHostReport(aHost(), report({ driver: 'kvm' }, ['x']), clock);

    expect(withHostReport(aHost(once), report({ driver: 'kvm' }, ['x']), { now: () => new Date('2027-01-01T00:00:00Z') })).toEqual(once);
  });

  it.each(['{', '"text"', 'null', '7'])('refuses %s for a report', (text) => {
    const bad = { statusJSON: Buffer.from(text), orphanInstanceUIDs: [] };

    expect(() => withHostReport(aHost(), bad, clock)).toThrow(InvalidReportError);
  });

  it.each([['none'], [{ length: 3 }], [[null]], [['Healthy']]])('refuses the conditions %j', (conditions) => {
    expect(() => withHostReport(aHost(), report({ conditions }), clock)).toThrow(InvalidReportError);
  });

  it('takes an empty report for one that says nothing', () => {
    expect(withHostReport(aHost(), { statusJSON: new Uint8Array(), orphanInstanceUIDs: [] }, clock).driver).toBeUndefined();
  });
});
