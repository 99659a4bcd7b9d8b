import { describe, expect, it } from 'vitest';
import type { Interceptor } from '#apis/client/client-call.ts';
import { ConnectionError } from '#apis/client/transport.ts';
import { eventKind, type Event } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics, type Metrics } from '#apis/machinery/metrics.ts';
import { aHost } from '#test/builders/host.ts';
import { aServer } from '#test/builders/server.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { EventRecorder } from './event-recorder.ts';

const started = { type: 'Normal', reason: 'Started', message: 'The guest runs' } as const;

async function aWorld(options: { readonly interceptor?: Interceptor } = {}) {
  const clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await clock.waitFor(server.ready, { limitMilliseconds: 10_000 });
  let droppedCount = 0;
  const metrics: Metrics = { ...discardedMetrics, counter: () => ({ increment: () => void (droppedCount += 1) }) };
  const events = server.client(options).resource(eventKind);
  const recorder = new EventRecorder({ events, component: 'tester', clock, random: new SeededRandom(1), logger: silentLogger, metrics });
  const stored = async (namespace = 'default'): Promise<readonly Event[]> => {
    await clock.waitFor(recorder.flush(), { limitMilliseconds: 60_000 });
    return (await server.client().resource(eventKind).list({ namespace })).items;
  };
  return { clock, server, recorder, stored, dropped: () => droppedCount };
}

describe('EventRecorder', () => {
  it('writes an Event that kubectl describe finds', async () => {
    const { recorder, stored } = await aWorld();

    recorder.record(aServer(), started);

    expect(await stored()).toMatchObject([
      {
        involvedObject: { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', namespace: 'default', name: 'web', uid: 'server-uid' },
        type: 'Normal',
        reason: 'Started',
        message: 'The guest runs',
        count: 1,
        firstTimestamp: '2026-06-01T12:00:00Z',
        lastTimestamp: '2026-06-01T12:00:00Z',
        source: { component: 'tester' },
      },
    ]);
  });

  it('keeps Events of objects without a namespace in default', async () => {
    const { recorder, stored } = await aWorld();

    recorder.record(aHost(), { type: 'Warning', reason: 'HostLost', message: 'nothing was heard' });

    expect(await stored('tycho-system')).toMatchObject([{ involvedObject: { kind: 'Host', name: 'host-a' }, reason: 'HostLost' }]);
  });

  it('counts repetitions in one Event, written at most once a minute', async () => {
    const { clock, server, recorder, stored } = await aWorld();
    const before = await server.storage.currentRevision();

    for (let second = 0; second < 150; second += 1) {
      recorder.record(aServer(), { ...started, message: `for the ${second + 1}th time` });
      await clock.advance(1_000);
    }
    await clock.advance(60_000);

    expect(await stored()).toMatchObject([{ count: 150, message: 'for the 150th time', lastTimestamp: '2026-06-01T12:02:29Z' }]);
    expect((await server.storage.currentRevision()) - before).toBeLessThanOrEqual(4);
  });

  it('keeps reasons and objects apart', async () => {
    const { recorder, stored } = await aWorld();

    recorder.record(aServer(), started);
    recorder.record(aServer(), { ...started, reason: 'Stopped' });
    recorder.record(aServer({ metadata: { name: 'other', uid: 'other-uid' } }), started);

    expect(await stored()).toHaveLength(3);
  });

  it('begins a new Event after a long silence', async () => {
    const { clock, recorder, stored } = await aWorld();
    recorder.record(aServer(), started);

    await clock.advance(700_000);
    recorder.record(aServer(), started);

    expect((await stored()).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('makes an Event anew that has expired meanwhile', async () => {
    const { clock, server, recorder, stored } = await aWorld();
    recorder.record(aServer(), started);
    const [event] = await stored();

    await server.client().resource(eventKind).delete({ namespace: 'default', name: event!.metadata.name });
    await clock.advance(61_000);
    recorder.record(aServer(), started);

    expect(await stored()).toMatchObject([{ count: 2 }]);
  });

  it('tries a few times when the api-server does not answer, and makes no second Event of a lost answer', async () => {
    let failures = 1;
    const interceptor: Interceptor = async (_call, proceed) => {
      const response = await proceed();
      if (failures-- > 0) throw new ConnectionError('the answer was lost', { outcome: 'Unknown' });
      return response;
    };
    const { recorder, stored } = await aWorld({ interceptor });

    recorder.record(aServer(), started);

    expect(await stored()).toHaveLength(1);
  });

  it('gives up on an api-server that stays away, and counts what was lost', async () => {
    const interceptor: Interceptor = () => Promise.reject(new ConnectionError('refused', { outcome: 'NotDone' }));
    const { recorder, stored, dropped } = await aWorld({ interceptor });

    recorder.record(aServer(), started);

    expect(await stored()).toEqual([]);
    expect(dropped()).toBe(1);
  });

  it('drops what is too much instead of holding anybody up', async () => {
    const { recorder, stored, dropped } = await aWorld();

    for (let count = 0; count < 3_000; count += 1) recorder.record(aServer({ metadata: { uid: `uid-${count}` } }), started);

    const storedCount = (await stored()).length;
    expect(dropped()).toBeGreaterThan(0);
    expect(storedCount + dropped()).toBe(3_000);
  });
});
