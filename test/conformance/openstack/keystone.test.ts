import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';
import { ServiceUnavailableError, UnauthorizedError } from '#apis/machinery/errors.ts';
import { IdentityClient } from '#apis/openstack/identity-client.ts';
import { TokenVerifier } from '#apis/openstack/token-verifier.ts';
import { eventually } from '../../harness/eventually.ts';
import { Keystone, keystoneAdmin, keystoneService } from '../../harness/keystone.ts';

const alice = { userName: 'alice', password: 'alices password', projectName: 'demo' };

/** The machine's clock, which can be put forward. */
class ForwardableClock extends SystemClock implements Clock {
  forwardMilliseconds = 0;

  override monotonicMilliseconds(): number {
    return super.monotonicMilliseconds() + this.forwardMilliseconds;
  }

  override now(): Date {
    return new Date(super.now().getTime() + this.forwardMilliseconds);
  }
}

let keystone: Keystone;
let demoProjectID: string;
let aliceID: string;
let clock: ForwardableClock;
let identity: IdentityClient;
let verifier: TokenVerifier;

beforeAll(async () => {
  keystone = await Keystone.start();
  demoProjectID = await keystone.createProject('demo');
  aliceID = await keystone.createUser(alice, { demo: ['manager'] });
});

afterAll(() => keystone[Symbol.asyncDispose]());

beforeEach(() => {
  clock = new ForwardableClock();
  identity = identityAs(keystoneService.password);
  verifier = new TokenVerifier({ identity, clock });
});

afterEach(() => identity.close());

describe('TokenVerifier with a real Keystone', () => {
  it('knows the user, the project and the roles of a token, implied ones included', async () => {
    const { token, expiresAt } = await keystone.logIn(alice);

    expect(await verifier.verify(token)).toEqual({
      userID: aliceID,
      userName: 'alice',
      projectID: demoProjectID,
      projectName: 'demo',
      roles: new Set(['reader', 'member', 'manager']),
      expiresAt,
    });
  });

  it('knows administrators and services by their roles', async () => {
    const [admin, service] = await Promise.all([keystoneAdmin, keystoneService].map(async (login) => keystone.logIn(login)));

    expect([...(await verifier.verify(admin!.token)).roles]).toEqual(expect.arrayContaining(['reader', 'member', 'manager', 'admin']));
    expect([...(await verifier.verify(service!.token)).roles]).toEqual(['service']);
  });

  it('refuses what is no token, and a token that has been tampered with', async () => {
    const { token } = await keystone.logIn(alice);
    const tampered = `${token.slice(0, -6)}AAAA${token.slice(-2)}`;

    await expect(verifier.verify('garbage')).rejects.toThrow(UnauthorizedError);
    await expect(verifier.verify(tampered)).rejects.toThrow(UnauthorizedError);
  });

  it('refuses a token that has no scope', async () => {
    const { token } = await keystone.logIn({ userName: alice.userName, password: alice.password });

    await expect(verifier.verify(token)).rejects.toThrow(/for no project/);
  });

  it('refuses a revoked token as soon as it is not remembered any more', async () => {
    const { token } = await keystone.logIn(alice);
    await verifier.verify(token);
    await keystone.revoke(token);

    expect((await verifier.verify(token)).userID).toBe(aliceID);
    clock.forwardMilliseconds += 301_000;

    await expect(verifier.verify(token)).rejects.toThrow(UnauthorizedError);
  });

  it('refuses a token that has ended, though it was good when it was looked up', async () => {
    const { token, expiresAt } = await keystone.logIn(alice);
    await verifier.verify(token);

    clock.forwardMilliseconds = expiresAt.getTime() - Date.now() + 1000;

    await expect(verifier.verify(token)).rejects.toThrow(UnauthorizedError);
  });

  it('says that nobody can tell, when the service user has the wrong password or Keystone is not there', async () => {
    const { token } = await keystone.logIn(alice);
    const locked = identityAs('wrong');
    const lost = new IdentityClient({ url: 'http://127.0.0.1:1', credentials: keystoneService as Required<typeof keystoneService>, clock });

    await expect(new TokenVerifier({ identity: locked, clock }).verify(token)).rejects.toThrow(ServiceUnavailableError);
    await expect(new TokenVerifier({ identity: lost, clock }).verify(token)).rejects.toThrow(ServiceUnavailableError);
    await Promise.all([locked.close(), lost.close()]);
  });

  it('goes on with a new token of its own when Keystone has forgotten the one it had', async () => {
    const first = await keystone.logIn(alice);
    await verifier.verify(first.token);
    // Changing a password ends all tokens of a user.
    await changeServicePassword('another password');
    await changeServicePassword(keystoneService.password);
    const second = await keystone.logIn(alice);

    // Keystone counts in seconds: what it gives in the second of such a change has ended as well.
    await eventually(async () => {
      clock.forwardMilliseconds += 10_000;
      expect((await verifier.verify(second.token)).userID).toBe(aliceID);
    });
  });
});

function identityAs(password: string): IdentityClient {
  const { userName, projectName } = keystoneService;
  return new IdentityClient({ url: `${keystone.url}/v3`, credentials: { userName, password, projectName: projectName! }, clock });
}

async function changeServicePassword(password: string): Promise<void> {
  const { userID } = await keystone
    .logIn(keystoneService)
    .catch(() => keystone.logIn({ ...keystoneService, password: 'another password' }));
  await keystone.asAdmin('PATCH', `/users/${userID}`, { user: { password } });
}
