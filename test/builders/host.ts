import { hostFinalizer, hostKind, type Host, type HostSpec, type HostStatus } from '#apis/infrastructure/host.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

export interface HostOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<HostSpec>;
  readonly status?: HostStatus;
}

/** A valid Host `host-a` with a grace period of 60 seconds, of which nothing was heard yet. */
export function aHost({ metadata, spec, status }: HostOverrides = {}): Host {
  const name = metadata?.name ?? 'host-a';
  return {
    apiVersion: apiVersionOf(hostKind),
    kind: hostKind.kind,
    metadata: {
      name,
      uid: `${name}-uid`,
      resourceVersion: '50',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      finalizers: [hostFinalizer],
      ...metadata,
    },
    spec: { unschedulable: false, gracePeriodSeconds: 60, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}
