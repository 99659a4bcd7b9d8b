import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { NovaDesk, type NovaReply } from '#test/harness/nova-desk.ts';
import { makeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('the key of a rebuild', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
    for (const name of ['old', 'new']) {
      const keypair = { name, public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDYs0PmIYzXYZdsYFRkGNRJHLSnGyBPRcgtYCG8vXaXz me' };
      await desk.ask('member@p1', 'POST', '/os-keypairs', { body: { keypair } });
    }
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  /** Rebuilds a new server that has the key `old`, and gives the answer with what became of the key. */
  async function rebuilt(
    name: string,
    change: object,
    version = '2.54',
  ): Promise<{ readonly reply: NovaReply; readonly key: string | undefined }> {
    const id = await makeServer(desk, 'member@p1', { imageID, name });
    const key = { namespace: 'p1', name };
    const old = [...desk.known.keyPairs.list()].find(({ spec }) => spec.displayName === 'old')?.metadata.name;
    await desk.operator.resource(serverKind).patch(key, { spec: { keyPair: old } });
    const body = { rebuild: { imageRef: imageID, ...change } };
    const reply = await desk.ask('member@p1', 'POST', `/servers/${id}/action`, { version, body });
    return { reply, key: (await desk.operator.resource(serverKind).get(key)).spec.keyPair };
  }

  it('is the one that is named', async () => {
    const { reply, key } = await rebuilt('one', { key_name: 'new' });

    expect(reply).toMatchObject({ code: 202, body: { server: { key_name: 'new' } } });
    expect(key).toMatch(/^new-/);
  });

  it('stays where none is named, and goes where nothing is', async () => {
    expect((await rebuilt('two', {})).key).toMatch(/^old-/);

    const { reply, key } = await rebuilt('three', { key_name: null });
    expect(reply).toMatchObject({ code: 202, body: { server: { key_name: null } } });
    expect(key).toBeUndefined();
  });

  it('has to be there, and to be asked for in a version that knows it', async () => {
    expect((await rebuilt('four', { key_name: 'unknown' })).reply).toMatchObject({
      code: 400,
      body: { badRequest: { message: 'Invalid key_name provided.' } },
    });
    expect((await rebuilt('five', { key_name: 'new' }, '2.53')).reply.code).toBe(400);
  });
});
