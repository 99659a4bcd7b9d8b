import type { ApiClient } from '#apis/client/api-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverActionKind, type ServerActionSpec } from '#apis/compute/server-action.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind, type ServerSpec } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';
import type { StoreTruth } from './store-truth.ts';

const apiVersion = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';

const imageNames = ['linux', 'unix'] as const;

const networkNames = ['red', 'blue'] as const;
const portNames = ['port-0', 'port-1'] as const;
const volumeNames = ['volume-0', 'volume-1', 'volume-2'] as const;

type ServerActionWish = Omit<ServerActionSpec, 'server'>;

/** What the quota of the simulation allows at first; hosts have room for more. */
const limits = { servers: 12, vcpus: 40, volumes: 3, volumeGiB: 7, serverGroupMembers: 4 } as const;

const groupPolicies = { apart: 'AntiAffinity', together: 'Affinity', 'rather-apart': 'SoftAntiAffinity' } as const;
const groupNames = Object.keys(groupPolicies);

/** What has to be there before a server can be declared. */
export async function declareBasics(client: ApiClient): Promise<void> {
  const flavor = (name: string, spec: { readonly vcpus: number; readonly memoryMiB: number; readonly diskGiB: number }): Promise<unknown> =>
    client.resource(flavorKind).create({ apiVersion, kind: 'Flavor', metadata: { name }, spec });
  await flavor('small', { vcpus: 1, memoryMiB: 1024, diskGiB: 5 });
  await flavor('large', { vcpus: 12, memoryMiB: 4096, diskGiB: 40 });
  await flavor('medium', { vcpus: 2, memoryMiB: 2048, diskGiB: 10 });
  for (const name of imageNames) {
    await client.resource(imageKind).create({
      apiVersion,
      kind: 'Image',
      metadata: { name, namespace: 'public' },
      spec: {
        format: 'Kernel',
        kernel: { url: `https://images.example/${name}`, sha256: '0'.repeat(64) },
        minimumDiskGiB: 0,
        minimumMemoryMiB: 0,
      },
    });
  }
  for (const [number, name] of networkNames.entries()) {
    const spec = { cidr: `10.${number}.0.0/24` };
    await client.resource(networkKind).create({ apiVersion, kind: 'Network', metadata: { name, namespace }, spec });
  }
  for (const [number, name] of volumeNames.entries()) {
    const spec = { sizeGiB: 1, shareable: number === volumeNames.length - 1 };
    await client.resource(volumeKind).create({ apiVersion, kind: 'Volume', metadata: { name, namespace }, spec });
  }
  for (const [name, policy] of Object.entries(groupPolicies)) {
    const spec = { policy, maximumServersPerHost: 1 };
    await client.resource(serverGroupKind).create({ apiVersion, kind: 'ServerGroup', metadata: { name, namespace }, spec });
  }
  await client.resource(aggregateKind).create({
    apiVersion: 'infrastructure.tycho.dev/v1alpha1',
    kind: 'Aggregate',
    metadata: { name: 'racks' },
    spec: { hosts: ['host-1', 'host-2'], zone: 'east' },
  });
  await client.resource(quotaKind).create({ apiVersion, kind: 'Quota', metadata: { name: 'limit', namespace }, spec: limits });
}

/** Somebody who wants things at random. What is refused is refused: a user shrugs. */
export class RandomUser {
  readonly #client: ApiClient;
  readonly #truth: StoreTruth;
  readonly #random: SeededRandom;
  #created = 0;
  #ordered = 0;

  constructor(options: { readonly client: ApiClient; readonly truth: StoreTruth; readonly random: SeededRandom }) {
    this.#client = options.client;
    this.#truth = options.truth;
    this.#random = options.random;
  }

  async act(): Promise<void> {
    const draw = this.#random.fraction();
    try {
      if (draw < 0.3) await Promise.all([this.#rewire(), this.#rewire(), this.#rewire()]);
      else if (draw < 0.45) await Promise.all(Array.from({ length: this.#random.integer(4) }, () => this.#create()));
      else if (draw < 0.53) await this.#delete();
      else if (draw < 0.82) await this.#change();
      else if (draw < 0.94) await this.#order();
      else if (draw < 0.96) await this.#changeLimits();
      else if (draw < 0.97) await this.#changeZone();
      else await this.#toggleCordon();
    } catch {
      // Refused, or no answer: the next wish comes anyway.
    }
  }

  async #create(): Promise<void> {
    this.#created += 1;
    const script = this.#random.pick<Readonly<Record<string, string>>>([
      {},
      {},
      {},
      { 'fake.tycho.dev/start': 'fail 2' },
      { 'fake.tycho.dev/prepare': 'delay 4' },
    ]);
    await this.#client.resource(serverKind).create({
      apiVersion,
      kind: 'Server',
      metadata: { name: `server-${this.#created}`, namespace },
      spec: {
        flavor: this.#random.fraction() < 0.75 ? 'small' : 'large',
        image: imageNames[0],
        power: 'Running',
        ...(this.#random.fraction() < 0.3 ? { softDeleteSeconds: 10 + this.#random.integer(30) } : {}),
        runPolicy: this.#random.pick(['Always', 'RerunOnFailure'] as const),
        ...(this.#random.fraction() < 0.4 ? { networks: this.#networks() } : {}),
        ...(this.#random.fraction() < 0.3 ? { placement: this.#placement() } : {}),
        metadata: script,
      },
    });
  }

  async #delete(): Promise<void> {
    const server = this.#someServer();
    if (server !== undefined) await this.#client.resource(serverKind).delete({ namespace, name: server });
  }

  /** Any wish about any server, whatever it is doing. */
  async #change(): Promise<void> {
    const name = this.#someServer();
    if (name === undefined) return;
    const spec = this.#truth.servers.get(`${namespace}/${name}`)?.spec;
    const power = (): object => ({
      power: this.#random.pick(['Running', 'Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'] as const),
    });
    const wish = this.#random.pick([
      power,
      power,
      power,
      () => ({ flavor: this.#random.pick(['small', 'medium', 'medium', 'large'] as const) }),
      () => ({ flavor: this.#random.pick(['small', 'medium'] as const), power: 'Running' }),
      () => ({ image: this.#random.pick(imageNames) }),
      () => ({ rescue: spec?.rescue === undefined ? { image: this.#random.pick(imageNames) } : null }),
      () => ({ resize: this.#random.fraction() < 0.5 ? { autoConfirmSeconds: this.#random.integer(30) } : null }),
    ]);
    await this.#client.resource(serverKind).patch({ namespace, name }, { spec: wish() });
  }

  /** Any action on any server. */
  async #order(): Promise<void> {
    const server = this.#someServer();
    if (server === undefined) return;
    this.#ordered += 1;
    const image = `made-${this.#ordered}`;
    const spec = this.#random.pick<ServerActionWish>([
      { type: 'Reboot', reboot: { mode: this.#random.pick(['Soft', 'Hard'] as const) } },
      { type: 'Reboot' },
      { type: 'Snapshot', snapshot: { image } },
      { type: 'Backup', backup: { image, series: 'daily', rotation: this.#random.integer(3) } },
      { type: 'Rebuild' },
      { type: 'Reset' },
      { type: 'CrashDump' },
      { type: 'ConfirmResize' },
      { type: 'ConfirmResize' },
      { type: 'MigrateCold' },
      { type: 'MigrateCold' },
      { type: 'MigrateLive' },
      { type: 'MigrateLive' },
      { type: 'MigrateLive', migrateLive: { timeoutSeconds: 10 } },
      { type: 'AbortMigration' },
      { type: 'ForceMigration' },
      { type: 'Restore' },
    ]);
    await this.#client.resource(serverActionKind).create({
      apiVersion,
      kind: 'ServerAction',
      metadata: { generateName: 'action-', namespace },
      spec: { server, ...spec },
    });
  }

  /** Volumes and ports come, go, and change hands. */
  async #rewire(): Promise<void> {
    const server = this.#someServer();
    const [volume, port] = [this.#random.pick(volumeNames), this.#random.pick(portNames)];
    const attachments = this.#client.resource(volumeAttachmentKind);
    const attach = (): Promise<unknown> =>
      attachments.create({
        apiVersion,
        kind: 'VolumeAttachment',
        metadata: { name: `${volume}-${server}`, namespace },
        spec: { server: server!, volume },
      });
    const make = (): Promise<unknown> =>
      this.#client.resource(volumeKind).create({
        apiVersion,
        kind: 'Volume',
        metadata: { name: volume, namespace },
        spec: { sizeGiB: 1, shareable: volume === volumeNames[2] },
      });
    const makePort = (): Promise<unknown> =>
      this.#client
        .resource(portKind)
        .create({ apiVersion, kind: 'Port', metadata: { name: port, namespace }, spec: { network: this.#random.pick(networkNames) } });
    const detach = (): Promise<unknown> => {
      const names = [...this.#truth.attachments.values()].map(({ metadata }) => metadata.name);
      return attachments.delete({ namespace, name: this.#random.pick(names) });
    };
    const work = this.#random.pick<() => Promise<unknown>>([
      make,
      make,
      makePort,
      makePort,
      attach,
      attach,
      attach,
      attach,
      detach,
      detach,
      () => this.#client.resource(volumeKind).delete({ namespace, name: volume }),
      () => this.#client.resource(volumeKind).patch({ namespace, name: volume }, { spec: { sizeGiB: 1 + this.#random.integer(3) } }),
      () => this.#client.resource(portKind).delete({ namespace, name: port }),
      () => this.#client.resource(serverKind).patch({ namespace, name: server! }, { spec: { networks: this.#networks() } }),
    ]);
    await work();
  }

  #networks(): readonly { readonly network?: string; readonly port?: string }[] {
    const entry = () =>
      this.#random.fraction() < 0.6 ? { network: this.#random.pick(networkNames) } : { port: this.#random.pick(portNames) };
    return Array.from({ length: this.#random.integer(3) }, entry);
  }

  #placement(): NonNullable<ServerSpec['placement']> {
    const serverGroup = this.#random.pick(groupNames);
    return this.#random.pick([{ serverGroup }, { serverGroup }, { zone: 'east' }, { serverGroup, zone: 'east' }]);
  }

  /** Also of hosts whose servers asked for their zone. */
  async #changeZone(): Promise<void> {
    const names = [...this.#truth.hosts.values()].map(({ metadata }) => metadata.name);
    const hosts = names.filter(() => this.#random.fraction() < 0.7);
    const zone = this.#random.fraction() < 0.8 ? 'east' : null;
    await this.#client.resource(aggregateKind).patch({ name: 'racks' }, { spec: { hosts, zone } });
  }

  /** Also below what is in use. */
  async #changeLimits(): Promise<void> {
    const spec = { servers: 4 + this.#random.integer(10), vcpus: 10 + this.#random.integer(40) };
    await this.#client.resource(quotaKind).patch({ namespace, name: 'limit' }, { spec });
  }

  async #toggleCordon(): Promise<void> {
    const hosts = [...this.#truth.hosts.values()];
    if (hosts.length === 0) return;
    const host = this.#random.pick(hosts);
    await this.#client.resource(hostKind).patch({ name: host.metadata.name }, { spec: { unschedulable: !host.spec.unschedulable } });
  }

  #someServer(): string | undefined {
    const names = [...this.#truth.servers.values()].map(({ metadata }) => metadata.name);
    return names.length === 0 ? undefined : this.#random.pick(names);
  }
}
