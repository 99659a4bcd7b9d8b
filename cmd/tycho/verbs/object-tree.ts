import { ForbiddenError, MethodNotAllowedError, NotFoundError } from '#apis/machinery/errors.ts';
import { printedName, type ApiResource } from '../api/api-resource.ts';
import type { AnyObject } from '../api/any-object.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { ageOf } from '../printing/duration.ts';
import { conditionsOf, phaseOf } from '../printing/standing.ts';
import { printable } from '../printing/table.ts';
import type { ApiConnection } from '../session.ts';

/** An object with its type. */
export interface Branch {
  readonly resource: ApiResource;
  readonly object: AnyObject;
}

/** Deeper is nobody's question. */
const deepest = 4;

/** Fields by which an object belongs to another in the eyes of people, beside its owners: the kind of the other by the kind and the field. */
const references: readonly { readonly from: string; readonly field: string; readonly to: string }[] = [
  { from: 'ServerAction', field: 'spec.server', to: 'Server' },
  { from: 'VolumeAttachment', field: 'spec.server', to: 'Server' },
  { from: 'Port', field: 'status.server', to: 'Server' },
  { from: 'VolumeAttachment', field: 'spec.volume', to: 'Volume' },
  { from: 'VolumeSnapshot', field: 'spec.volume', to: 'Volume' },
  { from: 'Port', field: 'spec.network', to: 'Network' },
  { from: 'Instance', field: 'spec.host.name', to: 'Host' },
];

/** Kinds whose objects are many and belong to nothing that one asks for. */
const passedOver: ReadonlySet<string> = new Set(['Event', 'Lease', 'Secret', 'ConfigMap', 'Flavor', 'Namespace']);

/** The rows of a tree: an object, and below it what it owns and what refers to it. What may not be read is left out. */
export async function objectTree(root: Branch, connection: ApiConnection, now: Date): Promise<readonly (readonly string[])[]> {
  const all = await readAll(root, connection);
  const rows: (readonly string[])[] = [];
  const seen = new Set<string>();
  const grow = (branch: Branch, prefix: string, isLast: boolean, depth: number): void => {
    seen.add(branch.object.metadata.uid ?? '');
    const edge = depth === 0 ? '' : isLast ? '└─ ' : '├─ ';
    rows.push(rowOf(branch, `${prefix}${edge}`, now));
    if (depth >= deepest) return;
    const children = all.filter((each) => !seen.has(each.object.metadata.uid ?? '') && belongsTo(each, branch));
    for (const each of children) seen.add(each.object.metadata.uid ?? '');
    const below = depth === 0 ? '' : `${prefix}${isLast ? '   ' : '│  '}`;
    for (const [index, child] of children.entries()) grow(child, below, index === children.length - 1, depth + 1);
  };
  grow(root, '', true, 0);
  return rows;
}

async function readAll({ resource, object }: Branch, connection: ApiConnection): Promise<readonly Branch[]> {
  const resources = (await connection.resources.all()).filter(
    (each) => each.verbs.includes('list') && each.isNamespaced && !passedOver.has(each.kind) && each.group.endsWith('.tycho.dev'),
  );
  const { namespace } = object.metadata;
  const found = await Promise.all(
    resources.map(async (each) => {
      const address = { resource: each, ...(resource.isNamespaced && namespace !== undefined ? { namespace } : {}) };
      const pages = await listPages<ObjectList>(connection.client, address, { chunkSize: 500, accept: 'application/json' }).catch(
        noneIfHidden,
      );
      return pages.flatMap(({ items }) => items.map((item) => ({ resource: each, object: { ...item, kind: each.kind } })));
    }),
  );
  return found.flat();
}

function belongsTo({ object }: Branch, parent: Branch): boolean {
  const { metadata } = object as AnyObject & { readonly metadata: { readonly ownerReferences?: readonly { readonly uid: string }[] } };
  if (metadata.ownerReferences?.some(({ uid }) => uid === parent.object.metadata.uid) === true) return true;
  const isNear = !parent.resource.isNamespaced || metadata.namespace === parent.object.metadata.namespace;
  return references.some(
    ({ from, field, to }) =>
      isNear && from === object.kind && to === parent.resource.kind && fieldOf(object, field) === parent.object.metadata.name,
  );
}

function fieldOf(object: AnyObject, path: string): unknown {
  let value: unknown = object;
  for (const part of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[part];
  return value;
}

function rowOf({ resource, object }: Branch, edge: string, now: Date): readonly string[] {
  const ready = conditionsOf(object).find(({ type }) => type === 'Ready');
  const status = object.metadata.deletionTimestamp === undefined ? (phaseOf(object) ?? ready?.reason ?? '') : 'Terminating';
  const cells = [ready?.status ?? '', status].map((text) => (text === '' ? '-' : printable(text)));
  return [`${edge}${printedName(resource, object.metadata.name)}`, ...cells, ageOf(object.metadata.creationTimestamp, now)];
}

function noneIfHidden(error: unknown): readonly ObjectList[] {
  if (error instanceof NotFoundError || error instanceof ForbiddenError || error instanceof MethodNotAllowedError) return [];
  throw error;
}
