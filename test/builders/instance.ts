import { instanceFinalizer, instanceKind, instanceName, type Instance, type InstanceSpec } from '#apis/infrastructure/instance.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

export interface InstanceOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<Omit<InstanceSpec, 'machine'>>;
  readonly machine?: Partial<InstanceSpec['machine']>;
  readonly status?: Instance['status'];
}

/** A valid Instance of server `web`, epoch 1, on host `host-a`, that is to run. */
export function anInstance({ metadata, spec, machine, status }: InstanceOverrides = {}): Instance {
  const serverUID = spec?.server?.uid ?? 'server-uid';
  const epoch = spec?.epoch ?? 1;
  return {
    apiVersion: apiVersionOf(instanceKind),
    kind: instanceKind.kind,
    metadata: {
      name: instanceName(serverUID, epoch),
      namespace: 'default',
      uid: `instance-${serverUID}-${epoch}`,
      resourceVersion: String(99 + epoch),
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      finalizers: [instanceFinalizer],
      ...metadata,
    },
    spec: {
      server: { name: 'web', uid: serverUID },
      epoch,
      host: { name: 'host-a', uid: 'host-a-uid' },
      claim: { vcpus: 1, memoryMiB: 512, diskGiB: 1 },
      power: 'Running',
      runPolicy: 'RerunOnFailure',
      ...spec,
      machine: {
        displayName: 'web',
        hostname: 'web',
        flavor: 'small',
        vcpus: 1,
        memoryMiB: 512,
        diskGiB: 1,
        image: {
          name: 'debian',
          uid: 'image-uid',
          format: 'Raw',
          source: { url: 'https://images.test/guest.raw', sha256: 'a'.repeat(64) },
        },
        macAddress: 'fa:16:3e:00:00:01',
        ...machine,
      },
    },
    ...(status === undefined ? {} : { status }),
  };
}
