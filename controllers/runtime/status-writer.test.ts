import { describe, expect, it } from 'vitest';
import { Informer } from '#apis/client/informer.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Resource } from '#apis/machinery/object-meta.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { StatusWriter } from './status-writer.ts';

/** Any kind with a status would do. */
const images = { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Image', plural: 'images', scope: 'Namespaced' } as const;

type Image = Resource<object, { readonly observedGeneration?: number }>;

const key = { namespace: 'public', name: 'debian' };

async function aWorld() {
  const clock = new VirtualClock();
  const server = new InProcessApiServer({ clock });
  await clock.waitFor(server.ready, { limitMilliseconds: 10_000 });
  const client = server.client().resourceAt<Image>(images);
  const informer = new Informer<Image>({ client, clock, random: new SeededRandom(1), logger: silentLogger });
  const image = await client.create({
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Image',
    metadata: key,
    spec: { format: 'Raw', source: { url: 'https://images.test/a', sha256: 'a'.repeat(64) } },
  });
  return { clock, server, client, image, informer, writer: new StatusWriter({ client, informer }) };
}

describe('StatusWriter', () => {
  it('writes what differs, and nothing if nothing does', async () => {
    const { client, image, writer, server } = await aWorld();

    expect(await writer.write(image, { observedGeneration: 1 })).toBe('Written');
    const written = await client.get(key);
    const before = await server.storage.currentRevision();

    expect(written.status).toEqual({ observedGeneration: 1 });
    expect(await writer.write(written, { observedGeneration: 1 })).toBe('Unchanged');
    expect(await server.storage.currentRevision()).toBe(before);
  });

  it('removes fields that are not said any more', async () => {
    const { client, image, writer } = await aWorld();
    await writer.write(image, { observedGeneration: 1 });

    await writer.write(await client.get(key), {});

    expect((await client.get(key)).status ?? {}).toEqual({});
  });

  it('is refused when the object has changed since the decision', async () => {
    const { client, image, writer } = await aWorld();
    await client.patch(key, { metadata: { labels: { changed: 'yes' } } });

    await expect(writer.write(image, { observedGeneration: 1 })).rejects.toThrow(ConflictError);
  });

  it('shows what it wrote to the readers of the cache at once', async () => {
    const { clock, image, writer, informer } = await aWorld();
    const controller = new AbortController();
    const run = informer.run(controller.signal);
    await clock.settle();

    await writer.write(image, { observedGeneration: 1 });

    expect(informer.get(key)?.status).toEqual({ observedGeneration: 1 });
    controller.abort();
    await run;
  });
});
