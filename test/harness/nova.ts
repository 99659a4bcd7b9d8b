import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Keystone } from './keystone.ts';
import { LoopbackProgram } from './loopback-program.ts';

const script = fileURLToPath(new URL('../../hack/nova/serve.py', import.meta.url));
/** Databases whose migrations are done: made once, in a minute, and copied for each run. */
const template = fileURLToPath(new URL('../../build/nova-template', import.meta.url));

/** As whom Nova's daemons speak to each other. */
const daemon = { userName: 'nova-peer', password: 'nova-peer-password' };

export interface NovaAddresses {
  /** With `/v2.1`. */
  readonly compute: string;
  /** Glance's, without its version. */
  readonly image: string;
  /** The network service's, without its version. */
  readonly network: string;
}

/** What there is to be before servers can be asked for. */
export interface NovaStock {
  /** Further words are properties of the image. */
  readonly images: readonly { readonly id: string; readonly name: string; readonly [property: string]: string }[];
  readonly flavors: readonly { readonly id: string; readonly name: string; readonly ram: number }[];
  /** What each project may have, where nothing else is said. */
  readonly defaultQuota?: Readonly<Record<string, number>>;
  /** One that everybody may use. */
  readonly network?: { readonly id: string; readonly name: string; readonly cidr: string; readonly gateway: string };
}

export interface RealNovaOptions {
  /** Knows its users. It may know others' too. */
  readonly keystone: Keystone;
  /** What its hosts are called. */
  readonly hosts: readonly string[];
}

/**
 * A real Nova (Debian's, with MariaDB, RabbitMQ, Placement, Glance and its fake driver) in a folder and on ports of its own. It takes 4 GiB of memory, so
 * no test that CI runs may use it.
 */
export class RealNova implements AsyncDisposable {
  readonly addresses: NovaAddresses;
  /** By what each is. */
  readonly processIDs: Readonly<Record<string, readonly number[]>>;
  readonly folder: string;
  readonly #program: LoopbackProgram;

  private constructor(line: string, folder: string, program: LoopbackProgram) {
    const said = JSON.parse(line) as NovaAddresses & { readonly processes: Readonly<Record<string, readonly number[]>> };
    const { processes, ...addresses } = said;
    this.addresses = addresses;
    this.processIDs = processes;
    this.folder = folder;
    this.#program = program;
  }

  /** Takes half a minute, and one more the first time. */
  static async start({ keystone, hosts }: RealNovaOptions): Promise<RealNova> {
    await keystone.createUser(daemon, { service: ['admin', 'service'] });
    const folder = await mkdtemp(join(tmpdir(), 'tycho-nova-'));
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, daemon.password, { mode: 0o600 });
    const settings = { template, identity: keystone.url, 'password-file': passwordFile, hosts: hosts.join(',') };
    const flags = [folder, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
    const { program, line } = await LoopbackProgram.start({ name: 'Nova', program: script, flags, folder });
    return new RealNova(line, folder, program);
  }

  /** Makes what people can ask for, by ids of the caller's choice. `token`: of an administrator. */
  async furnish(token: string, { images, flavors, network, defaultQuota }: NovaStock): Promise<void> {
    const { compute, image: imageService, network: networkService } = this.addresses;
    for (const image of images) {
      const words = { disk_format: 'raw', container_format: 'bare', visibility: 'public' };
      // Lists go by time, which is told in seconds.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await send('POST', `${imageService}/v2/images`, { token, body: { ...words, ...image } });
      await send('PUT', `${imageService}/v2/images/${image.id}/file`, { token, body: new Uint8Array(64 * 1024) });
    }
    if (network !== undefined) {
      const { id, name, cidr, gateway } = network;
      await send('POST', `${networkService}/v2.0/networks`, { token, body: { network: { id, name, tenant_id: 'public', shared: true } } });
      const subnet = { network_id: id, name, tenant_id: 'public', cidr, gateway_ip: gateway };
      await send('POST', `${networkService}/v2.0/subnets`, { token, body: { subnet } });
    }
    if (defaultQuota !== undefined)
      await send('PUT', `${compute}/os-quota-class-sets/default`, { token, body: { quota_class_set: defaultQuota } });
    for (const flavor of flavors) await send('POST', `${compute}/flavors`, { token, body: { flavor: { vcpus: 1, disk: 1, ...flavor } } });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#program[Symbol.asyncDispose]();
  }
}

async function send(method: string, url: string, { token, body }: { readonly token: string; readonly body: object }): Promise<void> {
  const isFile = body instanceof Uint8Array;
  const answer = await fetch(url, {
    method,
    headers: { 'x-auth-token': token, 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
    body: isFile ? new Uint8Array(body) : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}: ${await answer.text()}`);
}
