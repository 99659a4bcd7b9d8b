import { createHash } from 'node:crypto';
import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceFinalizer, instanceKind, type Instance, type InstanceStatus, type SavedDisk } from '#apis/infrastructure/instance.ts';
import { leaseKind } from '#apis/kubernetes/core.ts';
import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import { capabilities } from '#drivers/contract/capability.ts';
import type { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { ModelVolumes } from './model-volumes.ts';

const gatewayName = 'gateway-a';
const leaseNamespace = 'tycho-system';
const leaseDurationSeconds = 15;

export interface ModelAgentsOptions {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  readonly clock: Clock;
  /** How long after a change an agent has done what it asks. Default 100. */
  readonly workMilliseconds?: number;
}

/**
 * One gateway and the agents behind it as they show in the API, without wire, journal or driver: for tests of the loops
 * that only see their reports. Agents of hosts that are silent do nothing; a test may put words into an agent's mouth.
 */
export class ModelAgents {
  readonly volumes: ModelVolumes;
  readonly #options: ModelAgentsOptions;
  readonly #hosts: ResourceClient<Host>;
  readonly #instances: ResourceClient<Instance>;
  readonly #informer: Informer<Instance>;
  readonly #silentHosts = new Set<string>();
  readonly #held = new Set<string>();
  readonly #timers = new Map<string, Timer>();
  #renewal: Timer | undefined;

  constructor(options: ModelAgentsOptions) {
    this.#options = options;
    this.volumes = new ModelVolumes({ ...options, workMilliseconds: options.workMilliseconds ?? defaultWorkMilliseconds });
    this.#hosts = options.client.resource(hostKind);
    this.#instances = options.client.resource(instanceKind);
    this.#informer = options.informers.for(instanceKind);
    this.#informer.onChange(({ current }) => {
      if (current !== undefined) this.#wake(current);
    });
  }

  /** The gateway comes up and keeps its lease from now on. */
  async startGateway(): Promise<void> {
    const { client, clock } = this.#options;
    const renew = async (): Promise<void> => {
      const spec = { holderIdentity: gatewayName, leaseDurationSeconds, renewTime: clock.now().toISOString().replace('Z', '000Z') };
      const leases = client.resource(leaseKind);
      try {
        await leases.patch({ namespace: leaseNamespace, name: gatewayName }, { spec });
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        await leases.create({
          apiVersion: 'coordination.k8s.io/v1',
          kind: 'Lease',
          metadata: { namespace: leaseNamespace, name: gatewayName },
          spec,
        });
      }
      this.#renewal = clock.setTimer(() => void renew(), 5_000);
    };
    await renew();
  }

  /** The gateway dies: its lease is not renewed any more, and no agent can say anything. */
  stopGateway(): void {
    this.#renewal?.cancel();
  }

  /** A host joins, with an agent that is connected and has said what the host has. */
  async addHost(name: string, options: ModelHostOptions = {}): Promise<Host> {
    await this.#hosts.create({
      apiVersion: 'infrastructure.tycho.dev/v1alpha1',
      kind: 'Host',
      metadata: { name },
      spec: { unschedulable: false, gracePeriodSeconds: 60 },
    });
    return this.connect(name, options);
  }

  /** The agent of a host connects. */
  async connect(name: string, { features = everyFeature, inventory = largeHost }: ModelHostOptions = {}): Promise<Host> {
    const host = await this.#hosts.get({ name });
    this.#silentHosts.delete(name);
    const session = {
      number: (host.status?.session?.number ?? 0) + 1,
      gateway: gatewayName,
      connectedAt: timestamp(this.#options.clock.now()),
      disconnectedAt: null,
    };
    const status = {
      session,
      inventory,
      driver: 'model',
      capabilities: features,
      architecture: 'x86_64',
    };
    const connected = await this.#hosts.patchStatus({ name }, { status });
    for (const instance of this.#informer.list()) this.#wake(instance);
    return connected;
  }

  /** The agent's stream ends. */
  async disconnect(name: string): Promise<void> {
    this.#silentHosts.add(name);
    await this.#hosts.patchStatus({ name }, { status: { session: { disconnectedAt: timestamp(this.#options.clock.now()) } } });
  }

  /** From now on the agents leave instances of that server alone, but for what {@link report} says. */
  hold(serverName: string): void {
    this.#held.add(serverName);
  }

  letGo(serverName: string): void {
    this.#held.delete(serverName);
    for (const instance of this.#informer.list()) this.#wake(instance);
  }

  /** An agent's report, as the gateway writes it. */
  async report(instance: Instance, status: Partial<InstanceStatus>): Promise<Instance> {
    const observedGeneration = instance.metadata.generation;
    return this.#instances.patchStatus(keyOf(instance), { status: { observedGeneration, ...status } });
  }

  stop(): void {
    this.stopGateway();
    this.volumes.stop();
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #wake(instance: Instance): void {
    const key = formatKey(keyOf(instance));
    if (this.#timers.has(key)) return;
    const timer = this.#options.clock.setTimer(() => {
      this.#timers.delete(key);
      void this.#work(instance);
    }, this.#options.workMilliseconds ?? defaultWorkMilliseconds);
    this.#timers.set(key, timer);
  }

  async #work({ metadata }: Instance): Promise<void> {
    const instance = this.#informer.get(keyOf({ metadata }));
    if (instance === undefined || this.#held.has(instance.spec.server.name) || this.#silentHosts.has(instance.spec.host.name)) return;
    try {
      if (instance.metadata.deletionTimestamp === undefined) await this.#obey(instance);
      else await this.#destroy(instance);
    } catch (error) {
      // Somebody else was faster; the change that they made wakes the agent again.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #obey(instance: Instance): Promise<void> {
    const now = timestamp(this.#options.clock.now());
    const next = obeyed(instance, now);
    if (next !== undefined) await this.report(instance, next);
  }

  async #destroy({ metadata }: Instance): Promise<void> {
    const finalizers = metadata.finalizers?.filter((finalizer) => finalizer !== instanceFinalizer) ?? [];
    await this.#instances.patch(keyOf({ metadata }), { metadata: { finalizers } });
  }
}

export interface ModelHostOptions {
  /** What its driver can do; everything if absent. */
  readonly features?: readonly string[];
  readonly inventory?: NonNullable<Host['status']>['inventory'];
}

/** What an agent says once it has done all that an Instance asks for; undefined: it has said so already. */
function obeyed(instance: Instance, now: string): Partial<InstanceStatus> | undefined {
  const { spec, status, metadata } = instance;
  if (status?.phase === 'Lost') return undefined;
  const { reboot, action } = spec;
  const isRebootDue = reboot !== undefined && reboot.actionUID !== status?.lastReboot?.actionUID;
  const isActionDue = action !== undefined && action.uid !== status?.lastAction?.uid;
  // It gave up its right to run for good.
  const phase = status?.phase === 'Shelved' ? 'Shelved' : spec.power;
  if (status?.observedGeneration === metadata.generation && status.phase === phase && !isRebootDue && !isActionDue) return undefined;
  const done = { outcome: 'Succeeded', at: now } as const;
  return {
    phase,
    imageUID: spec.machine.image.uid,
    inRescue: phase === 'Running' && spec.machine.rescueImage !== undefined,
    ...(spec.machine.ports === undefined ? {} : { ports: phase === 'Shelved' ? [] : spec.machine.ports.map(({ uid }) => uid) }),
    volumes: (spec.volumes ?? []).map(({ attachment, epoch }) => ({ attachmentUID: attachment.uid, epoch, phase: 'Attached' })),
    ...(phase === 'Running' ? { startedAt: now, addresses: [{ macAddress: spec.machine.macAddress, ipAddress: '10.0.0.2' }] } : {}),
    ...(phase === 'Shelved' ? { savedDisk: status?.savedDisk ?? diskOf(`${metadata.name} shelved`, spec.machine.diskGiB) } : {}),
    ...(isRebootDue ? { lastReboot: { ...done, actionUID: reboot.actionUID, message: 'the guest was restarted' } } : {}),
    ...(isActionDue
      ? {
          lastAction: {
            ...done,
            uid: action.uid,
            message: `${action.type} was done`,
            ...(action.type === 'Snapshot' ? { savedDisk: diskOf(`${metadata.name} ${action.uid}`, spec.machine.diskGiB) } : {}),
          },
        }
      : {}),
  };
}

/** A disk as the image store would hold it: another one for each `what`. */
function diskOf(what: string, diskGiB: number): SavedDisk {
  const sha256 = createHash('sha256').update(what).digest('hex');
  return { sha256, sizeBytes: 4096, format: 'Qcow2', virtualSizeBytes: diskGiB * 1024 ** 3 };
}

const defaultWorkMilliseconds = 100;
const largeHost = { vcpus: 16, memoryMiB: 65_536, diskGiB: 1000 };

/** What an agent of version 0.1.0 offers. */
export const oldFeatures = [
  'image-raw',
  'image-qcow2',
  'image-kernel',
  'reboot-soft',
  'reboot-hard',
  'console-log',
  'user-data',
  'key-pair',
];

/** All that drivers know of: what a model host offers unless it is told otherwise. */
export const everyFeature: readonly string[] = capabilities;
