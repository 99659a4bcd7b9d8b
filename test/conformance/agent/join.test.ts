import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { X509Certificate } from 'node:crypto';
import { hostKind } from '#apis/infrastructure/host.ts';
import { createSigningRequest } from '#cmd/bootstrap/certificates.ts';
import { AgentWorld, type RunningGateway } from './agent-world.ts';

let world: AgentWorld;
let gateway: RunningGateway;

beforeEach(async () => {
  world = await AgentWorld.start();
  gateway = await world.startGateway();
});

afterEach(() => world.stop());

describe('joining', () => {
  it('makes a Host and signs a certificate that names it, for a key that stayed on the machine', async () => {
    const files = await world.hostFiles('a');

    const identity = await world.join(files, 'host-a', await world.joinToken(), [gateway]);

    const host = await world.client.resource(hostKind).get({ name: 'host-a' });
    expect(identity).toMatchObject({ hostUID: host.metadata.uid, hostName: 'host-a' });
    expect(new X509Certificate(identity.certificatePEM).subject).toBe(`CN=tycho:host:${host.metadata.uid}`);
    expect(await files.read()).toEqual(identity);
  });

  it('lets the same key finish what was cut short, with the same token', async () => {
    const files = await world.hostFiles('a');
    const token = await world.joinToken();
    const first = await world.join(files, 'host-a', token, [gateway]);
    // The machine lost the answer: it has its key and nothing else.
    const again = await world.hostFiles('a-again');
    await again.adoptKey(await files.key());

    const second = await world.join(again, 'host-a', token, [gateway]);

    expect(second.hostUID).toBe(first.hostUID);
  });

  it('refuses a token that another machine has used', async () => {
    const token = await world.joinToken();
    await world.join(await world.hostFiles('a'), 'host-a', token, [gateway]);

    const attempt = world.join(await world.hostFiles('b'), 'host-b', token, [gateway]);

    await expect(attempt).rejects.toMatchObject({
      reason: 'Refused',
      message: expect.stringContaining('used by another machine') as string,
    });
  });

  it('lets exactly one of many machines use a token', async () => {
    const token = await world.joinToken();
    const machines = await Promise.all(Array.from({ length: 6 }, (_, index) => world.hostFiles(`m${index}`)));

    const outcomes = await Promise.allSettled(machines.map((files, index) => world.join(files, `host-${index}`, token, [gateway])));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await world.client.resource(hostKind).list()).items).toHaveLength(1);
  });

  it('refuses a token that has expired, is unknown, or is none at all', async () => {
    const expired = await world.joinToken({ expiresInSeconds: -1 });
    const [id] = (await world.joinToken()).split('.');
    for (const [token, words] of [
      [expired, 'expired at'],
      [`${id}.${'x'.repeat(30)}`, 'is not known'],
      ['00000000.aaaaaaaaaaaaaaaaaaaaaaaa', 'is not known'],
      ['nonsense', 'ID.SECRET'],
    ] as const) {
      const attempt = world.join(await world.hostFiles('a'), 'host-a', token, [gateway]);
      await expect(attempt).rejects.toMatchObject({ reason: 'Refused', message: expect.stringContaining(words) as string });
    }
    expect((await world.client.resource(hostKind).list()).items).toEqual([]);
  });

  it('refuses a name that another host has, and takes another name with the same token', async () => {
    await world.join(await world.hostFiles('a'), 'host-a', await world.joinToken(), [gateway]);
    const files = await world.hostFiles('b');
    const token = await world.joinToken();

    await expect(world.join(files, 'host-a', token, [gateway])).rejects.toMatchObject({ reason: 'NameTaken' });

    expect((await world.join(files, 'host-b', token, [gateway])).hostName).toBe('host-b');
  });

  it.each([
    ['a certificate request', { certificateRequestPEM: `-----BEGIN CERTIFICATE REQUEST-----\n${'A'.repeat(20_000)}`, hostName: 'host-a' }],
    ['a host name', { certificateRequestPEM: 'not looked at', hostName: 'a'.repeat(254) }],
  ])('reads no %s that is longer than any honest one', async (_, request) => {
    const token = await world.joinToken();

    const attempt = world.ask({ token, agentVersion: 'test', ...request }, gateway);

    await expect(attempt).rejects.toMatchObject({ reason: 'Invalid', message: expect.stringContaining('are the most') as string });
  });

  it('gives a certificate to nobody but the host that it made, whatever the request says of its subject', async () => {
    const { requestPEM } = await createSigningRequest({ commonName: 'tycho:host:another', organizations: ['system:masters'] });

    const token = await world.joinToken();
    const answer = await world.ask({ token, hostName: 'host-a', certificateRequestPEM: requestPEM, agentVersion: 'test' }, gateway);

    expect(new X509Certificate(answer.certificatePEM).subject).toBe(`CN=tycho:host:${answer.hostUID}`);
  });

  it('refuses a certificate request that was changed after it was signed', async () => {
    const { requestPEM } = await createSigningRequest({ commonName: 'host-a' });
    const der = Buffer.from(requestPEM.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    der.write('B', der.indexOf('host-a'));
    const certificateRequestPEM = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;

    const attempt = world.ask({ token: await world.joinToken(), hostName: 'host-a', certificateRequestPEM, agentVersion: 'test' }, gateway);

    await expect(attempt).rejects.toMatchObject({ reason: 'Invalid', message: expect.stringContaining('not signed by the key') as string });
  });

  it('refuses a name that no object may have', async () => {
    const attempt = world.join(await world.hostFiles('a'), 'Not A Name', await world.joinToken(), [gateway]);

    await expect(attempt).rejects.toMatchObject({ reason: 'Invalid', message: expect.stringContaining('Not A Name') as string });
  });
});
