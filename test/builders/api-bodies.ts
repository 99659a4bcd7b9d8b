import type { Flavor, FlavorSpec } from '#apis/compute/flavor.ts';
import type { QuotaSpec } from '#apis/compute/quota.ts';
import type { ServerGroupSpec } from '#apis/compute/server-group.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import type { Host, HostSpec, HostStatus } from '#apis/infrastructure/host.ts';
import type { Machine, Placement } from '#apis/infrastructure/instance.ts';
import type { ObjectMetaInput } from '#apis/machinery/object-meta.ts';

/** What a client sends to create an object. */
export interface Body<Spec> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetaInput;
  readonly spec: Spec;
}

/* Bodies as a client would send them: valid, with what a test is about put in. */

const compute = 'compute.tycho.dev/v1alpha1';
const infrastructure = 'infrastructure.tycho.dev/v1alpha1';

export function aServerBody(name: string, spec: Partial<ServerSpec> = {}, metadata: ObjectMetaInput = {}): Body<Partial<ServerSpec>> {
  return { apiVersion: compute, kind: 'Server', metadata: { name, ...metadata }, spec: { flavor: 'small', image: 'debian', ...spec } };
}

export function aFlavorBody(name: string, spec: Partial<FlavorSpec> = {}): Body<FlavorSpec> {
  return { apiVersion: compute, kind: 'Flavor', metadata: { name }, spec: { vcpus: 1, memoryMiB: 512, diskGiB: 1, ...spec } };
}

export function aQuotaBody(name: string, spec: QuotaSpec): Body<QuotaSpec> {
  return { apiVersion: compute, kind: 'Quota', metadata: { name }, spec };
}

export function aServerGroupBody(name: string, spec: Partial<ServerGroupSpec> = {}): Body<Partial<ServerGroupSpec>> {
  return { apiVersion: compute, kind: 'ServerGroup', metadata: { name }, spec: { policy: 'AntiAffinity', ...spec } };
}

export function aHostBody(name: string, spec: Partial<HostSpec> = {}): Body<Partial<HostSpec>> {
  return { apiVersion: infrastructure, kind: 'Host', metadata: { name }, spec };
}

/** A host's status with room for four of {@link aFlavorBody}'s vCPUs a core, ready. */
export function aHostStatus(status: Partial<HostStatus> = {}): HostStatus {
  return {
    inventory: { vcpus: 16, memoryMiB: 65_536, diskGiB: 1_000 },
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'AgentConnected',
        message: 'The agent is connected.',
        lastTransitionTime: '2026-06-01T12:00:00Z',
      },
    ],
    ...status,
  };
}

export function aMachine(flavor: Pick<Flavor, 'metadata' | 'spec'>, overrides: Partial<Machine> = {}): Machine {
  return {
    displayName: 'web',
    hostname: 'web',
    flavor: flavor.metadata.name,
    vcpus: flavor.spec.vcpus,
    memoryMiB: flavor.spec.memoryMiB,
    diskGiB: flavor.spec.diskGiB,
    image: {
      name: 'debian',
      uid: 'uid-of-debian',
      format: 'Raw',
      source: { url: 'https://images.example/debian.raw', sha256: '0'.repeat(64) },
    },
    macAddress: '52:54:00:00:00:01',
    ...overrides,
  };
}

export function aPlacement(serverResourceVersion: string, host: Pick<Host, 'metadata'>, machine: Machine): Placement {
  const { name, uid } = host.metadata;
  return { apiVersion: infrastructure, kind: 'Placement', serverResourceVersion, host: { name, uid }, machine };
}
