import { afterEach, describe, expect, it } from 'vitest';
import type { Interceptor } from '#apis/client/client-call.ts';
import { ConnectionError } from '#apis/client/transport.ts';
import { leaseKind, type Lease } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { LeaderElection } from './leader-election.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

class World {
  readonly clock = new VirtualClock();
  readonly server = new InProcessApiServer({ clock: this.clock });
  /** Who led when, as `a leads at 0` and `a ends at 9000`. */
  readonly diary: string[] = [];
  leaders = 0;
  mostLeaders = 0;

  static async start(): Promise<World> {
    const world = new World();
    await world.clock.waitFor(world.server.ready, { limitMilliseconds: 10_000 });
    return world;
  }

  /** A replica that competes from now on. `crash` ends it without giving anything back. */
  replica(
    identity: string,
    options: { readonly interceptor?: Interceptor } = {},
  ): { readonly stop: () => Promise<void>; readonly crash: () => void } {
    let isDead = false;
    const interceptor: Interceptor = (call, proceed) =>
      isDead ? Promise.reject(new ConnectionError('dead', { outcome: 'NotDone' })) : (options.interceptor?.(call, proceed) ?? proceed());
    const election = new LeaderElection({
      leases: this.server.client({ interceptor }).resource(leaseKind),
      namespace: 'tycho-system',
      name: 'controller-manager',
      identity,
      clock: this.clock,
      random: new SeededRandom(identity),
      logger: silentLogger,
    });
    const stopping = new AbortController();
    const run = election.run((signal) => this.#lead(identity, signal, () => isDead), stopping.signal);
    const stop = async (): Promise<void> => {
      stopping.abort(new Error('stop'));
      await this.clock.waitFor(run, { limitMilliseconds: 60_000 });
    };
    stops.push(stop);
    return { stop, crash: () => (isDead = true) };
  }

  async lease(): Promise<Lease> {
    return this.server.client().resource(leaseKind).get({ namespace: 'tycho-system', name: 'controller-manager' });
  }

  async #lead(identity: string, signal: AbortSignal, isDead: () => boolean): Promise<void> {
    this.#note(`${identity} leads`);
    this.leaders += 1;
    this.mostLeaders = Math.max(this.mostLeaders, this.leaders);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.leaders -= 1;
    if (!isDead()) this.#note(`${identity} ends`);
  }

  #note(words: string): void {
    this.diary.push(`${words} at ${Math.round(this.clock.monotonicMilliseconds() / 1000)}`);
  }
}

describe('LeaderElection', () => {
  it('lets one lead, for as long as it renews', async () => {
    const world = await World.start();
    world.replica('a');
    await world.clock.settle();
    world.replica('b');

    await world.clock.advance(600_000);

    expect(world.diary).toEqual(['a leads at 0']);
    expect((await world.lease()).spec).toMatchObject({ holderIdentity: 'a', leaseTransitions: 0 });
  });

  it('hands over within seconds when the leader stops', async () => {
    const world = await World.start();
    const a = world.replica('a');
    await world.clock.settle();
    world.replica('b');
    await world.clock.advance(20_000);

    await a.stop();
    await world.clock.advance(5_000);

    expect(world.diary.slice(0, 2)).toEqual(['a leads at 0', 'a ends at 20']);
    expect(world.diary[2]).toMatch(/^b leads at 2[0-4]$/);
    expect(world.mostLeaders).toBe(1);
  });

  it('waits for the whole lease of a leader that died', async () => {
    const world = await World.start();
    const a = world.replica('a');
    await world.clock.settle();
    world.replica('b');
    await world.clock.advance(20_000);

    a.crash();
    await world.clock.advance(11_000);
    expect(world.diary.filter((entry) => entry.startsWith('b'))).toEqual([]);
    await world.clock.advance(10_000);

    expect(world.diary.filter((entry) => entry.startsWith('b'))).toHaveLength(1);
  });

  it('leads again at once under its own name after a crash', async () => {
    const world = await World.start();
    world.replica('a').crash();
    const first = world.replica('b');
    await world.clock.advance(5_000);
    first.crash();

    world.replica('b');
    await world.clock.advance(100);

    expect(world.diary.at(-1)).toBe('b leads at 5');
  });

  it('stands down before others may take over when it cannot renew', async () => {
    const world = await World.start();
    let isCut = false;
    const interceptor: Interceptor = (_call, proceed) =>
      isCut ? Promise.reject(new ConnectionError('cut', { outcome: 'Unknown' })) : proceed();
    world.replica('a', { interceptor });
    await world.clock.settle();
    world.replica('b');
    await world.clock.advance(20_000);

    isCut = true;
    await world.clock.advance(60_000);

    const [, aEnds, bLeads] = world.diary.map((entry) => Number(entry.split(' ').at(-1)));
    expect(aEnds).toBeLessThan(bLeads!);
    expect(world.mostLeaders).toBe(1);
  });

  it('stands down when a request hangs for too long', async () => {
    const world = await World.start();
    let hangs = false;
    const interceptor: Interceptor = (_call, proceed) => (hangs ? new Promise(() => {}) : proceed());
    world.replica('a', { interceptor });
    await world.clock.advance(5_000);

    hangs = true;
    await world.clock.advance(15_000);

    expect(world.leaders).toBe(0);
    expect(world.diary.at(-1)).toMatch(/^a ends at 1[3-6]$/);
  });

  it('compares no clocks: a lease that looks old is respected while it moves', async () => {
    const world = await World.start();
    const leases = world.server.client().resource(leaseKind);
    const spec = { holderIdentity: 'elsewhere', leaseDurationSeconds: 15, renewTime: '1999-01-01T00:00:00.000000Z' };
    let lease = await leases.create({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { namespace: 'tycho-system', name: 'controller-manager' },
      spec,
    });
    world.replica('a');

    for (let renewal = 0; renewal < 12; renewal += 1) {
      await world.clock.advance(10_000);
      lease = await leases.update({ ...lease, spec: { ...spec, renewTime: `1999-01-01T00:00:00.0000${10 + renewal}Z` } });
    }

    expect(world.diary).toEqual([]);
  });

  it('passes on the failure of the work, after giving the lease back', async () => {
    const world = await World.start();
    const election = new LeaderElection({
      leases: world.server.client().resource(leaseKind),
      namespace: 'tycho-system',
      name: 'controller-manager',
      identity: 'a',
      clock: world.clock,
      random: new SeededRandom(1),
      logger: silentLogger,
    });

    const run = election.run(() => Promise.reject(new Error('a bug')), new AbortController().signal);

    await expect(world.clock.waitFor(run, { limitMilliseconds: 60_000 })).rejects.toThrow('a bug');
    expect((await world.lease()).spec?.holderIdentity).toBe('');
  });
});
