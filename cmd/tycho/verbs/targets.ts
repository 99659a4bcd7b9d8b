import { NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, type ResourceAddress } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import { namespaceFor, parseSelection } from '../api/resource-arguments.ts';
import type { ObjectList } from '../api/server-table.ts';
import { UsageFailure } from '../command-failure.ts';
import { readManifestFiles } from '../manifests/manifest-files.ts';
import { complain } from '../printing/complaint.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection, Session } from '../session.ts';
import { locate } from './declaration.ts';

/** How the objects that a verb acts on are named: by type and name, by labels, or by the files that declared them. */
export interface TargetOptions {
  readonly filename?: readonly string[];
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly all?: true;
  readonly allNamespaces?: true;
}

/** The address of one object. */
export type Target = ResourceAddress & { readonly name: string };

export interface Targets {
  readonly targets: readonly Target[];
  /** Faults of files, which were reported. */
  readonly faultCount: number;
}

/** Finds what is meant. Objects that were named need not exist. Throws a CommandFailure when it is not clear. */
export async function findTargets(words: readonly string[], options: TargetOptions, session: Session): Promise<Targets> {
  if (options.filename !== undefined) {
    if (words.length > 0) throw new UsageFailure('name objects, or files with -f, not both');
    return declaredTargets(options.filename, session);
  }
  if (words.length === 0) throw new UsageFailure('say what: TYPE NAME, TYPE/NAME, TYPE -l LABELS, or -f FILE');
  const connection = await session.connect();
  const selection = await parseSelection(words, connection);
  if (selection.kind === 'Named') {
    if (options.selector !== undefined || options.all === true) throw new UsageFailure('give names, or -l or --all, not both');
    return {
      targets: selection.addresses.map((address) => ({ ...address, ...namespaceFor(address.resource, connection.namespace) })),
      faultCount: 0,
    };
  }
  if (options.selector === undefined && options.fieldSelector === undefined && options.all !== true) {
    throw new UsageFailure('give a name, labels with -l, or --all');
  }
  const targets: Target[] = [];
  for (const resource of selection.resources) {
    targets.push(
      ...(await listed(
        { resource, ...(options.allNamespaces === true ? {} : namespaceFor(resource, connection.namespace)) },
        options,
        connection,
      )),
    );
  }
  return { targets, faultCount: 0 };
}

/** The object, or undefined when it is not there. */
export async function readTarget(target: Target, connection: ApiConnection): Promise<AnyObject | undefined> {
  try {
    return await connection.client.json<AnyObject>({ path: pathOf(target) });
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function declaredTargets(files: readonly string[], session: Session): Promise<Targets> {
  const { manifests, faults } = await readManifestFiles(files, session.world);
  for (const fault of faults) complain(session.world, fault.message);
  const connection = await session.connect();
  const targets: Target[] = [];
  for (const manifest of manifests) targets.push((await locate(manifest, connection, session.options)).address);
  return { targets, faultCount: faults.length };
}

async function listed(address: ResourceAddress, options: TargetOptions, connection: ApiConnection): Promise<readonly Target[]> {
  const { selector: labelSelector, fieldSelector } = options;
  const pages = await listPages<ObjectList>(connection.client, address, {
    labelSelector,
    fieldSelector,
    chunkSize: 500,
    accept: 'application/json',
  });
  return pages.flatMap((page) =>
    page.items.map(({ metadata }) => ({
      resource: address.resource,
      name: metadata.name,
      ...namespaceFor(address.resource, metadata.namespace),
    })),
  );
}
