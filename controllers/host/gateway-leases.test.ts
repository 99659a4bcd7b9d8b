import { afterEach, describe, expect, it } from 'vitest';
import { Informer } from '#apis/client/informer.ts';
import type { Lease } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aMeta } from '#test/builders/api-object.ts';
import { CollectionModel } from '#test/harness/collection-model.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { GatewayLeases } from './gateway-leases.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function aLease(spec: Lease['spec'] = {}): Lease {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: aMeta({ namespace: 'tycho-system', name: 'gateway-a' }),
    spec: { holderIdentity: 'gateway-a', leaseDurationSeconds: 15, ...spec },
  };
}

async function aWorld(...leases: readonly Lease[]): Promise<{
  readonly clock: VirtualClock;
  readonly model: CollectionModel<Lease>;
  readonly gateways: GatewayLeases;
  readonly turns: string[];
}> {
  const clock = new VirtualClock();
  const model = new CollectionModel<Lease>();
  for (const lease of leases) model.put(lease);
  const informer = new Informer<Lease>({ client: model.client(), clock, random: new SeededRandom(1), logger: silentLogger });
  const turns: string[] = [];
  const gateways = new GatewayLeases({
    leases: informer,
    namespace: 'tycho-system',
    clock,
    onTurn: (gateway) => turns.push(`${gateway} ${gateways.deadSinceMilliseconds(gateway) === undefined ? 'lives' : 'is dead'}`),
  });
  const controller = new AbortController();
  const run = informer.run(controller.signal);
  await clock.settle();
  gateways.start();
  stops.push(async () => {
    gateways.stop();
    controller.abort();
    await run;
  });
  return { clock, model, gateways, turns };
}

describe('GatewayLeases', () => {
  it('takes a gateway for alive while its lease moves', async () => {
    const { clock, model, gateways, turns } = await aWorld(aLease());

    for (let renewal = 0; renewal < 10; renewal += 1) {
      await clock.advance(10_000);
      model.put(aLease({ renewTime: String(renewal) }));
    }

    expect(gateways.deadSinceMilliseconds('gateway-a')).toBeUndefined();
    expect(turns).toEqual([]);
  });

  it('takes it for dead when the lease has stood still for its length, and says so once', async () => {
    const { clock, gateways, turns } = await aWorld(aLease());

    await clock.advance(60_000);

    expect(gateways.deadSinceMilliseconds('gateway-a')).toBe(15_000);
    expect(turns).toEqual(['gateway-a is dead']);
  });

  it('believes a sign of life from a gateway that it took for dead', async () => {
    const { clock, model, turns } = await aWorld(aLease());
    await clock.advance(20_000);

    model.put(aLease({ renewTime: 'later' }));
    await clock.settle();

    expect(turns).toEqual(['gateway-a is dead', 'gateway-a lives']);
  });

  it('takes a lease that was given back, or is gone, for dead at once', async () => {
    const { clock, model, gateways } = await aWorld(aLease());
    model.put(aLease({ holderIdentity: '' }));
    await clock.settle();
    expect(gateways.deadSinceMilliseconds('gateway-a')).toBe(0);

    model.put(aLease());
    await clock.advance(1_000);
    model.remove({ namespace: 'tycho-system', name: 'gateway-a' });
    await clock.settle();

    expect(gateways.deadSinceMilliseconds('gateway-a')).toBe(1_000);
  });

  it('gives a gateway that it knows nothing of the benefit of the doubt, for a while', async () => {
    const { clock, gateways, turns } = await aWorld();

    expect(gateways.deadSinceMilliseconds('gateway-b')).toBeUndefined();
    await clock.advance(15_000);

    expect(gateways.deadSinceMilliseconds('gateway-b')).toBe(15_000);
    expect(turns).toEqual(['gateway-b is dead']);
  });

  it('looks at no leases but those of its namespace', async () => {
    const { clock, model, gateways } = await aWorld(aLease());
    const elsewhere = { ...aLease(), metadata: aMeta({ namespace: 'default', name: 'gateway-a' }) };

    await clock.advance(10_000);
    model.put(elsewhere);
    await clock.advance(6_000);

    expect(gateways.deadSinceMilliseconds('gateway-a')).toBe(15_000);
  });
});
