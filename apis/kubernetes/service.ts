import { defineKind, strictObject } from '../machinery/kind.ts';

/**
 * A kind of Kubernetes' own of which there is never one here. It can be listed, since clients do so to find out what the control plane offers beside its API
 * (`kubectl cluster-info`), and take it ill when they cannot. Nothing is stored, so the catalog does not hold it.
 */
export const serviceKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  shortNames: ['svc'],
  scope: 'Namespaced',
  description: 'Nothing: there are no services here. It is listed for clients that look whether there are any.',
  fields: strictObject({}),
  statusSubresource: false,
});
