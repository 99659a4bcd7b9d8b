import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { MachinePort } from '#apis/infrastructure/instance.ts';
import { metadataDocuments } from '#cmd/node-agent/config-drive/config-drive-documents.ts';
import type { MetadataSubject } from '#cmd/node-agent/config-drive/metadata-subject.ts';
import { MetadataServer } from '#cmd/node-agent/metadata/metadata-server.ts';
import type { HostNetwork } from '#cmd/node-agent/network/host-network.ts';
import type { NetworkPort } from '#cmd/node-agent/network/network-port.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aNetwork, aPort, must, NetworkWorld } from './network-world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const guest = (key: string) => ({ kind: 'Interface', namespaceKey: key }) as const;
const url = 'http://169.254.169.254';

class Service implements AsyncDisposable {
  readonly server = new MetadataServer({ clock: new SystemClock(), logger: silentLogger });
  readonly passwords: string[] = [];
  readonly #network: HostNetwork;

  constructor(network: HostNetwork) {
    this.#network = network;
  }

  /** Plugs a port in and serves it. */
  async plug(port: NetworkPort, namespaceKey: string, subject: MetadataSubject = subjectOf(port)): Promise<void> {
    await this.#network.ensure(port, guest(namespaceKey));
    const access = this.#network.metadataAccess(port.uid);
    if (access === undefined) throw new Error('no access');
    const onPassword = (password: string) => Promise.resolve(void this.passwords.push(password));
    await this.server.publish(port.uid, access, { subject: () => Promise.resolve(subject), password: undefined, onPassword });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server.close();
  }
}

function subjectOf(port: NetworkPort, overrides: Partial<MetadataSubject> = {}): MetadataSubject {
  const { uid, macAddress, addresses, network, hostname } = port;
  const card: MachinePort = {
    uid,
    name: uid,
    macAddress,
    addresses: [...addresses],
    network: { ...network, name: network.uid, nameServers: [...network.nameServers] },
  };
  const keyPair = { name: 'laptop', type: 'SSH', publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEexample me@laptop' };
  const instance = anInstance({ machine: { hostname, ports: [card], keyPair, zone: 'north', metadata: { role: 'web' } } });
  return { instance, userData: undefined, randomSeed: new Uint8Array(512), now: new Date('2026-06-01T12:00:00Z'), ...overrides };
}

const client = `import sys, urllib.request
body = sys.argv[2].encode() if len(sys.argv) > 2 else None
sys.stdout.write(urllib.request.urlopen(sys.argv[1], body, timeout=2).read().decode())`;

/** What the guest gets; undefined when it gets nothing. With a body it posts that. */
async function ask(world: NetworkWorld, namespace: string, address: string, ...body: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await world.inside(namespace, '/usr/bin/python3', '-c', client, address, ...body);
  return exitCode === 0 ? stdout : undefined;
}

describe('the metadata service in the networks of a host', () => {
  it('knows who asks by the port, where tenants have chosen the same addresses and cards', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await using service = new Service(network);
    const [red, blue] = [aNetwork({ uid: 'red', vni: 101 }), aNetwork({ uid: 'blue', vni: 202 })];
    await service.plug(aPort(5, red, { hostname: 'red-five' }), 'red-5');
    await service.plug(aPort(6, red, { hostname: 'red-six' }), 'red-6');
    await service.plug(aPort(5, blue, { hostname: 'blue-five' }), 'blue-5');

    const hostname = `${url}/latest/meta-data/hostname`;
    expect(await ask(world, '1-i-red-5', hostname)).toBe('red-five');
    expect(await ask(world, '1-i-red-6', hostname)).toBe('red-six');
    expect(await ask(world, '1-i-blue-5', hostname)).toBe('blue-five');

    // The other's address changes nothing: the request does not even arrive.
    await must('ip', '-n', `${world.id}-1-i-red-5`, 'address', 'add', '10.10.0.6/24', 'dev', 'eth0');
    await must(
      'ip',
      '-n',
      `${world.id}-1-i-red-5`,
      'route',
      'replace',
      '169.254.169.254/32',
      'via',
      '10.10.0.1',
      'dev',
      'eth0',
      'src',
      '10.10.0.6',
    );
    expect(await ask(world, '1-i-red-5', hostname)).toBeUndefined();
    expect(await ask(world, '1-i-red-6', hostname)).toBe('red-six');
  });

  it('is at its own address and port, and nothing else of the host is', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    await using service = new Service(network);
    await service.plug(aPort(5), 'a');
    const source = network.metadataAccess(aPort(5).uid)?.sourceAddress;

    expect(await ask(world, '1-i-a', `${url}/openstack`)).toContain('latest');
    const others = ['http://10.10.0.1/openstack', `http://${source}/openstack`, `${url}:53/`, `${url}:67/`];
    expect(await Promise.all(others.map((other) => ask(world, '1-i-a', other)))).toEqual(others.map(() => undefined));
  });

  it('is there in a network without a way out, for a card that comes later, and for a new agent', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    const network = await world.networkOf(1);
    const { gateway: _, ...closed } = aNetwork({ uid: 'closed' });
    {
      await using service = new Service(network);
      await service.plug(aPort(5, closed), 'a');
      await service.plug(aPort(6, closed), 'b');
      expect(await ask(world, '1-i-a', `${url}/2009-04-04/meta-data/local-ipv4`)).toBe('10.10.0.5');
      expect(await ask(world, '1-i-b', `${url}/2009-04-04/meta-data/local-ipv4`)).toBe('10.10.0.6');
    }
    expect(await ask(world, '1-i-a', `${url}/openstack`), 'without an agent').toBeUndefined();
    await network.close();

    await using service = new Service(await world.networkOf(1));
    await service.plug(aPort(5, closed), 'a');
    expect(await ask(world, '1-i-a', `${url}/2009-04-04/meta-data/local-ipv4`)).toBe('10.10.0.5');
  });

  it('takes a password once', async () => {
    await using world = await NetworkWorld.create();
    await world.host(1);
    await using service = new Service(await world.networkOf(1));
    await service.plug(aPort(5), 'a');
    const password = `${url}/openstack/latest/password`;

    expect(await ask(world, '1-i-a', password)).toBe('');
    expect(await ask(world, '1-i-a', password, 'sealed')).toBe('');
    expect(await ask(world, '1-i-a', password, 'again')).toBeUndefined();

    expect(await ask(world, '1-i-a', password)).toBe('sealed');
    expect(service.passwords).toEqual(['sealed']);
  });

  it("is taken by Debian's cloud-init, which finds the same on the config drive", async () => {
    const packages = join(root, 'build/cloud-init');
    await must(join(root, 'hack/fetch-cloud-init.sh'), packages);
    await using world = await NetworkWorld.create();
    await world.host(1);
    await using service = new Service(await world.networkOf(1));
    // Every byte there is, up to the limit: 64 KiB.
    const userData = Buffer.from(Array.from({ length: 65_535 }, (_, index) => index % 256));
    const subject = subjectOf(aPort(5), {
      userData,
      vendorData: { static: { 'cloud-init': '#cloud-config\n{}' }, dynamic: { licence: { 'cloud-init': '#cloud-config\n{}' } } },
    });
    await service.plug(aPort(5), 'a', subject);
    for (const [path, content] of metadataDocuments(subject)) {
      await mkdir(join(world.folder, 'drive', dirname(path)), { recursive: true });
      await writeFile(join(world.folder, 'drive', path), content);
    }
    // It looks for the guest's cards in /sys: `ip netns exec` gives it the right one.
    const cloudInit = async (...theArguments: readonly string[]) => {
      const program = [
        'env',
        `PYTHONPATH=${packages}/usr/lib/python3/dist-packages`,
        '/usr/bin/python3',
        fileURLToPath(new URL('cloud-init.py', import.meta.url)),
      ];
      const said = await must('ip', 'netns', 'exec', `${world.id}-1-i-a`, ...program, ...theArguments);
      return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    };

    const ofService = await cloudInit();
    const ofDrive = await cloudInit(join(world.folder, 'drive'));

    expect(ofService).toMatchObject({
      version: 2,
      hostname: 'guest-5',
      'instance-id': 'server-uid',
      zone: 'north',
      'public-keys': ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEexample me@laptop'],
      userdata: userData.toString('base64'),
      'ec2-metadata': { 'local-ipv4': '10.10.0.5', placement: { 'availability-zone': 'north' } },
      'network-config': {
        version: 1,
        config: [
          {
            type: 'physical',
            name: 'eth0',
            mac_address: 'fa:16:3e:00:00:05',
            mtu: 1450,
            subnets: [{ type: 'dhcp4' }, { type: 'static6', address: 'fd00::5', netmask: 'ffff:ffff:ffff:ffff::' }],
          },
          { type: 'nameserver', address: '9.9.9.9' },
        ],
      },
    });
    const common = ({ metadata, userdata, 'network-config': network }: Record<string, unknown>) => ({ metadata, userdata, network });
    expect(common(ofDrive)).toEqual(common(ofService));
  });
});
