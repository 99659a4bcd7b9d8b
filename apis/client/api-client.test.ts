import { describe, expect, it } from 'vitest';
import { collect } from '#test/harness/collect.ts';
import { serverKind } from '../compute/server.ts';
import { instanceKind } from '../infrastructure/instance.ts';
import { secretKind } from '../kubernetes/core.ts';
import { ConflictError, ExpiredError, NotFoundError } from '../machinery/errors.ts';
import { ApiClient } from './api-client.ts';
import type { ClientCall } from './client-call.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** Answers every request the same way and keeps what it was asked. */
class CannedTransport implements Transport {
  readonly requests: TransportRequest[] = [];
  readonly #status: number;
  readonly #body: string;

  constructor(body: unknown, status = 200) {
    this.#status = status;
    this.#body = typeof body === 'string' ? body : JSON.stringify(body);
  }

  async request(request: TransportRequest): ReturnType<Transport['request']> {
    this.requests.push(request);
    const bytes = Buffer.from(this.#body);
    return {
      status: this.#status,
      headers: {},
      body: (async function* () {
        yield bytes;
      })(),
    };
  }

  async close(): Promise<void> {}

  /** The only request so far, with its body parsed. */
  get only(): Omit<TransportRequest, 'body'> & { readonly body: unknown } {
    const [request, ...others] = this.requests;
    if (request === undefined || others.length > 0) throw new Error(`there were ${this.requests.length} requests`);
    return { ...request, body: request.body === undefined ? undefined : JSON.parse(request.body as string) };
  }
}

const key = { namespace: 'default', name: 'web' };
const collection = '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers';

describe('ApiClient.resource', () => {
  it('lists a page with its selectors and gives back the token of the next', async () => {
    const transport = new CannedTransport({
      metadata: { resourceVersion: '7', continue: 'next', remainingItemCount: 3 },
      items: [{ kind: 'Server' }],
    });

    const page = await new ApiClient({ transport }).resource(serverKind).list({ namespace: 'default', labelSelector: 'a=b', limit: 1 });

    expect(page).toEqual({ items: [{ kind: 'Server' }], resourceVersion: '7', continueToken: 'next', remainingItemCount: 3 });
    expect(transport.only).toMatchObject({ method: 'GET', path: collection, query: { labelSelector: 'a=b', limit: '1' } });
  });

  it('takes an empty continue token for the last page', async () => {
    const transport = new CannedTransport({ metadata: { resourceVersion: '7', continue: '' }, items: [] });

    expect(await new ApiClient({ transport }).resource(serverKind).list()).not.toHaveProperty('continueToken');
  });

  it('creates strictly, and for a trial only if asked to', async () => {
    const transport = new CannedTransport({ kind: 'Secret' });

    await new ApiClient({ transport })
      .resource(secretKind)
      .create({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'default', name: 'web' }, type: 'Opaque' }, { dryRun: true });

    expect(transport.only).toMatchObject({
      method: 'POST',
      path: '/api/v1/namespaces/default/secrets',
      query: { dryRun: 'All', fieldValidation: 'Strict' },
      headers: { 'content-type': 'application/json' },
    });
  });

  it('puts the revision that a patch was decided on into the patch', async () => {
    const transport = new CannedTransport({ kind: 'Server' });

    await new ApiClient({ transport }).resource(serverKind).patch(key, { metadata: { labels: { a: 'b' } } }, { resourceVersion: '12' });

    expect(transport.only).toMatchObject({
      method: 'PATCH',
      path: `${collection}/web`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { metadata: { labels: { a: 'b' }, resourceVersion: '12' } },
    });
  });

  it('writes a status through its subresource, with the proof of a host session', async () => {
    const transport = new CannedTransport({ kind: 'Instance' });

    await new ApiClient({ transport })
      .resource(instanceKind)
      .patchStatus(key, { status: { phase: 'Running' } }, { hostSession: { hostName: 'host-a', number: 4 } });

    expect(transport.only).toMatchObject({
      path: '/apis/infrastructure.tycho.dev/v1alpha1/namespaces/default/instances/web/status',
      headers: { 'tycho-host-session': 'host-a/4' },
    });
  });

  it('applies strictly as a field manager, and takes fields from others only if asked to', async () => {
    const transport = new CannedTransport({ kind: 'Server' });
    const server = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', metadata: key, spec: { flavor: 'small' } };

    await new ApiClient({ transport }).resource(serverKind).apply(server, { fieldManager: 'argo' });

    expect(transport.only).toMatchObject({
      method: 'PATCH',
      path: `${collection}/web`,
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: server,
    });
    expect(transport.only.query).toEqual({ fieldManager: 'argo', fieldValidation: 'Strict' });
  });

  it('applies a status through its subresource, by force and for a trial if asked to', async () => {
    const transport = new CannedTransport({ kind: 'Server' });
    const server = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', metadata: key, status: { phase: 'Running' } };

    await new ApiClient({ transport }).resource(serverKind).applyStatus(server, { fieldManager: 'argo', force: true, dryRun: true });

    expect(transport.only.path).toBe(`${collection}/web/status`);
    expect(transport.only.query).toEqual({ fieldManager: 'argo', force: 'true', dryRun: 'All', fieldValidation: 'Strict' });
  });

  it('tells an object that is gone from one that is going', async () => {
    const gone = new ApiClient({ transport: new CannedTransport({ kind: 'Status', status: 'Success' }) });
    const going = new ApiClient({ transport: new CannedTransport({ kind: 'Server', metadata: { name: 'web' } }) });

    expect(await gone.resource(serverKind).delete(key)).toEqual({ kind: 'Gone' });
    expect(await going.resource(serverKind).delete(key)).toMatchObject({ kind: 'Terminating', object: { metadata: { name: 'web' } } });
  });

  it('deletes only the very object that it is told to', async () => {
    const transport = new CannedTransport({ kind: 'Status' });

    await new ApiClient({ transport }).resource(serverKind).delete(key, { uid: 'u', resourceVersion: '3', propagationPolicy: 'Orphan' });

    expect(transport.only.body).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: 'Orphan',
      preconditions: { uid: 'u', resourceVersion: '3' },
    });
  });

  it('throws the class of the error that the server answered with', async () => {
    const transport = new CannedTransport({ kind: 'Status', reason: 'NotFound', message: 'no such server', code: 404 }, 404);

    await expect(new ApiClient({ transport }).resource(serverKind).get(key)).rejects.toThrow(new NotFoundError('no such server'));
  });
});

describe('ResourceClient.watch', () => {
  it('gives changes, bookmarks and errors as they come', async () => {
    const object = { kind: 'Server', metadata: { name: 'web', resourceVersion: '8' } };
    const lines = [
      { type: 'ADDED', object },
      { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9', annotations: { 'k8s.io/initial-events-end': 'true' } } } },
      { type: 'ERROR', object: { kind: 'Status', reason: 'Expired', message: 'too old', code: 410 } },
    ];
    const transport = new CannedTransport(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

    const events = await collect(
      new ApiClient({ transport }).resource(serverKind).watch({ resourceVersion: '7', allowWatchBookmarks: true }),
    );

    expect(events).toEqual([
      { type: 'ADDED', object },
      { type: 'BOOKMARK', resourceVersion: '9', initialEventsEnd: true },
      { type: 'ERROR', error: new ExpiredError('too old') },
    ]);
    expect(transport.only).toMatchObject({
      answer: 'Endless',
      query: { watch: 'true', resourceVersion: '7', allowWatchBookmarks: 'true' },
    });
  });

  it('throws a refusal where the iteration starts', async () => {
    const transport = new CannedTransport({ kind: 'Status', reason: 'NotFound', code: 404 }, 404);

    await expect(collect(new ApiClient({ transport }).resource(serverKind).watch())).rejects.toThrow(NotFoundError);
  });
});

describe('ApiClient.place', () => {
  it('posts to the placement of the server', async () => {
    const transport = new CannedTransport({ kind: 'Instance' }, 201);
    const placement = { kind: 'Placement' } as Parameters<ApiClient['place']>[2];

    await new ApiClient({ transport }).place(serverKind, key, placement);

    expect(transport.only).toMatchObject({ method: 'POST', path: `${collection}/web/placement`, body: { kind: 'Placement' } });
  });
});

describe('taking a deletion back', () => {
  it('is a POST without a body', async () => {
    const transport = new CannedTransport({ kind: 'Server' });

    await new ApiClient({ transport }).restore(serverKind, key);

    expect(transport.only).toMatchObject({ method: 'POST', path: `${collection}/web/restore` });
  });

  it('can be cut short by another deletion', async () => {
    const transport = new CannedTransport({ kind: 'Status', status: 'Success' });

    await new ApiClient({ transport }).resource(serverKind).delete(key, { gracePeriodSeconds: 0 });

    expect(transport.only).toMatchObject({ method: 'DELETE', body: { gracePeriodSeconds: 0 } });
  });
});

describe('an interceptor', () => {
  it('sees each call in the words of the API and can make it fail without effect', async () => {
    const calls: ClientCall[] = [];
    const transport = new CannedTransport({ kind: 'Server' });
    const client = new ApiClient({
      transport,
      interceptor: (call, proceed) => {
        calls.push(call);
        if (call.verb === 'update') throw new ConflictError('planted');
        return proceed();
      },
    });

    await client.resource(serverKind).get(key);
    const update = client.resource(serverKind).update({ metadata: key } as never);

    await expect(update).rejects.toThrow('planted');
    expect(calls.map(({ verb, resource, name }) => [verb, resource, name])).toEqual([
      ['get', 'servers', 'web'],
      ['update', 'servers', 'web'],
    ]);
    expect(transport.requests).toHaveLength(1);
  });

  it('can lose the answer of a call that took effect', async () => {
    const transport = new CannedTransport({ kind: 'Server' });
    const client = new ApiClient({
      transport,
      interceptor: async (_call, proceed) => {
        await proceed();
        throw new Error('lost');
      },
    });

    await expect(client.resource(serverKind).get(key)).rejects.toThrow('lost');
    expect(transport.requests).toHaveLength(1);
  });
});
