import type { Command } from 'commander';
import type { ApplySetParent, ApplySetReach } from '#apis/kubernetes/apply-set.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, type ApiResource } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { ApiConnection } from '../session.ts';

/** The options about sets, as commander gives them. */
export interface ApplySetOptions {
  readonly prune?: true;
  readonly applyset?: string;
}

export function addApplySetOptions(verb: Command): Command {
  return verb
    .option('--force-conflicts', 'take fields from other managers, which is refused otherwise; with --plan or --server-side')
    .option('--prune', 'also delete what the set applied before and the files do not name any more; needs --applyset')
    .option(
      '--applyset <parent>',
      'the set that the objects are, by its parent: configmap/NAME, secret/NAME or NAME (a Secret, as in kubectl)',
    );
}

/** The set that is meant; undefined: none. Throws a {@link UsageFailure}. */
export function parseApplySet({ prune, applyset }: ApplySetOptions, namespace: string): ApplySetParent | undefined {
  if (applyset === undefined) {
    if (prune === true) throw new UsageFailure('--prune needs --applyset=configmap/NAME: the set knows what it applied before');
    return undefined;
  }
  if (prune !== true) throw new UsageFailure('--applyset needs --prune');
  const [type = '', name = ''] = applyset.includes('/') ? applyset.split('/') : ['secret', applyset];
  const kind = /^(configmaps?|cm)$/i.test(type) ? 'ConfigMap' : /^secrets?$/i.test(type) ? 'Secret' : undefined;
  if (kind === undefined || name === '') throw new UsageFailure(`--applyset ${applyset}: give configmap/NAME or secret/NAME`);
  return { kind, name, namespace };
}

/** One member of a set that may have to go. */
export interface Member {
  readonly resource: ApiResource;
  readonly object: AnyObject;
}

/** The parent of a set on the server: it is told where members are to be looked for before any is made, and what is left when others are gone. */
export class ApplySetKeeper {
  readonly #connection: ApiConnection;
  readonly #parent: ApplySetParent;

  constructor(connection: ApiConnection, parent: ApplySetParent) {
    this.#connection = connection;
    this.#parent = parent;
  }

  /** Makes the parent, or widens where it says that its members are. Throws a {@link CommandFailure} for the set of another tool. */
  async announce(reach: ApplySetReach): Promise<void> {
    const { applySetID, idLabel, reachAnnotations, reachOf, toolingAnnotation } = await import('#apis/kubernetes/apply-set.ts');
    const parent = this.#parent;
    const found = await this.#read();
    const tooling = found?.metadata.annotations?.[toolingAnnotation];
    if (found !== undefined && tooling !== undefined && !/^(tycho|kubectl)\//.test(tooling)) {
      throw new CommandFailure(`the set of ${parent.kind} "${parent.name}" belongs to ${tooling}: choose another one`);
    }
    const known = reachOf(found?.metadata.annotations, parent);
    const wide = { groupKinds: [...known.groupKinds, ...reach.groupKinds], namespaces: [...known.namespaces, ...reach.namespaces] };
    const metadata = {
      labels: { [idLabel]: applySetID(parent) },
      annotations: { [toolingAnnotation]: tooling ?? 'tycho/v1', ...reachAnnotations(wide, parent) },
    };
    if (found !== undefined) return this.#patch(metadata);
    const { name, namespace, kind } = parent;
    const body = { apiVersion: 'v1', kind, metadata: { name, namespace, ...metadata } };
    try {
      await this.#connection.client.json({ method: 'POST', path: pathOf({ resource: await this.#resource(), namespace }), body });
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      await this.announce(reach);
    }
  }

  /** All members that the server has, in every kind and namespace that the parent names. */
  async members(): Promise<readonly Member[]> {
    const { applySetID, groupKindOf, partOfLabel, reachOf } = await import('#apis/kubernetes/apply-set.ts');
    const { groupKinds, namespaces } = reachOf((await this.#read())?.metadata.annotations, this.#parent);
    const members: Member[] = [];
    for (const resource of (await this.#connection.resources.all()).filter((each) => groupKinds.includes(groupKindOf(each)))) {
      for (const namespace of resource.isNamespaced ? namespaces : [undefined]) {
        const pages = await listPages<ObjectList>(
          this.#connection.client,
          { resource, ...(namespace === undefined ? {} : { namespace }) },
          { labelSelector: `${partOfLabel}=${applySetID(this.#parent)}`, chunkSize: 500, accept: 'application/json' },
        );
        for (const { items } of pages) members.push(...items.map((object) => ({ resource, object: object })));
      }
    }
    return members;
  }

  /** Members are nowhere else any more. */
  async settle(reach: ApplySetReach): Promise<void> {
    const { reachAnnotations } = await import('#apis/kubernetes/apply-set.ts');
    await this.#patch({ annotations: reachAnnotations(reach, this.#parent) });
  }

  async #patch(metadata: object): Promise<void> {
    const { name, namespace } = this.#parent;
    const path = pathOf({ resource: await this.#resource(), namespace, name });
    await this.#connection.client.json({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body: { metadata } });
  }

  async #read(): Promise<AnyObject | undefined> {
    const { name, namespace } = this.#parent;
    try {
      return await this.#connection.client.json<AnyObject>({ path: pathOf({ resource: await this.#resource(), namespace, name }) });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  #resource(): Promise<ApiResource> {
    return this.#connection.resources.ofKind('v1', this.#parent.kind);
  }
}

/** Where those objects are. */
export async function reachOfObjects(
  objects: readonly { readonly resource: ApiResource; readonly namespace?: string }[],
): Promise<ApplySetReach> {
  const { groupKindOf } = await import('#apis/kubernetes/apply-set.ts');
  return {
    groupKinds: [...new Set(objects.map(({ resource }) => groupKindOf(resource)))],
    namespaces: [...new Set(objects.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])))],
  };
}
