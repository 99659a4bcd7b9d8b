import { keystoneAdmin, type Login } from '../../../harness/keystone.ts';
import { RealNova, type NovaStock } from '../../../harness/nova.ts';
import { cloudNames, demo, NovaWorld } from '../nova-world.ts';
import type { Person } from './compared-request.ts';
import { Side } from './side.ts';

const reader: Login = { userName: 'reader', password: 'reader-password', projectName: 'demo' };
const stranger: Login = { userName: 'stranger', password: 'stranger-password', projectName: 'elsewhere' };
const people: Readonly<Partial<Record<Person, Login>>> = { admin: keystoneAdmin, member: demo, reader, stranger };

/** Our own cloud, and a real Nova beside it with the same users, hosts, images, flavors and network. */
export class CompareWorld implements AsyncDisposable {
  readonly ours: Side;
  /** Undefined where it was not asked for. */
  readonly nova: Side | undefined;
  readonly #own: NovaWorld;
  readonly #running: AsyncDisposableStack;

  private constructor(parts: {
    readonly ours: Side;
    readonly nova: Side | undefined;
    readonly own: NovaWorld;
    readonly running: AsyncDisposableStack;
  }) {
    this.ours = parts.ours;
    this.nova = parts.nova;
    this.#own = parts.own;
    this.#running = parts.running;
  }

  static async start({ withNova }: { readonly withNova: boolean }): Promise<CompareWorld> {
    await using running = new AsyncDisposableStack();
    const own = running.use(await NovaWorld.start());
    const { keystone } = own;
    await keystone.createProject(stranger.projectName!);
    await keystone.createUser(reader, { demo: ['reader'] });
    await keystone.createUser(stranger, { elsewhere: ['member'] });
    const logins = await Promise.all(Object.entries(people).map(async ([person, login]) => [person, await keystone.logIn(login)] as const));
    const tokens = Object.fromEntries(logins.map(([person, { token }]) => [person, token]));
    const known = new Map([
      ...(await worldIDs(own)),
      ...logins.flatMap(
        ([person, { userID, projectID }]) =>
          [
            [`${person}_user`, userID],
            [`${person}_project`, projectID!],
          ] as const,
      ),
    ]);
    known.set('project', known.get('member_project')!);
    const ours = new Side({ computeURL: `${own.compute.url}/v2.1`, tokens, known });
    if (!withNova) return new CompareWorld({ ours, nova: undefined, own, running: running.move() });
    const real = running.use(await RealNova.start({ keystone, hosts: ['vm-1', 'vm-2'] }));
    await real.furnish(tokens['admin']!, sameStock(known));
    const nova = new Side({ computeURL: real.addresses.compute, tokens, known });
    return new CompareWorld({ ours, nova, own, running: running.move() });
  }

  /** What our API logged. */
  log(): Promise<string> {
    return this.#own.compute.log();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running[Symbol.asyncDispose]();
  }
}

async function worldIDs(own: NovaWorld): Promise<ReadonlyMap<string, string>> {
  const id = async (kind: string, name: string): Promise<string> =>
    (await own.openstack([kind, 'show', name, '-f', 'value', '-c', 'id'], { as: keystoneAdmin })).trim();
  return new Map([
    ['image', await id('image', cloudNames.image)],
    ['other_image', await id('image', cloudNames.otherImage)],
    ['network', await id('network', cloudNames.network)],
    ['flavor', await id('flavor', cloudNames.flavor)],
    ['other_flavor', await id('flavor', cloudNames.otherFlavor)],
  ]);
}

/** The same images, network and flavors, by the same ids. */
function sameStock(known: ReadonlyMap<string, string>): NovaStock {
  const image = (word: string, name: string) => ({
    id: known.get(word)!,
    name,
    // As the client notes them that brought ours.
    'owner_specified.openstack.md5': '',
    'owner_specified.openstack.sha256': '',
    'owner_specified.openstack.object': `images/${name}`,
  });
  return {
    images: [image('image', cloudNames.image), image('other_image', cloudNames.otherImage)],
    // As the world of ours says.
    defaultQuota: { cores: 400, ram: 409_600 },
    network: { id: known.get('network')!, name: cloudNames.network, cidr: '10.20.0.0/16', gateway: '10.20.0.1' },
    flavors: [
      { id: known.get('flavor')!, name: cloudNames.flavor, ram: 64 },
      { id: known.get('other_flavor')!, name: cloudNames.otherFlavor, ram: 128 },
    ],
  };
}
