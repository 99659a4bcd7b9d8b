import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { readPortFile } from '#cmd/bootstrap/port-file.ts';
import { identityURL } from '#cmd/tycho/up/openstack-files.ts';
import { readSettings } from '#cmd/tycho/up/settings.ts';
import { stateDirectoryAt, type StateDirectory } from '#cmd/tycho/up/state-directory.ts';
import { LocalTycho, repositoryRoot } from '../../end-to-end/local-tycho.ts';
import { eventually } from '../../harness/eventually.ts';

const run = promisify(execFile);

type Row = Readonly<Record<string, unknown>>;

/** The stock client against what `tycho up` starts, with the files that it writes. The stories have nothing to do with each other, and are told at once. */
describe('OpenStack’s client', { concurrent: true, timeout: 4 * 60_000 }, () => {
  let tycho: LocalTycho;
  let state: StateDirectory;
  let second: ChildProcess | undefined;

  beforeAll(async () => {
    tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake' });
    state = stateDirectoryAt(tycho.stateDirectory);
    await writeFile(join(state.root, 'objects.yaml'), objects);
    await tycho.tycho('apply', '-f', join(state.root, 'objects.yaml'));
  }, 3 * 60_000);

  afterAll(async () => {
    if (second !== undefined && second.exitCode === null) {
      const ended = once(second, 'exit');
      second.kill('SIGTERM');
      await ended;
    }
    await tycho[Symbol.asyncDispose]();
  }, 60_000);

  /** As somebody types it who has sourced the openrc. */
  const openstack = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await run('sh', ['-c', '. "$0"; exec openstack "$@"', state.openrc, ...words]);
    return stdout;
  };
  /** Several commands in one run of it, which costs little more than one of them: what each has printed, as JSON. */
  const session = async (...commands: readonly string[]): Promise<readonly Row[]> => {
    const running = run('sh', ['-c', '. "$0"; exec openstack', state.openrc]);
    running.child.stdin?.end(`${commands.map((command) => `${command} -f json`).join('\n')}\n`);
    const { stdout, stderr } = await running;
    const printed = [...stdout.matchAll(/^(\[\]|\[[^]*?^\]|\{[^]*?^\})$/gm)].map(([document]) => JSON.parse(document) as Row);
    if (printed.length !== commands.length)
      throw new Error(`${printed.length} of ${commands.length} commands were done:\n${stdout}\n${stderr}`);
    return printed;
  };
  const asAdmin = async (...words: readonly string[]): Promise<string> => {
    const env = { PATH: process.env['PATH'], HOME: state.root, OS_CLIENT_CONFIG_FILE: state.openStackClouds };
    return (await run('openstack', ['--os-cloud', 'tycho-admin', ...words], { env })).stdout;
  };

  it('logs in, and says who one is', async ({ expect }) => {
    const [token, catalog, projects, user] = await session('token issue', 'catalog list', 'project list', 'user show demo');

    expect(token).toMatchObject({ project_id: 'default', user_id: 'demo' });
    expect(catalog).toMatchObject(['identity', 'image', 'network', 'volumev3', 'compute'].map((type) => ({ Type: type })));
    expect(projects).toEqual([{ ID: 'default', Name: 'default' }]);
    expect(user).toMatchObject({ id: 'demo', default_project_id: 'default' });
    expect((await asAdmin('project', 'list', '-f', 'value', '-c', 'ID')).split('\n')).toEqual(
      expect.arrayContaining(['default', 'service']),
    );
    await expect(openstack('--os-password', 'wrong', 'token', 'issue')).rejects.toThrow('requires authentication');
  });

  it('finds images, makes one of a file, gets its bytes back, renames it and deletes it', async ({ expect }) => {
    const [file, back] = [join(state.root, 'disk'), join(state.root, 'disk-back')];
    await writeFile(file, randomBytes(3_000_000));

    const [, listed, image] = await session(
      `image create --disk-format qcow2 --min-disk 1 --property os_distro=none --file ${file} My.disk`,
      'image list --sort name:asc',
      'image show My.disk',
    );
    await openstack('image', 'set', '--property', 'a=b', 'My.disk');
    await openstack('image', 'save', '--file', back, 'My.disk');

    expect(listed).toMatchObject([
      { Name: 'My.disk', Status: 'active' },
      { Name: 'quickstart', Status: 'active' },
    ]);
    expect(image).toMatchObject({ disk_format: 'qcow2', size: 3_000_000, min_disk: 1, visibility: 'private', owner: 'default' });
    expect((await readFile(back)).equals(await readFile(file))).toBe(true);
    expect(
      await tycho.kubectl(
        'get',
        'image',
        'my-disk',
        '-o',
        'jsonpath={.spec.displayName} {.spec.properties.a} {.spec.properties.os_distro}',
      ),
    ).toBe('My.disk b none');

    await openstack('image', 'delete', 'My.disk');
    expect(await tycho.kubectl('get', 'images', '-o', 'name')).toBe('image.compute.tycho.dev/quickstart\n');
  });

  it('finds networks, subnets and security groups, and makes, finds and deletes a port', async ({ expect }) => {
    const [networks, network, subnets, groups, port, ports] = await session(
      'network list',
      'network show default',
      'subnet list --network default',
      'security group list',
      'port create --network default --fixed-ip ip-address=10.20.0.77 door',
      'port list --network default --long',
    );

    // The one that another test makes at this time may be among them.
    expect(networks).toContainEqual(expect.objectContaining({ Name: 'default' }));
    expect(network).toMatchObject({ shared: true, status: 'ACTIVE', project_id: 'public' });
    expect(subnets).toMatchObject([{ Network: network!['id'], Subnet: '10.20.0.0/16' }]);
    expect(groups).toEqual([]);
    expect(ports).toMatchObject([{ ID: port!['id'], Name: 'door', Status: 'DOWN', 'Fixed IP Addresses': [{ ip_address: '10.20.0.77' }] }]);
    expect(await tycho.kubectl('get', 'port', 'door', '-o', 'jsonpath={.status.ipAddresses[0]}')).toBe('10.20.0.77');

    await openstack('port', 'delete', 'door');
    await eventually(async () => expect(await tycho.kubectl('get', 'ports', '-o', 'name')).toBe(''));
  });

  it('makes a network, gives it a subnet, refuses to take it away while a port is in it, and deletes it', async ({ expect }) => {
    const [bare, subnet, network, , found] = await session(
      'network create --description words --mtu 1400 Back.end',
      'subnet create --network Back.end --subnet-range 10.66.0.0/24 --dns-nameserver 9.9.9.9 --allocation-pool start=10.66.0.50,end=10.66.0.60 back-net',
      'network show Back.end',
      'port create --network Back.end inside',
      'subnet list --name back-net',
    );

    expect(bare).toMatchObject({ name: 'Back.end', mtu: 1400, subnets: [], project_id: 'default' });
    expect(subnet).toMatchObject({ name: 'back-net', cidr: '10.66.0.0/24', gateway_ip: '10.66.0.1', network_id: bare!['id'] });
    expect(network).toMatchObject({ subnets: [subnet!['id']], description: 'words' });
    expect(found).toMatchObject([{ Name: 'back-net', Subnet: '10.66.0.0/24' }]);
    const stored = ['get', 'network', 'back-end', '-o', 'jsonpath={.spec.cidr} {.spec.pool.first} {.status.gateway}'];
    expect(await tycho.kubectl(...stored)).toBe('10.66.0.0/24 10.66.0.50 10.66.0.1');
    await expect(openstack('network', 'delete', 'Back.end')).rejects.toThrow('ports still in use');

    await openstack('port', 'delete', 'inside');
    await openstack('subnet', 'delete', 'back-net');
    expect(await tycho.kubectl(...stored)).toBe('  ');
    await openstack('network', 'delete', 'Back.end');
    expect(await tycho.kubectl('get', 'networks', '-o', 'name')).toBe('');
  });

  it('makes a volume, adds it to a server, says where it is, takes it back, makes it larger and deletes it', async ({ expect }) => {
    await openstack(
      '--os-compute-api-version',
      '2.37',
      'server',
      'create',
      '--flavor',
      'small',
      '--image',
      'quickstart',
      '--nic',
      'none',
      '--wait',
      'with-volume',
    );
    const [made] = await session('volume create --size 1 data');
    await openstack('server', 'add', 'volume', 'with-volume', 'data');
    const shown = async (): Promise<Row> => JSON.parse(await openstack('volume', 'show', 'data', '-f', 'json')) as Row;
    await eventually(async () => expect(await shown()).toMatchObject({ id: made!['id'], status: 'in-use' }), {
      withinMilliseconds: 60_000,
    });
    const [servers, volumes, limits, quota] = await session(
      'server list --name with-volume',
      'volume list',
      'limits show --absolute',
      'quota show',
    );

    expect((await shown())['attachments']).toMatchObject([{ server_id: (servers as unknown as readonly Row[])[0]!['ID'] }]);
    expect(volumes).toMatchObject([{ ID: made!['id'], Name: 'data', Size: 1, Status: 'in-use' }]);
    expect(limits).toContainEqual({ Name: 'totalVolumesUsed', Value: 1 });
    expect(quota).toMatchObject({ volumes: -1 });
    await openstack('server', 'remove', 'volume', 'with-volume', 'data');
    await eventually(async () => expect((await shown())['status']).toBe('available'), { withinMilliseconds: 60_000 });
    await session('volume type list');
    await openstack('volume', 'set', '--size', '2', '--name', 'larger', 'data');
    await openstack('volume', 'delete', 'larger');
    await eventually(async () => expect((await openstack('volume', 'list', '-f', 'value')).trim()).toBe(''), {
      withinMilliseconds: 60_000,
    });
    await openstack('server', 'delete', '--wait', 'with-volume');
  });

  it('lets in whom somebody adds to the file of users, also while the file makes no sense', async ({ expect }) => {
    const before = await readFile(state.openStackUsers, 'utf8');
    const hash = /passwordHash: (\S+)/.exec(before)?.[1] ?? '';
    const password = (await readFile(state.openStackPasswordOf('admin'), 'utf8')).trim();
    const credential = `  applicationCredentials: [{id: build, secretHash: ${hash}, project: research, roles: [member]}]`;
    const alice = ['- name: alice', '  defaultProject: research', '  roles: {research: [member]}', credential];
    await writeFile(state.openStackUsers, `${before.replace('projects:', 'projects:\n- id: research')}${alice.join('\n')}\n`);
    const login = {
      'auth-type': 'v3applicationcredential',
      'application-credential-id': 'build',
      'application-credential-secret': password,
    };
    const words = Object.entries({ 'auth-url': identityURL(readSettings(state.settings)!.ports), ...login }).flatMap(([name, value]) => [
      `--os-${name}`,
      value,
    ]);
    const env = { PATH: process.env['PATH'], HOME: state.root };
    const issue = async (): Promise<string> =>
      (await run('openstack', [...words, 'token', 'issue', '-f', 'value', '-c', 'project_id'], { env })).stdout.trim();

    expect(await eventually(issue, { withinMilliseconds: 60_000 })).toBe('research');
    await writeFile(state.openStackUsers, 'users: everybody\n');
    await eventually(
      async () => {
        await issue();
        expect(await readFile(state.logOf('services'), 'utf8')).toContain('what they said before stays');
      },
      { withinMilliseconds: 60_000 },
    );
    await writeFile(state.openStackUsers, before);
  });

  it('is served images, networks and volumes by a process for which another is the identity service', async ({ expect }) => {
    const portFile = join(state.root, 'second-port');
    const flags = {
      kubeconfig: state.kubeconfigOf('openstack-services'),
      listen: '127.0.0.1:0',
      'port-file': portFile,
      'identity-url': identityURL(readSettings(state.settings)!.ports),
      'identity-user': 'nova',
      'identity-password-file': state.openStackPasswordOf('nova'),
      'identity-project': 'service',
    };
    const words = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
    second = spawn(process.execPath, [join(repositoryRoot, 'cmd/openstack-services/main.ts'), ...words], { stdio: 'ignore' });
    const { port } = await eventually(() => readPortFile(portFile), { withinMilliseconds: 60_000 });
    const status = async (path: string, token: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-auth-token': token } })).status;
    const token = (await openstack('token', 'issue', '-f', 'value', '-c', 'id')).trim();

    expect(await status('/image/v2/images', token)).toBe(200);
    expect(await status('/network/v2.0/networks', token)).toBe(200);
    expect(await status('/volume/v3/volumes', token)).toBe(200);
    expect(await status('/image/v2/images', `${token}x`)).toBe(401);
    expect(await status('/identity/v3', token)).toBe(404);
  });
});

const objects = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Network
metadata: { namespace: public, name: default }
spec: { cidr: 10.20.0.0/16 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: { name: small }
spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1 }
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Image
metadata: { name: quickstart }
spec: { format: Raw, source: { url: https://images.test/disk, sha256: '${'a'.repeat(64)}' } }
`;
