import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverKind } from '#apis/compute/server.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { stockCloud } from '#test/harness/nova-servers.ts';

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5vdCBhIHJlYWwga2V5LCBidXQgMzIgYnl0ZXM= me@here';

describe('key pairs', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, method: string, path = '', body?: unknown, version = '2.91') =>
    desk.ask(who, method, `/os-keypairs${path}`, { version, ...(body === undefined ? {} : { body }) });
  const add = (who: string, keypair: object, version?: string) => ask(who, 'POST', '', { keypair }, version);
  const namesOf = ({ body }: { readonly body: Record<string, unknown> }) =>
    (body['keypairs'] as { readonly keypair: { readonly name: string } }[]).map(({ keypair }) => keypair.name);

  it('are imported, listed, shown and deleted', async () => {
    expect(await add('member@p1', { name: 'My key', public_key: publicKey })).toMatchObject({
      code: 201,
      body: { keypair: { name: 'My key', public_key: publicKey, type: 'ssh', user_id: 'member-id' } },
    });

    expect(namesOf(await ask('member@p1', 'GET'))).toEqual(['My key']);
    const { body } = await ask('member@p1', 'GET', '/My%20key');
    expect(body).toMatchObject({ keypair: { name: 'My key', deleted: false, deleted_at: null, updated_at: null } });
    expect(body['keypair']).toMatchObject({
      id: expect.any(Number),
      fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
    });
    expect(await ask('member@p1', 'DELETE', '/My%20key')).toMatchObject({ code: 204 });
    expect(await ask('member@p1', 'GET', '/My%20key')).toMatchObject({
      code: 404,
      body: { itemNotFound: { message: 'Keypair My key not found for user member-id' } },
    });
    expect(await ask('member@p1', 'DELETE', '/My%20key')).toMatchObject({ code: 404 });
  });

  it('answer older versions with their codes and without a type', async () => {
    const made = await add('member@p2', { name: 'old' }, '2.1');

    expect(made.code).toBe(200);
    expect(made.body['keypair']).not.toHaveProperty('type');
    expect(await ask('member@p2', 'DELETE', '/old', undefined, '2.1')).toMatchObject({ code: 202 });
  });

  it('are made for those who bring none, and the private half is told once', async () => {
    const { body } = await add('member@p3', { name: 'made' });

    const { private_key: secret, public_key: made } = body['keypair'] as { readonly private_key: string; readonly public_key: string };
    const blob = Buffer.from(made.split(' ')[1] ?? '', 'base64');
    const { n = '' } = createPublicKey(secret).export({ format: 'jwk' });
    expect(blob.subarray(4, 11).toString()).toBe('ssh-rsa');
    expect(blob.subarray(-256).toString('base64url')).toBe(n);
    expect((await ask('member@p3', 'GET', '/made')).body['keypair']).not.toHaveProperty('private_key');
    expect(await add('member@p3', { name: 'none' }, '2.92')).toMatchObject({ code: 400 });
    await ask('member@p3', 'DELETE', '/made');
  });

  it('can be certificates', async () => {
    const { body } = await add('member@p3', { name: 'windows', type: 'x509' });

    const { private_key: secret, public_key: certificate } = body['keypair'] as Record<'private_key' | 'public_key', string>;
    const proof = sign('sha256', Buffer.from('x'), createPrivateKey(secret));
    expect(verify('sha256', Buffer.from('x'), new X509Certificate(certificate).publicKey, proof)).toBe(true);
    expect(body).toMatchObject({ keypair: { type: 'x509', fingerprint: expect.stringContaining(':') } });
    await ask('member@p3', 'DELETE', '/windows');
  });

  it('have names of their own and are keys', async () => {
    await add('member@p4', { name: 'twin', public_key: publicKey });

    expect(await add('member@p5', { name: 'twin', public_key: publicKey })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: "Key pair 'twin' already exists." } },
    });
    expect(await add('manager@p4', { name: 'twin', public_key: publicKey })).toMatchObject({ code: 201 });
    expect(await add('member@p4', { name: 'bad', public_key: 'ssh-rsa nonsense' })).toMatchObject({
      code: 400,
      body: { badRequest: { message: expect.stringMatching(/^Keypair data is invalid: /) } },
    });
    const { publicKey: pem } = generateKeyPairSync('ed25519');
    expect(await add('member@p4', { name: 'bad', public_key: pem.export({ type: 'spki', format: 'pem' }) })).toMatchObject({ code: 400 });
    await ask('member@p4', 'DELETE', '/twin');
  });

  it("are the user's in every project, and copied to where a server names one", async () => {
    await add('member@p6', { name: 'travels', public_key: publicKey });

    expect(namesOf(await ask('member@p7', 'GET'))).toEqual(['travels']);
    const server = { name: 'web', flavorRef: 'm1.tiny', imageRef: imageID, key_name: 'travels' };
    expect(await desk.ask('member@p7', 'POST', '/servers', { body: { server } })).toMatchObject({ code: 202 });
    const { spec } = await desk.operator.resource(serverKind).get({ namespace: 'p7', name: 'web' });
    const copy = await desk.operator.resource(keyPairKind).get({ namespace: 'p7', name: spec.keyPair ?? '' });
    expect(copy.spec).toMatchObject({ displayName: 'travels', publicKey, user: 'openstack:member-id' });
    expect(namesOf(await ask('member@p7', 'GET'))).toEqual(['travels']);

    expect(await ask('member@p7', 'DELETE', '/travels')).toMatchObject({ code: 204 });
    expect(namesOf(await ask('member@p6', 'GET'))).toEqual([]);
  });

  it("of others are an administrator's to see and to make, from 2.10 on", async () => {
    expect(await add('admin@p8', { name: 'given', public_key: publicKey, user_id: 'member-id' })).toMatchObject({
      code: 201,
      body: { keypair: { user_id: 'member-id' } },
    });

    expect(namesOf(await ask('member@p9', 'GET'))).toEqual(['given']);
    expect(namesOf(await ask('admin@p9', 'GET', '?user_id=member-id'))).toEqual(['given']);
    expect(namesOf(await ask('admin@p9', 'GET', '?user_id=member-id', undefined, '2.9'))).toEqual([]);
    expect(await ask('manager@p9', 'GET', '?user_id=member-id')).toMatchObject({ code: 403 });
    expect(await ask('manager@p9', 'GET', '/given?user_id=member-id')).toMatchObject({ code: 403 });
    expect(await ask('member@p9', 'DELETE', '/given')).toMatchObject({ code: 204 });
  });

  it('come in pages by name', async () => {
    for (const name of ['b', 'a', 'c']) await add('member@p10', { name, public_key: publicKey });

    const first = await ask('member@p10', 'GET', '?limit=2');
    expect(namesOf(first)).toEqual(['a', 'b']);
    expect(first.body).toMatchObject({ keypairs_links: [{ rel: 'next', href: expect.stringContaining('marker=b') }] });
    expect(namesOf(await ask('member@p10', 'GET', '?limit=2&marker=b'))).toEqual(['c']);
    expect(await ask('member@p10', 'GET', '?marker=nothing')).toMatchObject({ code: 400 });
    for (const name of ['a', 'b', 'c']) await ask('member@p10', 'DELETE', `/${name}`);
  });

  it('are no more than the quota allows', async () => {
    await ask('member@p11', 'GET');
    await add('member@p11', { name: 'first', public_key: publicKey });
    const quota = { apiVersion: apiVersionOf(quotaKind), kind: quotaKind.kind, metadata: { name: 'few', namespace: 'p11' } };
    await desk.operator.resource(quotaKind).create({ ...quota, spec: { keyPairs: 1 } });

    expect(await add('member@p11', { name: 'second', public_key: publicKey })).toMatchObject({ code: 403 });
  });
});
