import { Type } from 'typebox';
import { defineKind, oneOf, strictObject, stringMap } from '#apis/machinery/kind.ts';

/**
 * The kind on which the transcripts of a real kube-apiserver were recorded, field for field as its CustomResourceDefinition had it. Served beside our own
 * in the transcript tests, so that what kubectl prints can be compared word by word.
 */
const volume = strictObject({
  name: Type.String(),
  volumeRef: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  mode: Type.Optional(Type.String()),
});

const networkInterface = strictObject({
  name: Type.String(),
  network: Type.Optional(Type.String()),
  subnet: Type.Optional(Type.String()),
  mac: Type.Optional(Type.String()),
  securityGroups: Type.Optional(Type.Array(Type.String())),
  mtu: Type.Optional(Type.Integer()),
});

const spec = strictObject({
  project: Type.Optional(Type.String({ maxLength: 63 })),
  zone: Type.Optional(Type.String()),
  flavor: Type.String({ minLength: 1 }),
  image: Type.String(),
  hostname: Type.Optional(Type.String({ maxLength: 253 })),
  description: Type.Optional(Type.String()),
  powerState: Type.Optional(oneOf(['Running', 'Stopped', 'Paused'], { default: 'Running' })),
  keyPair: Type.Optional(Type.String()),
  cpu: Type.Optional(
    strictObject({
      cores: Type.Optional(Type.Integer({ minimum: 1, maximum: 256 })),
      sockets: Type.Optional(Type.Integer()),
      threads: Type.Optional(Type.Integer()),
      model: Type.Optional(Type.String()),
      pinning: Type.Optional(Type.Boolean()),
    }),
  ),
  memory: Type.Optional(
    strictObject({
      size: Type.Optional(Type.String()),
      hugepages: Type.Optional(Type.Boolean()),
      ballooning: Type.Optional(Type.Boolean()),
    }),
  ),
  bootVolume: Type.Optional(
    strictObject({
      size: Type.Optional(Type.String()),
      type: Type.Optional(Type.String()),
      bus: Type.Optional(oneOf(['virtio', 'scsi', 'ide'])),
      deleteOnTermination: Type.Optional(Type.Boolean()),
      encrypted: Type.Optional(Type.Boolean()),
    }),
  ),
  volumes: Type.Optional(Type.Array(volume)),
  interfaces: Type.Optional(Type.Array(networkInterface)),
  placement: Type.Optional(
    strictObject({ affinityGroup: Type.Optional(Type.String()), policy: Type.Optional(Type.String()), host: Type.Optional(Type.String()) }),
  ),
  userData: Type.Optional(Type.String()),
  metadata: Type.Optional(stringMap()),
  maintenance: Type.Optional(strictObject({ policy: Type.Optional(Type.String()), autoRecover: Type.Optional(Type.Boolean()) })),
  protection: Type.Optional(Type.Boolean()),
  priority: Type.Optional(Type.Integer({ default: 10 })),
});

const status = strictObject({
  phase: Type.Optional(Type.String()),
  host: Type.Optional(Type.String()),
  observedGeneration: Type.Optional(Type.Integer()),
  addresses: Type.Optional(Type.Array(strictObject({ type: Type.Optional(Type.String()), address: Type.Optional(Type.String()) }))),
  conditions: Type.Optional(
    Type.Array(
      strictObject({
        type: Type.String(),
        status: Type.String(),
        reason: Type.Optional(Type.String()),
        message: Type.Optional(Type.String()),
        lastTransitionTime: Type.Optional(Type.String()),
        observedGeneration: Type.Optional(Type.Integer()),
      }),
    ),
  ),
});

const column = (name: string, path: string, priority: 0 | 1 = 0) => ({ name, type: 'string' as const, path, description: name, priority });

export const exampleKind = defineKind({
  group: 'compute.example.io',
  version: 'v1',
  kind: 'Server',
  plural: 'servers',
  shortNames: ['srv'],
  categories: ['compute', 'all'],
  scope: 'Namespaced',
  description: '',
  fields: strictObject({ spec, status: Type.Optional(status) }),
  columns: [
    column('Phase', '.status.phase'),
    column('Flavor', '.spec.flavor'),
    column('Zone', '.spec.zone'),
    column('Host', '.status.host', 1),
    column('Image', '.spec.image', 1),
  ],
});
