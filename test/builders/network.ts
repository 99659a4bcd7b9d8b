import { networkKind, type Network, type NetworkSpec } from '#apis/compute/network.ts';
import { portFinalizer, portKind, type Port, type PortSpec, type PortStatus } from '#apis/compute/port.ts';
import type { Server } from '#apis/compute/server.ts';
import { serverKind } from '#apis/compute/server.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

export interface NetworkOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<NetworkSpec>;
  readonly status?: Network['status'];
}

/** A valid Network `backend` in `default` with the addresses 10.1.0.0/24 and the number 7. */
export function aNetwork({ metadata, spec, status }: NetworkOverrides = {}): Network {
  const name = metadata?.name ?? 'backend';
  return {
    apiVersion: apiVersionOf(networkKind),
    kind: networkKind.kind,
    metadata: {
      namespace: 'default',
      uid: `${name}-uid`,
      resourceVersion: '40',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      ...metadata,
      name,
    },
    spec: { cidr: '10.1.0.0/24', ...spec },
    status: { vni: 7, gateway: '10.1.0.1', ...status },
  };
}

export interface PortOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<PortSpec>;
  readonly status?: PortStatus;
  /** The server that it was made for. */
  readonly madeFor?: Pick<Server, 'metadata'>;
}

/** A valid Port `front` of the network `backend` with the address 10.1.0.5, in no server unless `madeFor` one. */
export function aPort({ metadata, spec, status, madeFor }: PortOverrides = {}): Port {
  const name = metadata?.name ?? 'front';
  const network = spec?.network ?? 'backend';
  const owner = madeFor?.metadata;
  return {
    apiVersion: apiVersionOf(portKind),
    kind: portKind.kind,
    metadata: {
      namespace: 'default',
      uid: `${name}-uid`,
      resourceVersion: '60',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      finalizers: [portFinalizer],
      ...(owner === undefined
        ? {}
        : {
            ownerReferences: [
              {
                apiVersion: apiVersionOf(serverKind),
                kind: serverKind.kind,
                name: owner.name,
                uid: owner.uid,
                controller: true,
                blockOwnerDeletion: true,
              },
            ],
          }),
      ...metadata,
      name,
    },
    spec: { network, ...spec },
    status: {
      phase: 'Unplugged',
      macAddress: '02:00:00:00:00:05',
      ipAddresses: ['10.1.0.5'],
      networkUID: `${network}-uid`,
      networkNamespace: 'default',
      ...(owner === undefined ? {} : { server: owner.name, serverUID: owner.uid }),
      ...status,
    },
  };
}
