import { describe, expect, it } from 'vitest';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { aNode } from '#test/builders/ironic-node.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { NodeWatch } from './node-watch.ts';
import type { Node } from './node.ts';

function aWatch(): {
  readonly clock: VirtualClock;
  readonly watch: NodeWatch;
  readonly source: { nodes: readonly Node[]; failure: Error | undefined; looks: number };
  readonly complaints: string[];
} {
  const clock = new VirtualClock();
  const complaints: string[] = [];
  const note = (_: object, message: string): void => void complaints.push(message);
  const logger: Logger = { ...silentLogger, error: note, info: note };
  const source: ReturnType<typeof aWatch>['source'] = { nodes: [aNode()], failure: undefined, looks: 0 };
  const list = (): Promise<readonly Node[]> => {
    source.looks += 1;
    return source.failure === undefined ? Promise.resolve(source.nodes) : Promise.reject(source.failure);
  };
  return { clock, source, complaints, watch: new NodeWatch({ list, intervalSeconds: 10, clock, logger }) };
}

describe('the watch over nodes', () => {
  it('looks once a period, for however many listen', async () => {
    const { clock, watch, source } = aWatch();
    const heard: number[] = [];
    for (let listener = 0; listener < 100; listener += 1) watch.onListing(({ nodes }) => heard.push(nodes.size));

    await watch.start();
    await clock.advance(30_000);

    expect(source.looks).toBe(4);
    expect(heard).toHaveLength(400);
  });

  it('says of each listing when it was asked for', async () => {
    const { clock, watch } = aWatch();
    await watch.start();
    await clock.advance(10_500);

    expect(watch.listing).toMatchObject({ askedAtMilliseconds: 10_000 });
  });

  it('keeps the last listing while Ironic is silent for a moment, and says nothing once it is old', async () => {
    const { clock, watch, source, complaints } = aWatch();
    await watch.start();
    source.failure = new Error('Ironic is down');

    await clock.advance(20_000);
    expect(watch.listing?.nodes.size).toBe(1);
    await clock.advance(20_000);
    expect(watch.listing).toBeUndefined();
    source.failure = undefined;
    await clock.advance(10_000);
    expect(watch.listing?.nodes.size).toBe(1);
    expect(complaints).toEqual(['Ironic does not list its nodes', 'Ironic lists its nodes again']);
  });

  it('looks and tells no more once it is closed', async () => {
    const { clock, watch, source } = aWatch();
    const heard: unknown[] = [];
    const stop = watch.onListing((listing) => heard.push(listing));
    await watch.start();
    stop();
    await clock.advance(10_000);
    expect(heard).toHaveLength(1);

    watch.close();
    await clock.advance(100_000);

    expect(source.looks).toBe(2);
  });
});
