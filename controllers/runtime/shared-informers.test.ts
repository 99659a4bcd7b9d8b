import { describe, expect, it } from 'vitest';
import { configMapKind, secretKind } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { SharedInformers } from './shared-informers.ts';

async function aWorld() {
  const clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await clock.waitFor(server.ready, { limitMilliseconds: 10_000 });
  const client = server.client();
  const informers = new SharedInformers({ client, clock, random: new SeededRandom(1), logger: silentLogger });
  return { clock, client, informers };
}

describe('SharedInformers', () => {
  it('gives everybody the same informer of a kind', async () => {
    const { informers } = await aWorld();

    expect(informers.for(secretKind)).toBe(informers.for(secretKind));
    expect(informers.for(secretKind)).not.toBe(informers.for(configMapKind));
  });

  it('names the kinds that have not synced, and waits for them', async () => {
    const { clock, informers } = await aWorld();
    informers.for(secretKind);
    expect(informers.unsynced()).toEqual(['secrets']);
    const controller = new AbortController();

    const run = informers.run(controller.signal);
    await clock.waitFor(informers.synced(), { limitMilliseconds: 1_000 });

    expect(informers.unsynced()).toEqual([]);
    controller.abort();
    await run;
  });

  it('starts an informer that is asked for late', async () => {
    const { clock, informers } = await aWorld();
    const controller = new AbortController();
    const run = informers.run(controller.signal);

    const late = informers.for(configMapKind);
    await clock.settle();

    expect(late.hasSynced).toBe(true);
    controller.abort();
    await run;
  });

  it('keeps nothing but metadata where nothing else is asked for', async () => {
    const { clock, client, informers } = await aWorld();
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { password: 'c2VjcmV0' } };
    await client.resource(secretKind).create({ ...secret, metadata: { namespace: 'default', name: 'key', labels: { app: 'web' } } });
    const informer = informers.metadataFor(secretKind);
    const controller = new AbortController();

    const run = informers.run(controller.signal);
    await clock.settle();

    const [kept] = [...informer.list()];
    expect(kept).toMatchObject({ kind: 'Secret', metadata: { name: 'key', labels: { app: 'web' } } });
    expect(Object.keys(kept!)).toEqual(['apiVersion', 'kind', 'metadata']);
    controller.abort();
    await run;
  });
});
