import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Keystone, keystoneAdmin, keystoneService, type Login } from '../../harness/keystone.ts';
import { LocalTycho } from '../../end-to-end/local-tycho.ts';
import { ServiceProcess } from './service-process.ts';

const run = promisify(execFile);

/** Whom the suites work as: somebody with the role `member` in a project of their own. */
export const demo: Login = { userName: 'demo', password: 'demo-password', projectName: 'demo' };

/** What can be asked for in this cloud. */
export const cloudNames = {
  network: 'default',
  image: 'cirros',
  otherImage: 'cirros-alt',
  flavor: 'm1.nano',
  otherFlavor: 'm1.micro',
} as const;

/**
 * OpenStack as its clients find it: a real Keystone, our Compute API, our views of images and networks; behind them a whole Tycho, with hosts whose guests
 * are only played. Everything is a process of its own on loopback, as people run it.
 */
export class NovaWorld implements AsyncDisposable {
  readonly keystone: Keystone;
  readonly tycho: LocalTycho;
  readonly compute: ServiceProcess;
  readonly services: ServiceProcess;
  readonly #running: AsyncDisposableStack;

  private constructor(parts: Pick<NovaWorld, 'keystone' | 'tycho' | 'compute' | 'services'>, running: AsyncDisposableStack) {
    this.keystone = parts.keystone;
    this.tycho = parts.tycho;
    this.compute = parts.compute;
    this.services = parts.services;
    this.#running = running;
  }

  /** Without `sharedNetwork`, no project has a network at first. */
  static async start({
    hosts = 2,
    sharedNetwork = true,
  }: { readonly hosts?: number; readonly sharedNetwork?: boolean } = {}): Promise<NovaWorld> {
    await using running = new AsyncDisposableStack();
    const [keystone, tycho] = await Promise.all([
      Keystone.start().then((started) => running.use(started)),
      LocalTycho.prepare()
        .then((prepared) => running.use(prepared))
        .then(async (prepared) => {
          await prepared.up({ driver: 'fake', fakeHosts: hosts });
          return prepared;
        }),
    ]);
    const [compute, services] = await Promise.all(
      ['nova-api', 'openstack-services'].map(async (program) => running.use(await startService(program, { keystone, tycho }))),
    );
    const world = new NovaWorld({ keystone, tycho, compute: compute!, services: services! }, running.move());
    try {
      await world.#furnish(sharedNetwork);
    } catch (error) {
      await world[Symbol.asyncDispose]();
      throw error;
    }
    return world;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running[Symbol.asyncDispose]();
  }

  /** What OpenStack's clients want to find in their environment. */
  environment({ userName, password, projectName }: Login, computeVersion = '2.92'): Record<string, string> {
    return {
      PATH: '/usr/bin:/bin',
      HOME: this.tycho.stateDirectory,
      LANG: 'C.UTF-8',
      PYTHONWARNINGS: 'ignore',
      OS_AUTH_URL: `${this.keystone.url}/v3`,
      OS_USERNAME: userName,
      OS_PASSWORD: password,
      OS_PROJECT_NAME: projectName!,
      OS_USER_DOMAIN_ID: 'default',
      OS_PROJECT_DOMAIN_ID: 'default',
      OS_REGION_NAME: 'RegionOne',
      OS_IDENTITY_API_VERSION: '3',
      OS_COMPUTE_API_VERSION: computeVersion,
    };
  }

  /** Runs the real `openstack` and returns what it printed. Rejects, with its complaint, when it fails. */
  async openstack(words: readonly string[], { as = demo }: { readonly as?: Login } = {}): Promise<string> {
    const { stdout } = await run('/usr/bin/openstack', words, { env: this.environment(as), maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  }

  /** Users, the catalogue, sizes, images and a network that everybody may use. */
  async #furnish(sharedNetwork: boolean): Promise<void> {
    const { keystone, compute, services, tycho } = this;
    await keystone.addService('compute', `${compute.url}/v2.1`, 'nova');
    await keystone.addService('image', `${services.url}/image`, 'glance');
    await keystone.addService('network', `${services.url}/network`, 'neutron');
    await keystone.createProject(demo.projectName!);
    await keystone.createUser(demo, { demo: ['member'] });
    const objects = join(tycho.stateDirectory, 'cloud.yaml');
    await writeFile(objects, sharedNetwork ? `${cloudObjects}${networkObject}` : cloudObjects);
    await tycho.tycho('apply', '-f', objects);
    const bytes = join(tycho.stateDirectory, 'image.raw');
    await writeFile(bytes, Buffer.alloc(64 * 1024, 'a small disk '));
    for (const name of [cloudNames.image, cloudNames.otherImage]) {
      await this.openstack(['image', 'create', '--public', '--disk-format', 'raw', '--container-format', 'bare', '--file', bytes, name], {
        as: keystoneAdmin,
      });
    }
  }
}

/** Both take the same flags. */
async function startService(
  program: string,
  { keystone, tycho }: { readonly keystone: Keystone; readonly tycho: LocalTycho },
): Promise<ServiceProcess> {
  const folder = join(tycho.stateDirectory, 'openstack');
  const passwordFile = join(folder, 'service-password');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, keystoneService.password);
  await chmod(passwordFile, 0o600);
  return ServiceProcess.start({
    program,
    folder,
    flags: {
      kubeconfig: join(tycho.stateDirectory, 'keys', `${program}.kubeconfig`),
      'identity-url': `${keystone.url}/v3`,
      'identity-user': keystoneService.userName,
      'identity-password-file': passwordFile,
      'identity-project': keystoneService.projectName!,
    },
  });
}

const cloudObjects = `
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: {name: ${cloudNames.flavor}}
spec: {vcpus: 1, memoryMiB: 64, diskGiB: 1}
---
apiVersion: compute.tycho.dev/v1alpha1
kind: Flavor
metadata: {name: ${cloudNames.otherFlavor}}
spec: {vcpus: 1, memoryMiB: 128, diskGiB: 1}
---
# As operators have it: nobody gets without end what was not given to them. Under the name by which OpenStack's administrators change it.
apiVersion: compute.tycho.dev/v1alpha1
kind: DefaultQuota
metadata: {name: openstack}
spec: {vcpus: 400, memoryMiB: 409600}
`;

const networkObject = `---
apiVersion: compute.tycho.dev/v1alpha1
kind: Network
metadata: {name: ${cloudNames.network}, namespace: public}
spec: {cidr: 10.20.0.0/16}
`;
