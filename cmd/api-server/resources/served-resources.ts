import { computeGroup, computeVersion } from '#apis/compute/group.ts';
import { planKind } from '#apis/compute/plan.ts';
import { serverKind } from '#apis/compute/server.ts';
import { infrastructureGroup, infrastructureVersion } from '#apis/infrastructure/group.ts';
import { eventKind, namespaceKind } from '#apis/kubernetes/core.ts';
import { newEventKind } from '#apis/kubernetes/new-event.ts';
import {
  localSubjectAccessReviewKind,
  selfSubjectAccessReviewKind,
  selfSubjectReviewKind,
  selfSubjectRulesReviewKind,
  subjectAccessReviewKind,
  tokenReviewKind,
} from '#apis/kubernetes/reviews.ts';
import { serviceKind } from '#apis/kubernetes/service.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Verb } from '../exchange/action.ts';
import type { ServedGroupVersion, ServedResource, ServedSubresource } from './served-resource.ts';

/**
 * Everything that the server offers: the stored kinds of a catalog with their subresources, other forms of them, and the reviews, which are only answered.
 */
export class ServedResources {
  /** In the order of the catalog. */
  readonly groupVersions: readonly ServedGroupVersion[];
  readonly #byPath: ReadonlyMap<string, ServedResource>;

  constructor(catalog: readonly KindDefinition[]) {
    const views = catalog.includes(eventKind) ? [newEventKind] : [];
    const stored = [...catalog, ...views].map((kind) => ({ kind, verbs: verbsOf(kind), subresources: subresourcesOf(kind) }));
    const questions = catalog.includes(serverKind) ? [planKind] : [];
    const reviews = [...questions, ...reviewKinds].map((kind) => ({
      kind,
      verbs: ['create' as const],
      subresources: [],
    }));
    const all: readonly ServedResource[] = [...stored, ...reviews, { kind: serviceKind, verbs: ['list'], subresources: [] }];
    this.groupVersions = [...Map.groupBy(all, ({ kind }) => apiVersionOf(kind)).values()].map(groupVersionOf);
    this.#byPath = new Map(all.map((resource) => [`${resource.kind.group}/${resource.kind.version}/${resource.kind.plural}`, resource]));
  }

  find({
    group,
    version,
    resource,
  }: {
    readonly group: string;
    readonly version: string;
    readonly resource: string;
  }): ServedResource | undefined {
    return this.#byPath.get(`${group}/${version}/${resource}`);
  }
}

/** Questions, which are answered and never stored. */
const reviewKinds: readonly KindDefinition[] = [
  selfSubjectAccessReviewKind,
  selfSubjectRulesReviewKind,
  subjectAccessReviewKind,
  localSubjectAccessReviewKind,
  selfSubjectReviewKind,
  tokenReviewKind,
];

/** What every stored kind can do. Nobody means to delete all projects at once: as in Kubernetes, Namespaces go one by one. */
function verbsOf(kind: KindDefinition): readonly Verb[] {
  return kind === namespaceKind ? storedVerbs.filter((verb) => verb !== 'deletecollection') : storedVerbs;
}

/** In the order in which Kubernetes names them for custom resources. */
const storedVerbs: readonly Verb[] = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

function subresourcesOf(kind: KindDefinition): readonly ServedSubresource[] {
  const status: ServedSubresource = { name: 'status', verbs: ['get', 'patch', 'update'], kind };
  const isServer = kind.group === computeGroup && kind.plural === 'servers';
  const isServiceAccount = kind.group === '' && kind.plural === 'serviceaccounts';
  const isImage = kind.group === computeGroup && kind.plural === 'images';
  const restore: ServedSubresource = { name: 'restore', verbs: ['create'], kind };
  return [
    ...(kind.statusSubresource ? [status] : []),
    ...(isServer ? serverSubresources(kind) : []),
    ...(isImage ? imageSubresources : []),
    ...(isServiceAccount ? [tokenSubresource] : []),
    ...(kind.deletion.isRestorable ? [restore] : []),
  ];
}

function serverSubresources(kind: KindDefinition): readonly ServedSubresource[] {
  return [
    { name: 'placement', verbs: ['create'], kind: { group: infrastructureGroup, version: infrastructureVersion, kind: 'Placement' } },
    { name: 'log', verbs: ['get'], kind },
    { name: 'console', verbs: ['create'], kind: { group: computeGroup, version: computeVersion, kind: 'Console' } },
  ];
}

const imageLink = { group: computeGroup, version: computeVersion, kind: 'ImageLink' } as const;

const imageSubresources: readonly ServedSubresource[] = ['upload', 'download'].map((name) => ({
  name,
  verbs: ['create'],
  kind: imageLink,
}));

const tokenSubresource: ServedSubresource = {
  name: 'token',
  verbs: ['create'],
  kind: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
};

function groupVersionOf(resources: readonly ServedResource[]): ServedGroupVersion {
  const [first] = resources;
  return { group: first?.kind.group ?? '', version: first?.kind.version ?? '', resources };
}
