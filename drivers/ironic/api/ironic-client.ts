import type { Clock } from '#apis/machinery/clock.ts';
import { nodeFields, readNode, type Node } from '../node/node.ts';
import { errorOfAnswer, IronicError } from './ironic-error.ts';
import type { Exchange, ExchangeAnswer, ExchangeRequest } from './http-exchange.ts';

/** What we speak: Ironic of 2023.1 has it, and newer ones still do. */
const version = { major: 1, minor: 82 } as const;
const versionHeader = 'x-openstack-ironic-api-version';

export interface IronicClientOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Ends everything that is under way. */
  readonly signal: AbortSignal;
  /** How long a request that Ironic cannot take in now is repeated. */
  readonly patienceMilliseconds?: number;
}

export type ProvisionTarget = 'active' | 'rebuild' | 'deleted' | 'rescue' | 'unrescue';
export type PowerTarget = 'power on' | 'power off' | 'rebooting' | 'soft power off' | 'soft rebooting';
export type Patch = readonly (
  | { readonly op: 'add'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
)[];

/** What a node's interface says of itself when asked; `result` null: this node does not use it. */
export type Validation = Readonly<Record<string, { readonly result: boolean | null; readonly reason?: string | null }>>;

/**
 * The part of Ironic's API that the driver uses. What Ironic cannot take in at the moment is asked again with growing delay; everything else is
 * thrown at once, as an {@link IronicError}. Orders are answered when they are taken in, not when they are carried out.
 */
export class IronicClient {
  readonly #options: Required<IronicClientOptions>;
  /** Shared by all that {@link IronicClient.until} gave. */
  readonly #negotiation: { result: Promise<void> | undefined };

  constructor(options: IronicClientOptions, negotiation: { result: Promise<void> | undefined } = { result: undefined }) {
    this.#options = { patienceMilliseconds: 20_000, ...options };
    this.#negotiation = negotiation;
  }

  /** The same client, whose calls end with `signal` too. */
  until(signal: AbortSignal): IronicClient {
    return new IronicClient({ ...this.#options, signal: AbortSignal.any([this.#options.signal, signal]) }, this.#negotiation);
  }

  /** Every node that the filter lets through, over as many pages as there are. */
  async nodes(filter: Readonly<Record<string, string>>): Promise<readonly Node[]> {
    const query = new URLSearchParams({ ...filter, fields: nodeFields.join(',') });
    const nodes: Node[] = [];
    let path: string | undefined = `/v1/nodes?${query.toString()}`;
    for (let page = 1; path !== undefined; page += 1) {
      if (page > maximumPages) throw new IronicError('Broken', `list the nodes: Ironic gave more than ${maximumPages} pages`);
      const answer = (await this.#ask('list the nodes', { method: 'GET', path })) as { nodes: readonly unknown[]; next?: string };
      nodes.push(...answer.nodes.map((each) => readNode(each)));
      path = answer.next === undefined ? undefined : pathOf(answer.next);
    }
    return nodes;
  }

  async node(uuid: string): Promise<Node> {
    return readNode(await this.#ask(`look at node ${uuid}`, { method: 'GET', path: `/v1/nodes/${uuid}?fields=${nodeFields.join(',')}` }));
  }

  /** All of it or nothing. */
  async patch(uuid: string, patch: Patch): Promise<Node> {
    return readNode(await this.#ask(`change node ${uuid}`, { method: 'PATCH', path: `/v1/nodes/${uuid}`, body: JSON.stringify(patch) }));
  }

  async provision(uuid: string, target: ProvisionTarget, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const body = JSON.stringify({ target, ...more });
    await this.#ask(`order "${target}" of node ${uuid}`, { method: 'PUT', path: `/v1/nodes/${uuid}/states/provision`, body });
  }

  /** `timeoutSeconds`: how long Ironic waits for the machine. */
  async power(uuid: string, target: PowerTarget, { timeoutSeconds }: { readonly timeoutSeconds?: number } = {}): Promise<void> {
    const body = JSON.stringify({ target, ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds }) });
    await this.#ask(`order "${target}" of node ${uuid}`, { method: 'PUT', path: `/v1/nodes/${uuid}/states/power`, body });
  }

  async validate(uuid: string): Promise<Validation> {
    return (await this.#ask(`validate node ${uuid}`, { method: 'GET', path: `/v1/nodes/${uuid}/validate` })) as Validation;
  }

  /** MAC addresses of its network cards; those that it boots from come first. */
  async macAddresses(uuid: string): Promise<readonly string[]> {
    const path = `/v1/nodes/${uuid}/ports?fields=address,pxe_enabled`;
    const answer = (await this.#ask(`list the ports of node ${uuid}`, { method: 'GET', path })) as {
      readonly ports: readonly { readonly address: string; readonly pxe_enabled: boolean }[];
    };
    return answer.ports.toSorted((one, other) => Number(other.pxe_enabled) - Number(one.pxe_enabled)).map(({ address }) => address);
  }

  async interrupt(uuid: string): Promise<void> {
    await this.#ask(`interrupt node ${uuid}`, { method: 'PUT', path: `/v1/nodes/${uuid}/management/inject_nmi`, body: '{}' });
  }

  async console(
    uuid: string,
  ): Promise<{ readonly isEnabled: boolean; readonly type: string | undefined; readonly url: string | undefined }> {
    const answer = (await this.#ask(`look at the console of node ${uuid}`, {
      method: 'GET',
      path: `/v1/nodes/${uuid}/states/console`,
    })) as { readonly console_enabled: boolean; readonly console_info: { readonly type?: string; readonly url?: string } | null };
    return { isEnabled: answer.console_enabled, type: answer.console_info?.type, url: answer.console_info?.url };
  }

  async enableConsole(uuid: string, isEnabled: boolean): Promise<void> {
    const body = JSON.stringify({ enabled: isEnabled });
    await this.#ask(`turn the console of node ${uuid} ${isEnabled ? 'on' : 'off'}`, {
      method: 'PUT',
      path: `/v1/nodes/${uuid}/states/console`,
      body,
    });
  }

  async #ask(what: string, request: Pick<ExchangeRequest, 'method' | 'path' | 'body'>): Promise<unknown> {
    await this.#negotiate();
    const answer = await this.#persist(() => this.#send(what, request), { isRepeatable: request.method === 'GET' });
    return answer.body === '' ? undefined : JSON.parse(answer.body);
  }

  /** Asks again while Ironic is busy or away, for as long as our patience lasts. */
  async #persist(attempt: () => Promise<ExchangeAnswer>, { isRepeatable }: { readonly isRepeatable: boolean }): Promise<ExchangeAnswer> {
    const { clock, signal, patienceMilliseconds } = this.#options;
    const endsAt = clock.monotonicMilliseconds() + patienceMilliseconds;
    for (let delay = firstDelayMilliseconds; ; delay = Math.min(2 * delay, longestDelayMilliseconds)) {
      try {
        return await attempt();
      } catch (error) {
        if (!isPassing(error, isRepeatable) || signal.aborted || clock.monotonicMilliseconds() + delay > endsAt) throw error;
      }
      await clock.sleep(delay, { signal });
    }
  }

  async #send(what: string, request: Pick<ExchangeRequest, 'method' | 'path' | 'body'>): Promise<ExchangeAnswer> {
    const { exchange, signal } = this.#options;
    const answer = await exchange({ ...request, signal, headers: { [versionHeader]: `${version.major}.${version.minor}` } });
    if (answer.status < 200 || answer.status > 299) throw errorOfAnswer(what, answer);
    return answer;
  }

  /** Reads which versions this Ironic has, once it answers at all. */
  #negotiate(): Promise<void> {
    const negotiation = this.#negotiation;
    negotiation.result ??= this.#readVersions();
    negotiation.result.catch(() => (negotiation.result = undefined));
    return negotiation.result;
  }

  async #readVersions(): Promise<void> {
    const { exchange, signal } = this.#options;
    const { headers, status, body } = await this.#persist(
      async () => {
        const answer = await exchange({ method: 'GET', path: '/v1', headers: {}, signal });
        if (answer.status === 503) throw errorOfAnswer('ask Ironic for its versions', answer);
        return answer;
      },
      { isRepeatable: true },
    );
    if (status !== 200) throw errorOfAnswer('ask Ironic for its versions', { status, body });
    const least = headers['x-openstack-ironic-api-minimum-version'];
    const most = headers['x-openstack-ironic-api-maximum-version'];
    if (least === undefined || most === undefined) {
      throw new IronicError('Version', 'what answers does not say which versions of the Ironic API it has: is it Ironic?');
    }
    if (minorOf(least) <= version.minor && version.minor <= minorOf(most)) return;
    throw new IronicError(
      'Version',
      `this Ironic has the versions ${least} to ${most} of its API, and Tycho needs ${version.major}.${version.minor}`,
    );
  }
}

function isPassing(error: unknown, isRepeatable: boolean): boolean {
  if (!(error instanceof IronicError)) return false;
  return error.kind === 'Busy' || error.kind === 'Unavailable' || (isRepeatable && error.kind === 'Unanswered');
}

/** Of our major version; another one has nothing for us. */
function minorOf(text: string): number {
  const [major, minor] = text.split('.').map(Number);
  return major === version.major ? (minor ?? NaN) : NaN;
}

/** `next` is a whole URL, with the name by which Ironic knows itself. */
function pathOf(next: string): string {
  const { pathname, search } = new URL(next);
  return `${pathname.slice(Math.max(0, pathname.indexOf('/v1/')))}${search}`;
}

const firstDelayMilliseconds = 50;
const longestDelayMilliseconds = 2_000;
/** Of a thousand nodes each. */
const maximumPages = 100;
