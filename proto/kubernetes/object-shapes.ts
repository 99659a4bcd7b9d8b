import type { MessageShape } from './message-shape.ts';

/** The shapes of the kinds that typed Kubernetes clients send, field by field as in `v1/objects.proto`. */

const ownerReference: MessageShape = {
  apiVersion: 'Plain',
  kind: 'Plain',
  name: 'Plain',
  uid: 'Plain',
  controller: 'Pointer',
  blockOwnerDeletion: 'Pointer',
};

const metadata = {
  message: {
    name: 'Plain',
    generateName: 'Plain',
    namespace: 'Plain',
    uid: 'Plain',
    resourceVersion: 'Plain',
    generation: 'Plain',
    creationTimestamp: 'Time',
    deletionTimestamp: 'Time',
    deletionGracePeriodSeconds: 'Pointer',
    labels: 'TextMap',
    annotations: 'TextMap',
    ownerReferences: { list: ownerReference },
    finalizers: 'Texts',
  },
} as const satisfies { readonly message: MessageShape };

const objectReference = {
  message: {
    kind: 'Plain',
    namespace: 'Plain',
    name: 'Plain',
    uid: 'Plain',
    apiVersion: 'Plain',
    resourceVersion: 'Plain',
    fieldPath: 'Plain',
  },
} as const satisfies { readonly message: MessageShape };

export const namespaceShape: MessageShape = {
  metadata,
  spec: { message: { finalizers: 'Texts' } },
  status: { message: { phase: 'Plain' } },
};

export const secretShape: MessageShape = { metadata, data: 'BytesMap', type: 'Plain', stringData: 'TextMap', immutable: 'Pointer' };

export const configMapShape: MessageShape = { metadata, data: 'TextMap', binaryData: 'BytesMap', immutable: 'Pointer' };

export const eventShape: MessageShape = {
  metadata,
  involvedObject: objectReference,
  reason: 'Plain',
  message: 'Plain',
  source: { message: { component: 'Plain', host: 'Plain' } },
  firstTimestamp: 'Time',
  lastTimestamp: 'Time',
  count: 'Plain',
  type: 'Plain',
  eventTime: 'MicroTime',
  series: { message: { count: 'Plain', lastObservedTime: 'MicroTime' } },
  action: 'Plain',
  related: objectReference,
  reportingComponent: 'Plain',
  reportingInstance: 'Plain',
};

export const leaseShape: MessageShape = {
  metadata,
  spec: {
    message: {
      holderIdentity: 'Pointer',
      leaseDurationSeconds: 'Pointer',
      acquireTime: 'MicroTime',
      renewTime: 'MicroTime',
      leaseTransitions: 'Pointer',
    },
  },
};

export const deleteOptionsShape: MessageShape = {
  gracePeriodSeconds: 'Pointer',
  preconditions: { message: { uid: 'Pointer', resourceVersion: 'Pointer' } },
  orphanDependents: 'Pointer',
  propagationPolicy: 'Pointer',
  dryRun: 'Texts',
};

export const selfSubjectAccessReviewShape: MessageShape = {
  metadata,
  spec: {
    message: {
      resourceAttributes: {
        message: {
          namespace: 'Plain',
          verb: 'Plain',
          group: 'Plain',
          version: 'Plain',
          resource: 'Plain',
          subresource: 'Plain',
          name: 'Plain',
        },
      },
      nonResourceAttributes: { message: { path: 'Plain', verb: 'Plain' } },
    },
  },
};

export const selfSubjectReviewShape: MessageShape = { metadata };
