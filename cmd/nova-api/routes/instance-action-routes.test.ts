import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind } from '#apis/compute/server.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk, type NovaReply } from '#test/harness/nova-desk.ts';
import { bringTo, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

interface ShownAction {
  readonly action: string;
  readonly request_id: string;
  readonly user_id: string;
}

describe('the history of a server', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const history = (id: string, version = '2.95', who = 'member@p1', query = '') =>
    desk.ask(who, 'GET', `/servers/${id}/os-instance-actions${query}`, { version });
  const actionsIn = ({ body }: NovaReply) => body['instanceActions'] as readonly ShownAction[];
  const namesIn = (reply: NovaReply) => actionsIn(reply).map(({ action }) => action);
  const act = (id: string, body: object) => desk.ask('member@p1', 'POST', `/servers/${id}/action`, { body });

  it('begins with its creation, by the request that asked for it, at no cost of a record', async () => {
    const body = { server: { name: 'first', flavorRef: 'm1.tiny', imageRef: imageID } };
    const made = await desk.ask('member@p1', 'POST', '/servers', { body });
    const { id } = made.body['server'] as { readonly id: string };
    const requestID = made.headers.get('x-compute-request-id')!;

    expect(actionsIn(await history(id))).toMatchObject([{ action: 'create', request_id: requestID, user_id: 'member-id' }]);
    expect((await desk.ask('member@p1', 'GET', `/servers/${id}/os-instance-actions/${requestID}`)).body).toEqual({
      instanceAction: {
        action: 'create',
        instance_uuid: id,
        request_id: requestID,
        user_id: 'member-id',
        project_id: 'p1',
        start_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/) as string,
        message: null,
      },
    });
    const { items } = await desk.operator.resource(serverActionKind).list({ namespace: 'p1' });
    expect(items.filter(({ spec }) => spec.server === 'first')).toEqual([]);
  });

  it('has what was changed by the declaration and what was done once, the newest first', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'busy' });
    const locked = await act(id, { lock: null });
    await act(id, { unlock: null });
    const rebooted = await act(id, { reboot: { type: 'HARD' } });

    expect(namesIn(await history(id))).toEqual(expect.arrayContaining(['create', 'lock', 'unlock', 'reboot']));
    expect(namesIn(await history(id))).toHaveLength(4);
    const byID = await desk.ask('member@p1', 'GET', `/servers/${id}/os-instance-actions/${rebooted.headers.get('x-compute-request-id')}`, {
      version: '2.84',
    });
    expect(byID.body).toMatchObject({
      instanceAction: { action: 'reboot', events: [{ event: 'compute_reboot_instance', finish_time: null, result: null }] },
    });
    const shown = await desk.ask('admin@p2', 'GET', `/servers/${id}/os-instance-actions/${locked.headers.get('x-compute-request-id')}`);
    expect(shown.body).toMatchObject({ instanceAction: { action: 'lock', events: [{ traceback: null }] } });
    expect((await desk.ask('member@p1', 'GET', `/servers/${id}/os-instance-actions/req-none`)).code).toBe(404);
  });

  it('stays when the server is gone, with who made it and who deleted it', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'gone' });

    expect((await desk.ask('admin@p1', 'DELETE', `/servers/${id}`)).code).toBe(204);
    await desk.operator.resource(serverKind).patch({ namespace: 'p1', name: 'gone' }, { metadata: { finalizers: [] } });
    await eventually(async () => {
      if ((await desk.ask('member@p1', 'GET', `/servers/${id}`)).code !== 404) throw new Error('still there');
    });

    const past = actionsIn(await history(id));
    expect(past.map(({ action, user_id: user }) => `${action} by ${user}`).toSorted()).toEqual([
      'create by member-id',
      'delete by admin-id',
    ]);
    expect((await history(id, '2.20')).code).toBe(404);
    expect((await history(id, '2.95', 'member@p2')).code).toBe(404);
  });

  it('comes in pages and by time since 2.58', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'long' });
    await act(id, { lock: null });
    await act(id, { unlock: null });

    const first = await history(id, '2.58', 'member@p1', '?limit=2');
    expect(actionsIn(first)).toHaveLength(2);
    expect(first.body['links']).toMatchObject([{ rel: 'next' }]);
    const marker = actionsIn(first)[1]?.request_id;
    expect(actionsIn(await history(id, '2.58', 'member@p1', `?limit=2&marker=${marker}`))).toHaveLength(1);
    expect(actionsIn(await history(id, '2.66', 'member@p1', '?changes-since=2100-01-01T00:00:00Z'))).toEqual([]);
    expect((await history(id, '2.66', 'member@p1', '?changes-since=2100-01-01T00:00:00Z&changes-before=2001-01-01T00:00:00Z')).code).toBe(
      400,
    );
  });

  it('says that a rebuild goes on until its record has ended', async () => {
    const id = await makeServer(desk, 'member@p1', { imageID, name: 'new' });
    await desk.operator.resource(serverActionKind).create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'ServerAction',
      metadata: { name: 'new-record', namespace: 'p1' },
      spec: { server: 'new', type: 'Record', record: { action: 'rebuild', generation: 2 } },
    });
    const statusOf = async () =>
      ((await desk.ask('member@p1', 'GET', `/servers/${id}`)).body['server'] as { readonly status: string }).status;

    await eventually(async () => {
      if ((await statusOf()) !== 'REBUILD') throw new Error('not known yet');
    });
    await desk.operator.resource(serverActionKind).patchStatus({ namespace: 'p1', name: 'new-record' }, { status: { phase: 'Succeeded' } });
    await bringTo(desk, id, { phase: 'Running' });
    await eventually(async () => {
      if ((await statusOf()) !== 'ACTIVE') throw new Error('not over yet');
    });
  });
});
