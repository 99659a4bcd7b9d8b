import { defaultQuotaKind, type DefaultQuotaSpec } from '#apis/compute/default-quota.ts';
import { flavorKind, type Flavor, type FlavorSpec } from '#apis/compute/flavor.ts';
import { quotaKind, type QuotaSpec } from '#apis/compute/quota.ts';
import { serverGroupKind, type ServerGroupSpec } from '#apis/compute/server-group.ts';
import { serverKind, type Server, type ServerSpec } from '#apis/compute/server.ts';
import { hostKind, type Host, type HostSpec, type HostStatus } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import type { Status } from '#apis/machinery/errors.ts';
import type { Registry } from '#cmd/api-server/registry/registry.ts';
import { aFlavorBody, aHostBody, aHostStatus, aMachine, aPlacement, aQuotaBody, aServerBody, aServerGroupBody } from './api-bodies.ts';
import { refusalOf } from './refusal.ts';
import { aStartedRegistry, plainWrite, type StartedRegistry, type StartedRegistryOptions } from './registry.ts';

const namespace = 'default';
const onStatus = { ...plainWrite, subresource: 'status' } as const;

/** Hosts, flavors and servers in the namespace `default`, and what a scheduler would do with them, by hand. */
export class Cloud {
  readonly registry: Registry;

  constructor({ registry }: { readonly registry: Registry }) {
    this.registry = registry;
  }

  async host(name: string, spec: Partial<HostSpec> = {}, status: Partial<HostStatus> = {}): Promise<Host> {
    await this.registry.create(hostKind, undefined, aHostBody(name, spec), plainWrite);
    return (await this.registry.mergePatch(hostKind, { name }, { status: aHostStatus(status) }, onStatus)).object() as Host;
  }

  async flavor(name: string, spec: Partial<FlavorSpec> = {}): Promise<Flavor> {
    return (await this.registry.create(flavorKind, undefined, aFlavorBody(name, spec), plainWrite)).object() as Flavor;
  }

  async server(name: string, spec: Partial<ServerSpec> = {}): Promise<Server> {
    return (await this.registry.create(serverKind, namespace, aServerBody(name, spec), plainWrite)).object() as Server;
  }

  async servers(count: number, spec: Partial<ServerSpec> = {}): Promise<readonly Server[]> {
    return await Promise.all(Array.from({ length: count }, (_, number) => this.server(`s${number}`, spec)));
  }

  async quota(spec: QuotaSpec, name = 'limits'): Promise<void> {
    await this.registry.create(quotaKind, namespace, aQuotaBody(name, spec), plainWrite);
  }

  /** What holds where no quota of the namespace says otherwise. */
  async defaultQuota(spec: DefaultQuotaSpec, name = 'defaults'): Promise<void> {
    await this.registry.create(defaultQuotaKind, undefined, { ...aQuotaBody(name, spec), kind: defaultQuotaKind.kind }, plainWrite);
  }

  /** As {@link server}, made by somebody. */
  async serverOf(user: string, name: string, spec: Partial<ServerSpec> = {}): Promise<Server> {
    return (await this.registry.create(serverKind, namespace, aServerBody(name, spec), { ...plainWrite, user })).object() as Server;
  }

  async group(name: string, spec: Partial<ServerGroupSpec> = {}): Promise<void> {
    await this.registry.create(serverGroupKind, namespace, aServerGroupBody(name, spec), plainWrite);
  }

  async place(server: Server, host: Host, flavor: Flavor): Promise<Instance> {
    const placement = aPlacement(server.metadata.resourceVersion, host, aMachine(flavor));
    return (await this.registry.place({ namespace, name: server.metadata.name }, placement, { dryRun: false })).object() as Instance;
  }

  async refusal(server: Server, host: Host, flavor: Flavor): Promise<Status> {
    return await refusalOf(this.place(server, host, flavor));
  }

  async read(name: string): Promise<Server> {
    return (await this.registry.get(serverKind, { namespace, name }, {})).object() as Server;
  }

  async instances(): Promise<readonly Instance[]> {
    return (await this.registry.list(instanceKind, {})).items.map((item) => item.object() as Instance);
  }

  /** What the host's agent would report at the end of an incarnation. */
  async report(instance: Instance, phase: 'Lost' | 'Destroyed'): Promise<void> {
    await this.registry.mergePatch(instanceKind, { namespace, name: instance.metadata.name }, { status: { phase } }, onStatus);
  }
}

/** A {@link Cloud} with the registry that it stands on. */
export interface StartedCloud extends Cloud {
  readonly running: StartedRegistry;
}

export async function aStartedCloud(options: StartedRegistryOptions = {}): Promise<StartedCloud> {
  const running = await aStartedRegistry(options);
  return Object.assign(new Cloud(running), { running });
}
