import type { Instance, MachinePort } from '#apis/infrastructure/instance.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { DriverError, type Driver } from '#drivers/contract/driver.ts';
import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import type { MetadataSubject } from './config-drive/metadata-subject.ts';
import type { DocumentsInput } from './config-drive/config-drive-documents.ts';
import { markOf, userDataOf } from './instance/guest-of.ts';
import { guestPort, type FollowedAgent, type PortPlugger } from './instance/port-plugger.ts';
import type { InstanceRecord } from './journal/journal-state.ts';
import { NamespaceSocketError } from './metadata/open-namespace-socket.ts';
import type { MetadataServer } from './metadata/metadata-server.ts';
import type { VendorData } from './metadata/vendor-data.ts';
import type { HostNetwork } from './network/host-network.ts';
import { NetworkFailure } from './network/network-failure.ts';
import type { NetworkPort, PortPlug } from './network/network-port.ts';

export interface GuestNetworkingDependencies {
  /** The machine's, as the metadata service: shared with the other hosts that the machine plays. */
  readonly network: HostNetwork;
  readonly metadata: MetadataServer;
  readonly vendorData: Pick<VendorData, 'documentsFor' | 'forget'>;
  readonly driver: Pick<Driver, 'tapOwnerUserID'>;
  /** How the driver has ports plugged in. */
  readonly portAttachment: 'Tap' | 'Interface';
  readonly controlPlaneUID: string;
  readonly metadataSubject: (input: DocumentsInput) => MetadataSubject;
  readonly logger: Logger;
}

/** Plugs the ports of one host's instances into the networks of its machine, and has the metadata service know whose they are. */
export class GuestNetworking implements PortPlugger {
  readonly #dependencies: GuestNetworkingDependencies;
  #agent: FollowedAgent | undefined;
  #recovery: Promise<void> | undefined;

  constructor(dependencies: GuestNetworkingDependencies) {
    this.#dependencies = dependencies;
  }

  follow(agent: FollowedAgent): void {
    this.#agent = agent;
    this.#recovered().catch((error: unknown) =>
      this.#dependencies.logger.warn({ error }, 'what is there of networks could not be found out; it will be before a port is plugged in'),
    );
  }

  async plug(instance: Instance, { keep }: { readonly keep: readonly string[] }): Promise<readonly GuestPort[]> {
    const { network } = this.#dependencies;
    const { uid: instanceUID } = instance.metadata;
    await this.#recovered();
    const { ports = [] } = instance.spec.machine;
    const plug = await this.#plugFor(instance);
    const wanted = new Set([...ports.map(({ uid }) => uid), ...keep]);
    for (const uid of network.portsOf(instanceUID)) if (!wanted.has(uid)) await this.#remove(uid);
    const plugged: GuestPort[] = [];
    for (const port of ports) {
      plugged.push(guestPort(port, await network.ensure(networkPort(instance, port), plug).catch(asDriverError)));
      await this.#publish(instanceUID, port.uid).catch(asDriverError);
    }
    return plugged;
  }

  async unplug(instanceUID: string): Promise<void> {
    await this.#recovered();
    const { network, portAttachment, vendorData } = this.#dependencies;
    for (const uid of network.portsOf(instanceUID)) await this.#remove(uid);
    if (portAttachment === 'Interface') await network.removeInstanceNamespace(instanceUID).catch(asDriverError);
    vendorData.forget(instanceUID);
  }

  /** Guests hear it the next time that they ask. */
  changed(instanceUID: string): void {
    for (const portUID of this.#dependencies.network.portsOf(instanceUID)) {
      this.#publish(instanceUID, portUID).catch((error: unknown) =>
        this.#dependencies.logger.warn({ error, instanceUID, portUID }, 'a guest cannot be told of itself'),
      );
    }
  }

  /** Says which other hosts have guests in a network. */
  async setPeers(networkUID: string, peers: readonly string[]): Promise<void> {
    await this.#recovered();
    const { network, portAttachment } = this.#dependencies;
    await network.setPeers(networkUID, peers, portAttachment);
  }

  /** Finds what an agent before this one has left, serves it again, and removes what belongs to no instance of this host. Tried again after it failed. */
  #recovered(): Promise<void> {
    this.#recovery ??= this.#recover().catch((error: unknown) => {
      this.#recovery = undefined;
      return asDriverError(error);
    });
    return this.#recovery;
  }

  async #recover(): Promise<void> {
    const { network, portAttachment } = this.#dependencies;
    await network.recover();
    const known = [...(this.#agent?.instanceUIDs() ?? [])];
    const ports = new Set(known.flatMap((instanceUID) => network.portsOf(instanceUID)));
    await network.retain({ plugKind: portAttachment, ports, instanceNamespaces: new Set(known) });
    for (const instanceUID of known) this.changed(instanceUID);
  }

  async #remove(portUID: string): Promise<void> {
    const { network, metadata } = this.#dependencies;
    await metadata.withdraw(portUID);
    await network.remove(portUID).catch(asDriverError);
  }

  async #publish(instanceUID: string, portUID: string): Promise<void> {
    const { network, metadata } = this.#dependencies;
    const access = network.metadataAccess(portUID);
    const record = this.#agent?.record(instanceUID);
    if (access === undefined || record === undefined) return;
    await metadata.publish(portUID, access, {
      subject: () => this.#subject(record),
      password: record.encryptedPassword,
      onPassword: (password) => this.#agent!.keepPassword(instanceUID, password),
    });
  }

  async #subject({ desired }: InstanceRecord): Promise<MetadataSubject> {
    const { vendorData, metadataSubject } = this.#dependencies;
    const { instance } = desired;
    const userData = userDataOf(desired);
    return metadataSubject({ instance, userData, vendorData: await vendorData.documentsFor(instance, userData) });
  }

  async #plugFor(instance: Instance): Promise<PortPlug> {
    const { driver, portAttachment, controlPlaneUID } = this.#dependencies;
    const { uid } = instance.metadata;
    if (portAttachment === 'Interface') return { kind: 'Interface', namespaceKey: uid };
    const record = this.#agent?.record(uid);
    if (record === undefined || driver.tapOwnerUserID === undefined)
      throw new DriverError('Temporary', `plug in the ports of ${uid}: it is not known here`);
    return { kind: 'Tap', ownerUserID: await driver.tapOwnerUserID(markOf(record.desired, controlPlaneUID)) };
  }
}

function networkPort({ metadata, spec }: Instance, { uid, macAddress, addresses, network }: MachinePort): NetworkPort {
  return { uid, instanceUID: metadata.uid, macAddress, addresses, network, hostname: spec.machine.hostname };
}

/** In the words by which the agent decides whether to try again. */
function asDriverError(error: unknown): never {
  if (error instanceof NamespaceSocketError) throw new DriverError('HostBroken', error.message, { cause: error });
  if (!(error instanceof NetworkFailure)) throw error;
  throw new DriverError(error.reason === 'Invalid' ? 'Unsupported' : 'HostBroken', error.message, { cause: error });
}
