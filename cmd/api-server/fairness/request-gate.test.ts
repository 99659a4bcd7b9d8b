import { describe, expect, it } from 'vitest';
import { TooManyRequestsError } from '#apis/machinery/errors.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { anonymousUser, type User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';
import { defaultGateLimits, RequestGate, type GateLimits } from './request-gate.ts';

const known = (name: string, ...groups: readonly string[]): User => ({ name, groups: [...groups, 'system:authenticated'] });
const administrator = known('admin', 'system:masters');
const agent = known('system:node:host-1', 'system:nodes');
const loop = known('controller-manager', 'tycho:control-plane');
const gitops = known('system:serviceaccount:tycho-system:gitops', 'system:serviceaccounts');

const list: Action = {
  kind: 'Resource',
  verb: 'list',
  group: '',
  version: 'v1',
  resource: 'events',
  subresource: undefined,
  namespace: 'a',
  name: undefined,
};
const health: Action = { kind: 'Path', verb: 'get', path: '/readyz' };
const present = (): AbortSignal => new AbortController().signal;

class World {
  readonly clock = new VirtualClock();
  readonly metrics = new PrometheusMetrics({ withProcess: false });
  readonly gate: RequestGate;

  constructor(limits: Partial<GateLimits> = {}) {
    this.gate = new RequestGate({ limits: { ...defaultGateLimits, ...limits }, clock: this.clock, metrics: this.metrics });
  }

  /** A request that takes `milliseconds` at its seat: after how many it was answered, or that it was turned away. */
  async request(user: User, milliseconds: number, action: Action = list): Promise<number | 'TurnedAway'> {
    const startedAt = this.clock.monotonicMilliseconds();
    try {
      const seat = await this.gate.enter(user, action, present);
      await this.clock.sleep(milliseconds);
      seat.leave();
      return this.clock.monotonicMilliseconds() - startedAt;
    } catch (error) {
      if (error instanceof TooManyRequestsError) return 'TurnedAway';
      throw error;
    }
  }

  async answered(requests: readonly Promise<number | 'TurnedAway'>[]): Promise<readonly (number | 'TurnedAway')[]> {
    const all = Promise.all(requests);
    await this.clock.advance(60_000);
    return await all;
  }
}

describe('priority and fairness', () => {
  it('does not let 500 slow requests of a noisy tenant delay an agent, a loop or an administrator at all', async () => {
    const world = new World();
    const noisy = Array.from({ length: 500 }, () => world.request(known('noisy'), 1_000));

    const others = await world.answered([agent, loop, gitops, administrator].map((user) => world.request(user, 10)));

    expect(others).toEqual([10, 10, 10, 10]);
    expect((await Promise.all(noisy)).filter((outcome) => outcome === 'TurnedAway').length).toBeGreaterThan(0);
  });

  it('does not let them delay another tenant, since they never have all seats of their level', async () => {
    const world = new World();
    const noisy = Array.from({ length: 500 }, () => world.request(known('noisy'), 1_000));

    expect(await world.answered([world.request(known('quiet'), 10)])).toEqual([10]);
    await Promise.all(noisy);
  });

  it('delays a tenant among many noisy ones by no more than a turn of each', async () => {
    const world = new World({ requests: 120 });
    const tenants = Array.from({ length: 20 }, (_, number) => known(`noisy-${number}`));
    const noisy = tenants.flatMap((user) => Array.from({ length: 90 }, () => world.request(user, 100)));

    const [quiet] = await world.answered([world.request(known('quiet'), 100)]);

    // 40 seats and 20 others who wait: at the latest when the first 40 have left, all 21 have had a turn.
    expect(quiet).toBe(200);
    await Promise.all(noisy);
  });

  it('tells who comes too often when to come again, and leaves our own processes alone', async () => {
    const world = new World({ userRequestsPerSecond: 5 });
    const outcomes = async (user: User): Promise<number> =>
      (await world.answered(Array.from({ length: 50 }, () => world.request(user, 0)))).filter((outcome) => outcome === 'TurnedAway').length;

    expect([await outcomes(known('tenant')), await outcomes(loop), await outcomes(administrator)]).toEqual([40, 0, 0]);
    for (let count = 0; count < 20; count += 1) void world.request(known('hasty'), 0);
    expect(() => world.gate.enter(known('hasty'), list, present)).toThrow(
      expect.objectContaining({ code: 429, details: { retryAfterSeconds: 1 } }),
    );
  });

  it('answers questions after the health of the server whoever asks, however much else goes on', async () => {
    const world = new World({ requests: 12 });
    const noisy = Array.from({ length: 300 }, () => world.request(anonymousUser, 1_000));

    expect(await world.answered([world.request(anonymousUser, 1, health)])).toEqual([1]);
    await Promise.all(noisy);
  });

  it('counts watches apart, and those of each user', () => {
    const { gate } = new World({ watches: 5, userWatches: 2 });
    const first = gate.enterWatch(known('a'), list);
    gate.enterWatch(known('a'), list);

    expect(() => gate.enterWatch(known('a'), list)).toThrow(TooManyRequestsError);
    first.leave();
    first.leave();
    gate.enterWatch(known('a'), list);
    for (let count = 0; count < 3; count += 1) gate.enterWatch(loop, list);
    expect(() => gate.enterWatch(loop, list)).toThrow(TooManyRequestsError);
    expect(gate.load).toMatchObject({ requestCount: 0, watchCount: 5 });
  });

  it('can be turned off', async () => {
    const world = new World({ requests: 0, userRequestsPerSecond: 1 });

    const outcomes = await world.answered(Array.from({ length: 5_000 }, () => world.request(known('noisy'), 10)));

    expect(outcomes.every((outcome) => outcome === 10)).toBe(true);
  });

  it('shows who waits, and who was turned away and why', async () => {
    const world = new World({ requests: 12, userRequestsPerSecond: 0 });
    const noisy = Array.from({ length: 300 }, () => world.request(known('noisy'), 10));

    expect(world.gate.load.levels).toContainEqual({ level: 'WorkloadLow', seated: 3, waiting: 200 });
    await world.answered(noisy);
    const { text } = await world.metrics.text();
    expect(text).toContain('tycho_apiserver_turned_away_total{level="WorkloadLow",reason="QueueFull"} 97');
    expect(text).toContain('tycho_apiserver_queue_wait_seconds_count{level="WorkloadLow"} 200');
    expect(world.gate.load.requestCount).toBe(0);
  });
});
