import type { ApiResource } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import type { ObjectList } from '../api/server-table.ts';
import { mustRelist, watch } from '../api/watch.ts';
import { dim } from '../printing/colour.ts';
import type { AnyObject } from '../api/any-object.ts';
import { listText, objectText, type ObjectFormat } from '../printing/object-printer.ts';
import { sorter } from './get-order.ts';
import { namespaceIn, readNamed, watchedAddress, type GetRequest, type WatchRequest } from './get-request.ts';

/** Prints whole objects: one as it is, several as a `List`. */
export async function printObjects(request: GetRequest, format: ObjectFormat): Promise<void> {
  const { objects, finish } = await readObjects(request);
  const { output } = request.session.world;
  const [only] = objects;
  if (request.selection.kind === 'Named' && request.selection.addresses.length === 1) {
    if (only !== undefined) output.write(await objectText(only.object, only.resource, format));
  } else {
    output.write(await listText(objects, format));
  }
  finish();
}

/** Prints whole objects, one after the other, and each again when it changes. */
export async function followObjects(request: WatchRequest, format: ObjectFormat): Promise<void> {
  const { clock, interrupted: signal, output, errors } = request.session.world;
  const print = async (object: AnyObject): Promise<void> => {
    if (format.kind === 'YAML') output.write('---\n');
    output.write(await objectText(object, request.resource, format));
  };
  while (!signal.aborted) {
    const { objects, resourceVersion, finish } = await readObjects(request);
    finish();
    if (request.options.watchOnly !== true) for (const { object } of objects) await print(object);
    const changes = watch<AnyObject>({
      client: request.connection.client,
      clock,
      address: watchedAddress(request),
      labelSelector: request.options.selector,
      fieldSelector: request.options.fieldSelector,
      resourceVersion,
      signal,
      versionOf: (object) => object.metadata.resourceVersion,
      onInterruption: (error) => errors.write(`${dim(`${error.message}; trying again`, errors)}\n`),
    });
    try {
      for await (const { object } of changes) await print(object);
    } catch (error) {
      if (!mustRelist(error)) throw error;
    }
  }
}

interface ReadObjects {
  readonly objects: readonly { readonly object: AnyObject; readonly resource: ApiResource }[];
  /** Where changes begin. */
  readonly resourceVersion: string;
  readonly finish: () => void;
}

async function readObjects(request: GetRequest): Promise<ReadObjects> {
  const { selection, connection, options } = request;
  const inOrder = sorter(options.sortBy);
  if (selection.kind === 'Named') {
    const { found, finish } = await readNamed<AnyObject>({ ...request, selection }, 'application/json');
    const objects = found.map(({ resource, value }) => ({ resource, object: value }));
    return { objects, resourceVersion: objects[0]?.object.metadata.resourceVersion ?? '0', finish };
  }
  const objects: { resource: ApiResource; object: AnyObject }[] = [];
  let resourceVersion = '0';
  for (const resource of selection.resources) {
    const listed = {
      labelSelector: options.selector,
      fieldSelector: options.fieldSelector,
      chunkSize: options.chunkSize,
      accept: 'application/json',
    };
    const pages = await listPages<ObjectList>(connection.client, { resource, ...namespaceIn(request, resource) }, listed);
    resourceVersion = pages[0]?.metadata.resourceVersion ?? '0';
    const items = pages.flatMap((page) => page.items.map((item): AnyObject => withType(item, page)));
    objects.push(...inOrder(items, (item) => item).map((object) => ({ resource, object })));
  }
  return { objects, resourceVersion, finish: () => {} };
}

/** Items of a list may come without their type: the list says it. */
function withType(item: AnyObject, page: ObjectList): AnyObject {
  return { ...item, apiVersion: item.apiVersion ?? page.apiVersion, kind: item.kind ?? page.kind.replace(/List$/, '') };
}
