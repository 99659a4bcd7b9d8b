import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { RepositoryURL } from '#apis/gitops/repository-place.ts';
import type { AddressGuard } from '#cmd/bootstrap/address-guard.ts';
import { SourceError } from '#controllers/gitops/repository-source.ts';

export interface RepositoryNetworkOptions {
  readonly guard: AddressGuard;
  /** Beside https and ssh: what the operator allows. */
  readonly allowedProtocols: ReadonlySet<'http' | 'file'>;
  /** Default: the machine's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** Which repositories may be asked at all, and at which addresses. */
export class RepositoryNetwork {
  readonly #options: RepositoryNetworkOptions;

  constructor(options: RepositoryNetworkOptions) {
    this.#options = options;
  }

  /** The addresses that may be asked for this repository; none for a file. Throws SourceError. */
  async addressesOf(url: RepositoryURL): Promise<readonly string[]> {
    const { guard, allowedProtocols, resolve = resolveAll } = this.#options;
    const { protocol, host } = url;
    if ((protocol === 'http' || protocol === 'file') && !allowedProtocols.has(protocol)) {
      throw new SourceError(
        'NotAllowed',
        `repositories by ${protocol}: are not allowed here: the operator can, with --allow-repository-protocol ${protocol}`,
      );
    }
    if (protocol === 'file') return [];
    const addresses = isIP(host) === 0 ? await named(host, resolve) : [host];
    const isRefused = await guard.judge();
    const open = addresses.filter((address) => !isRefused(address));
    if (open.length > 0) return open;
    throw new SourceError(
      'NotAllowed',
      `${host} leads to a network that repositories may not be in: the operator can allow it, with --allow-repository-network`,
    );
  }
}

async function named(host: string, resolve: (host: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch (cause) {
    throw new SourceError('Unreachable', `the name ${host} could not be looked up`, { cause });
  }
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}
