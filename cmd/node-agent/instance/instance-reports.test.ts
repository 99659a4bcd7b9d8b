import { beforeEach, describe, expect, it } from 'vitest';
import type { InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import { anActivity } from '#test/builders/instance-activity.ts';
import { anInstanceRecord } from '#test/builders/instance-record.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { JournalContents, type InstanceRecord } from '../journal/journal-state.ts';
import type { InstanceActivity } from './instance-activity.ts';
import { InstanceReports } from './instance-reports.ts';
import { noVolumes } from './volume-source.ts';

let clock: VirtualClock;
let reports: InstanceReports;
let instances: Map<string, InstanceRecord>;
let activity: InstanceActivity;
let pokes: number;

const record = anInstanceRecord({ progress: { prepared: true } });
const { instanceUID } = record.desired;

beforeEach(() => {
  clock = new VirtualClock();
  instances = new Map([[instanceUID, record]]);
  activity = anActivity();
  pokes = 0;
  reports = new InstanceReports({
    state: () => Object.assign(new JournalContents(), { instances }),
    activityOf: () => activity,
    volumes: noVolumes,
    clock,
    passingPhaseDelayMilliseconds: 500,
    passingNewsDelayMilliseconds: 3_000,
  });
  reports.listen(() => (pokes += 1));
});

const running: Observation = { kind: 'Running', startedAt: new Date('2026-06-01T12:00:00Z'), addresses: [] };

function become(next: Partial<InstanceActivity>): void {
  activity = anActivity(next);
  reports.changed(instanceUID);
}

function takeAll(): InstanceStatus[] {
  const statuses: InstanceStatus[] = [];
  for (let report = reports.take(); report !== undefined; report = reports.take()) statuses.push(report.status);
  return statuses;
}

function preparing(downloadedBytes = 0): Partial<InstanceActivity> {
  return { guest: { kind: 'Absent' }, step: { step: { kind: 'Prepare' }, since: clock.now() }, imageProgress: { downloadedBytes } };
}

describe('reports on instances', () => {
  it('tell at once of what lasts', () => {
    become({ guest: running, plan: { kind: 'Nothing' } });

    expect(pokes).toBe(1);
    expect(takeAll()).toMatchObject([{ phase: 'Running', conditions: [{ type: 'Converged', status: 'True' }] }]);
  });

  it('leave out what is over in a moment', async () => {
    become(preparing());
    await clock.advance(400);
    expect(takeAll()).toEqual([]);

    become({ guest: running, plan: { kind: 'Nothing' } });
    await clock.advance(1_000);

    expect(takeAll().map(({ phase }) => phase)).toEqual(['Running']);
  });

  it('tell of a download for a guest that runs no oftener', async () => {
    const fetching = (downloadedBytes: number): Partial<InstanceActivity> => ({
      guest: running,
      step: { step: { kind: 'Fetch', imageUIDs: ['newer'] }, since: clock.now() },
      imageProgress: { downloadedBytes },
    });
    const told: InstanceStatus[] = [];
    for (let second = 0; second < 9; second += 1) {
      become(fetching(second));
      await clock.advance(1_000);
      told.push(...takeAll());
    }

    expect(told).toHaveLength(3);
  });

  it('tell of a passing phase that lasts, and of news in it now and then', async () => {
    become(preparing(1));
    await clock.advance(500);
    expect(takeAll()).toMatchObject([{ phase: 'Preparing', imageProgress: { downloadedBytes: 1 } }]);

    let count = 0;
    for (let downloadedBytes = 2; downloadedBytes <= 100; downloadedBytes += 1) {
      become(preparing(downloadedBytes));
      await clock.advance(100);
      count += takeAll().length;
    }

    expect(count).toBeLessThanOrEqual(4);
    expect(count).toBeGreaterThanOrEqual(2);
  });

  it('say nothing twice', () => {
    become({ guest: running, plan: { kind: 'Nothing' } });
    takeAll();
    become({ guest: running, plan: { kind: 'Nothing' } });

    expect(takeAll()).toEqual([]);
  });

  it('give a slow listener the newest state, not the ones between', () => {
    become({ guest: running, plan: { kind: 'Nothing' } });
    become({ guest: { kind: 'Stopped' }, plan: { kind: 'Nothing' } });

    expect(takeAll().map(({ phase }) => phase)).toEqual(['Stopped']);
  });

  it('tell a new listener everything, with the times of the last changes', async () => {
    become({ guest: running, plan: { kind: 'Nothing' } });
    const [before] = takeAll();
    await clock.advance(60_000);

    reports.listen(() => {});
    reports.renewAll();

    expect(takeAll()).toEqual([before]);
  });

  it('forget what the journal has forgotten', () => {
    become({ guest: running, plan: { kind: 'Nothing' } });
    instances.clear();

    expect(takeAll()).toEqual([]);
  });

  it('are kept from nobody: without a listener nothing is due', () => {
    reports.listen(undefined);
    become({ guest: running, plan: { kind: 'Nothing' } });

    expect(takeAll()).toEqual([]);
  });
});
