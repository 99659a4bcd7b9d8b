import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import type { Random } from '#apis/machinery/random.ts';

/** Who this host is, once it has joined. The name is a label; the uid and the key are the identity. */
export interface HostIdentity {
  readonly hostUID: string;
  readonly hostName: string;
  readonly controlPlaneUID: string;
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
}

/** The key of a host that has not joined yet, and the request to have it signed. */
export interface HostKey {
  readonly privateKeyPEM: string;
  readonly requestPEM: string;
}

/** What lies in a host's state directory, all of it 0600. */
export class HostIdentityFiles {
  readonly #directory: string;
  readonly #random: Pick<Random, 'bytes'>;

  constructor({ directory, random }: { readonly directory: string; readonly random: Pick<Random, 'bytes'> }) {
    this.#directory = directory;
    this.#random = random;
  }

  /** Undefined when this host has not joined. */
  async read(): Promise<HostIdentity | undefined> {
    const identity = await this.#readText('identity.json');
    if (identity === undefined) return undefined;
    const privateKeyPEM = await this.#readText('host.key');
    if (privateKeyPEM === undefined) {
      throw new Error(
        `${join(this.#directory, 'host.key')} is gone: this host cannot prove who it is; delete identity.json beside it and join anew`,
      );
    }
    return { ...(JSON.parse(identity) as Omit<HostIdentity, 'privateKeyPEM'>), privateKeyPEM };
  }

  /** Makes the host an identity. The key is there already, see {@link HostIdentityFiles.key}. */
  async write({ hostUID, hostName, controlPlaneUID, certificatePEM }: Omit<HostIdentity, 'privateKeyPEM'>): Promise<void> {
    await this.#writeText('identity.json', `${JSON.stringify({ hostUID, hostName, controlPlaneUID, certificatePEM }, undefined, 2)}\n`);
  }

  /** Whether it has joined with a key that is not whole any more: {@link HostIdentityFiles.key} would put another one in its place. */
  async hasLostKey(): Promise<boolean> {
    const [identity, ...key] = await Promise.all(['identity.json', 'host.key', 'host.csr'].map((name) => this.#readText(name)));
    return identity !== undefined && key.includes(undefined);
  }

  /** The key to join with: made once, and kept, so that a join that was cut short is repeated with the same. */
  async key(): Promise<HostKey> {
    const [privateKeyPEM, requestPEM] = await Promise.all([this.#readText('host.key'), this.#readText('host.csr')]);
    if (privateKeyPEM !== undefined && requestPEM !== undefined) return { privateKeyPEM, requestPEM };
    // What makes certificates takes 18 MiB, and a host joins once.
    const { createSigningRequest } = await import('#cmd/bootstrap/certificates.ts');
    const key = await createSigningRequest({ commonName: 'tycho host' });
    await this.#writeText('host.key', key.privateKeyPEM);
    // Last: a request without its key would be of no use.
    await this.#writeText('host.csr', key.requestPEM);
    return key;
  }

  /** Takes over the key of another host of the same process, for {@link HostIdentityFiles.key}. */
  async adoptKey({ privateKeyPEM, requestPEM }: HostKey): Promise<void> {
    await this.#writeText('host.key', privateKeyPEM);
    await this.#writeText('host.csr', requestPEM);
  }

  /** 32 bytes that never leave the host and stay the same. */
  async secret(): Promise<Uint8Array> {
    const known = await this.#readText('host.secret');
    if (known !== undefined) return Buffer.from(known.trim(), 'hex');
    const secret = this.#random.bytes(32);
    await this.#writeText('host.secret', `${Buffer.from(secret).toString('hex')}\n`);
    return secret;
  }

  async #readText(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#directory, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #writeText(name: string, text: string): Promise<void> {
    return writePrivateFile(join(this.#directory, name), text);
  }
}
