import type { FieldShape, MessageShape } from './message-shape.ts';

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
    selfLink: 'Plain',
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
    managedFields: {
      list: {
        manager: 'Plain',
        operation: 'Plain',
        apiVersion: 'Plain',
        time: 'Time',
        fieldsType: 'Plain',
        fieldsV1: 'Json',
        subresource: 'Plain',
      },
    },
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

const labelRequirements = { list: { key: 'Plain', operator: 'Plain', values: 'Texts' } } as const satisfies { readonly list: MessageShape };

export const namespaceShape: MessageShape = {
  metadata,
  spec: { message: { finalizers: 'Texts' } },
  status: { message: { phase: 'Plain' } },
};

export const secretShape: MessageShape = { metadata, data: 'BytesMap', type: 'Plain', stringData: 'TextMap', immutable: 'Pointer' };

export const configMapShape: MessageShape = { metadata, data: 'TextMap', binaryData: 'BytesMap', immutable: 'Pointer' };

export const serviceAccountShape: MessageShape = {
  metadata,
  secrets: { list: objectReference.message },
  imagePullSecrets: { list: { name: 'Plain' } },
  automountServiceAccountToken: 'Pointer',
};

const source = { message: { component: 'Plain', host: 'Plain' } } as const satisfies FieldShape;
const series = { message: { count: 'Plain', lastObservedTime: 'MicroTime' } } as const satisfies FieldShape;

export const eventShape: MessageShape = {
  metadata,
  involvedObject: objectReference,
  reason: 'Plain',
  message: 'Plain',
  source,
  firstTimestamp: 'Time',
  lastTimestamp: 'Time',
  count: 'Plain',
  type: 'Plain',
  eventTime: 'MicroTime',
  series,
  action: 'Plain',
  related: objectReference,
  reportingComponent: 'Plain',
  reportingInstance: 'Plain',
};

/** Of `events.k8s.io/v1`. */
export const groupedEventShape: MessageShape = {
  metadata,
  eventTime: 'MicroTime',
  series,
  reportingController: 'Plain',
  reportingInstance: 'Plain',
  action: 'Plain',
  reason: 'Plain',
  regarding: objectReference,
  related: objectReference,
  note: 'Plain',
  type: 'Plain',
  deprecatedSource: source,
  deprecatedFirstTimestamp: 'Time',
  deprecatedLastTimestamp: 'Time',
  deprecatedCount: 'Plain',
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
      strategy: 'Pointer',
      preferredHolder: 'Pointer',
    },
  },
};

export const deleteOptionsShape: MessageShape = {
  gracePeriodSeconds: 'Pointer',
  preconditions: { message: { uid: 'Pointer', resourceVersion: 'Pointer' } },
  orphanDependents: 'Pointer',
  propagationPolicy: 'Pointer',
  dryRun: 'Texts',
  ignoreStoreReadErrorWithClusterBreakingPotential: 'Pointer',
};

/* Of reviews only the question counts: who asks cannot say the answer. */

const attributes: MessageShape = {
  resourceAttributes: {
    message: {
      namespace: 'Plain',
      verb: 'Plain',
      group: 'Plain',
      version: 'Plain',
      resource: 'Plain',
      subresource: 'Plain',
      name: 'Plain',
      fieldSelector: { message: { rawSelector: 'Plain', requirements: labelRequirements } },
      labelSelector: { message: { rawSelector: 'Plain', requirements: labelRequirements } },
    },
  },
  nonResourceAttributes: { message: { path: 'Plain', verb: 'Plain' } },
};

export const selfSubjectAccessReviewShape: MessageShape = { metadata, spec: { message: attributes } };

/** Of LocalSubjectAccessReview, too. */
export const subjectAccessReviewShape: MessageShape = {
  metadata,
  spec: { message: { ...attributes, user: 'Plain', groups: 'Texts', extra: 'TextsMap', uid: 'Plain' } },
};

export const selfSubjectRulesReviewShape: MessageShape = { metadata, spec: { message: { namespace: 'Plain' } } };

export const selfSubjectReviewShape: MessageShape = { metadata };

export const tokenReviewShape: MessageShape = { metadata, spec: { message: { token: 'Plain', audiences: 'Texts' } } };

export const tokenRequestShape: MessageShape = {
  metadata,
  spec: {
    message: {
      audiences: 'Texts',
      boundObjectRef: { message: { kind: 'Plain', apiVersion: 'Plain', name: 'Plain', uid: 'Plain' } },
      expirationSeconds: 'Pointer',
    },
  },
};

const rules = {
  list: { verbs: 'Texts', apiGroups: 'Texts', resources: 'Texts', resourceNames: 'Texts', nonResourceURLs: 'Texts' },
} as const satisfies FieldShape;

export const roleShape: MessageShape = { metadata, rules };

export const clusterRoleShape: MessageShape = {
  metadata,
  rules,
  aggregationRule: {
    message: { clusterRoleSelectors: { list: { matchLabels: 'TextMap', matchExpressions: labelRequirements } } },
  },
};

/** Of ClusterRoleBinding, too. */
export const roleBindingShape: MessageShape = {
  metadata,
  subjects: { list: { kind: 'Plain', apiGroup: 'Plain', name: 'Plain', namespace: 'Plain' } },
  roleRef: { message: { apiGroup: 'Plain', kind: 'Plain', name: 'Plain' } },
};
