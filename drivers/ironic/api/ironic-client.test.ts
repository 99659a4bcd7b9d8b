import { describe, expect, it } from 'vitest';
import { InMemoryIronic } from '#test/harness/in-memory-ironic.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import type { Exchange } from './http-exchange.ts';
import { IronicClient } from './ironic-client.ts';
import { IronicError } from './ironic-error.ts';

function aWorld(): {
  readonly clock: VirtualClock;
  readonly ironic: InMemoryIronic;
  readonly client: IronicClient;
  readonly end: AbortController;
} {
  const clock = new VirtualClock();
  const ironic = new InMemoryIronic({ clock });
  const end = new AbortController();
  return { clock, ironic, end, client: new IronicClient({ exchange: ironic.exchange, clock, signal: end.signal }) };
}

/** How a promise ends, with as much time as it takes. */
async function outcome<Value>(clock: VirtualClock, promise: Promise<Value>): Promise<Value | IronicError> {
  return clock.waitFor(
    promise.catch((error: unknown) => error as IronicError),
    { limitMilliseconds: 600_000 },
  );
}

describe('a client of Ironic', () => {
  it('reads every node of its selection, page by page, from where it has asked before', async () => {
    const { clock, ironic, client } = aWorld();
    for (let count = 0; count < 5; count += 1) ironic.addNode();
    ironic.addNode({ resource_class: 'other' });
    ironic.pageSize = 2;

    const nodes = await clock.waitFor(client.nodes({ resource_class: 'metal' }), { limitMilliseconds: 1000 });

    expect(nodes.map(({ name }) => name)).toEqual(['node-1', 'node-2', 'node-3', 'node-4', 'node-5']);
    expect(ironic.requests).toEqual(['GET /v1', 'GET /v1/nodes', 'GET /v1/nodes', 'GET /v1/nodes']);
  });

  it('asks which versions there are once, and refuses an Ironic that is too old, too new, or none', async () => {
    const { clock, ironic, client } = aWorld();
    const { uuid } = ironic.addNode();

    ironic.versions = { least: '1.1', most: '1.60' };
    expect(await outcome(clock, client.node(uuid))).toMatchObject({ kind: 'Version', message: expect.stringContaining('1.1 to 1.60') });
    ironic.versions = { least: '1.90', most: '1.99' };
    expect(await outcome(clock, client.node(uuid))).toMatchObject({ kind: 'Version' });
    ironic.versions = { least: '2.1', most: '2.90' };
    expect(await outcome(clock, client.node(uuid))).toMatchObject({ kind: 'Version' });
    ironic.versions = { least: '1.1', most: '1.99' };
    expect(await outcome(clock, client.node(uuid))).toMatchObject({ uuid });
    await outcome(clock, client.node(uuid));
    expect(ironic.requests.filter((request) => request === 'GET /v1')).toHaveLength(4);

    const stranger: Exchange = () => Promise.resolve({ status: 200, headers: {}, body: '{}' });
    const lost = new IronicClient({ exchange: stranger, clock, signal: new AbortController().signal });
    expect(await outcome(clock, lost.node(uuid))).toMatchObject({ kind: 'Version', message: expect.stringContaining('is it Ironic?') });
  });

  it('waits for a node that somebody works on, and not for ever', async () => {
    const { clock, ironic, client } = aWorld();
    const node = ironic.addNode({ reservation: 'somebody' });
    const setName = (): Promise<unknown> => client.patch(node.uuid, [{ op: 'add', path: '/name', value: 'new' }]);

    clock.setTimer(() => (node.reservation = null), 5_000);
    expect(await outcome(clock, setName())).toMatchObject({ name: 'new' });
    expect(clock.monotonicMilliseconds()).toBeLessThan(8_000);

    node.reservation = 'somebody';
    const began = clock.monotonicMilliseconds();
    expect(await outcome(clock, setName())).toMatchObject({ kind: 'Busy' });
    expect(clock.monotonicMilliseconds() - began).toBeLessThanOrEqual(20_000);
  });

  it('comes back to an Ironic that was away for a moment', async () => {
    const { clock, ironic, client } = aWorld();
    const { uuid } = ironic.addNode();
    ironic.isDown = true;
    clock.setTimer(() => (ironic.isDown = false), 3_000);

    expect(await outcome(clock, client.node(uuid))).toMatchObject({ uuid });
  });

  it('asks at once and only once for what will never be', async () => {
    const { clock, ironic, client } = aWorld();
    const [mine, other] = [ironic.addNode({ instance_uuid: 'x' }), ironic.addNode()];
    const claim = client.patch(other.uuid, [{ op: 'add', path: '/instance_uuid', value: 'x' }]);

    expect(await outcome(clock, claim)).toMatchObject({ kind: 'Taken' });
    expect(await outcome(clock, client.provision(mine.uuid, 'rescue'))).toMatchObject({ kind: 'Invalid' });
    expect(clock.monotonicMilliseconds()).toBe(0);
  });

  it('repeats a question whose answer did not come, and never an order', async () => {
    const { clock, ironic } = aWorld();
    const { uuid } = ironic.addNode();
    let lost = 0;
    const lossy: Exchange = (request) => {
      if (request.path === '/v1' || lost >= 1) return ironic.exchange(request);
      lost += 1;
      return Promise.reject(new IronicError('Unanswered', 'the connection broke'));
    };
    const client = new IronicClient({ exchange: lossy, clock, signal: new AbortController().signal });

    expect(await outcome(clock, client.node(uuid))).toMatchObject({ uuid });
    lost = 0;
    expect(await outcome(clock, client.power(uuid, 'power on'))).toMatchObject({ kind: 'Unanswered' });
  });

  it('gives up what it waits for when it is ended', async () => {
    const { clock, ironic, client, end } = aWorld();
    const { uuid } = ironic.addNode();
    ironic.isDown = true;
    clock.setTimer(() => end.abort(new Error('the end')), 1_000);

    await expect(outcome(clock, client.node(uuid))).resolves.toMatchObject({ message: 'the end' });
    expect(clock.monotonicMilliseconds()).toBe(1_000);
  });

  it('tells the cards that a machine boots from before the others', async () => {
    const { clock, ironic, client } = aWorld();
    const { uuid } = ironic.addNode();

    expect(await outcome(clock, client.macAddresses(uuid))).toEqual(['52:54:00:00:00:01', '52:54:00:00:00:02']);
  });
});
