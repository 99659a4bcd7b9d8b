const text = { type: 'string' };
const textMap = { type: 'object', additionalProperties: text };

/**
 * The shape of metadata as clients send it. `selfLink` is taken and thrown away: old objects that come back from a file carry it. What
 * `managedFields` may hold is said where they are read.
 */
export const metadataSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: { type: 'integer' },
    creationTimestamp: text,
    deletionTimestamp: text,
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: textMap,
    annotations: textMap,
    finalizers: { type: 'array', items: text },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          apiVersion: text,
          kind: text,
          name: text,
          uid: text,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' },
        },
      },
    },
    managedFields: { type: 'array', items: { type: 'object' } },
  },
};
