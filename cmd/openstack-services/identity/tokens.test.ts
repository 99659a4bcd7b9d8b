import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { InvalidTokenError, mostRevocations, tokenLifeSeconds, Tokens } from './tokens.ts';

const key = new Uint8Array(32).fill(1);
const content = { userID: 'u', projectID: 'p', methods: ['password'], credentialID: undefined, secretMark: 's' };

function tokens(clock = new VirtualClock(), own = key): Tokens {
  return new Tokens({ key: own, clock, random: new SeededRandom('tokens') });
}

describe('tokens', () => {
  it('say what was put into them, to every process with the key', async () => {
    const clock = new VirtualClock();
    const { text, content: issued } = await tokens(clock).issue(content);

    expect(await tokens(clock).read(text)).toEqual(issued);
    expect(issued).toMatchObject(content);
  });

  it('end after an hour', async () => {
    const clock = new VirtualClock();
    const { text } = await tokens(clock).issue(content);

    await clock.advance((tokenLifeSeconds - 1) * 1000);
    await expect(tokens(clock).read(text)).resolves.toMatchObject({ userID: 'u' });
    await clock.advance(1000);
    await expect(tokens(clock).read(text)).rejects.toThrow(InvalidTokenError);
  });

  it('that are made of another end with it', async () => {
    const clock = new VirtualClock();
    const made = tokens(clock);
    const first = await made.issue(content);
    await clock.advance(600_000);

    const second = await made.issue({ ...content, projectID: 'q' }, first.content);

    expect(second.content.expiresAt).toEqual(first.content.expiresAt);
    expect(second.content.auditIDs[1]).toBe(first.content.auditIDs[0]);
  });

  it.each([
    ['nothing', async () => ''],
    ['words', async () => 'a.b.c'],
    ['one that another key has signed', async () => (await tokens(new VirtualClock(), new Uint8Array(32)).issue(content)).text],
    ['one that was changed', async () => (await tokens().issue(content)).text.replace(/^[^.]+/, 'eyJhbGciOiJub25lIn0')],
    [
      'one that is good for ever',
      () => new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject('u').setIssuer('tycho-openstack-services').sign(key),
    ],
    [
      'one of somebody else’s with the same key',
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject('u')
          .setIssuer('x')
          .setIssuedAt(0)
          .setExpirationTime('10y')
          .sign(key),
    ],
    ['one without end', async () => 'a'.repeat(100_000)],
  ])('are not good: %s', async (_, text) => {
    await expect(tokens().read(await text())).rejects.toThrow(InvalidTokenError);
  });

  it('can be taken back, and with them what was made of them', async () => {
    const made = tokens();
    const [first, other] = [await made.issue(content), await made.issue(content)];
    const second = await made.issue(content, first.content);

    made.revoke(first.content);

    await expect(made.read(first.text)).rejects.toThrow(InvalidTokenError);
    await expect(made.read(second.text)).rejects.toThrow(InvalidTokenError);
    await expect(made.read(other.text)).resolves.toMatchObject({ userID: 'u' });
  });

  it('that were taken back are remembered up to a limit, those that last longest before others', async () => {
    const clock = new VirtualClock();
    const made = tokens(clock);
    const first = await made.issue(content);
    made.revoke(first.content);
    await clock.advance(1000);
    const last = await made.issue(content);
    for (let count = 1; count < mostRevocations; count += 1) made.revoke({ ...last.content, auditIDs: [String(count)] });

    made.revoke(last.content);

    await expect(made.read(last.text)).rejects.toThrow(InvalidTokenError);
    await expect(made.read(first.text)).resolves.toMatchObject({ userID: 'u' });
  });
});
