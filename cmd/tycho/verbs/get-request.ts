import { NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, type ApiResource, type ResourceAddress } from '../api/api-resource.ts';
import { namespaceFor, type Selection } from '../api/resource-arguments.ts';
import { ReportedFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { complain } from '../printing/complaint.ts';
import type { ApiConnection, Session } from '../session.ts';

/** The options of `tycho get`, as commander gives them. */
export interface GetOptions {
  readonly output?: string;
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly allNamespaces?: true;
  readonly watch?: true;
  readonly watchOnly?: true;
  readonly chunkSize: number;
  /** `--no-headers` makes it false. */
  readonly headers: boolean;
  readonly showLabels?: true;
  readonly sortBy?: string;
  readonly ignoreNotFound?: true;
}

/** One `tycho get`, understood. */
export interface GetRequest {
  readonly session: Session;
  readonly connection: ApiConnection;
  readonly selection: Selection;
  readonly options: GetOptions;
}

/** A `tycho get --watch` of one type. */
export interface WatchRequest extends GetRequest {
  readonly resource: ApiResource;
}

/** The namespace to look in: none with `--all-namespaces`. */
export function namespaceIn(request: GetRequest, resource: ApiResource): { readonly namespace?: string } {
  return request.options.allNamespaces === true ? {} : namespaceFor(resource, request.connection.namespace);
}

/** The address to watch: of one object when one was named. */
export function watchedAddress(request: WatchRequest): ResourceAddress {
  const { selection, resource } = request;
  const name = selection.kind === 'Named' ? selection.addresses[0]?.name : undefined;
  return { resource, ...namespaceIn(request, resource), ...(name === undefined ? {} : { name }) };
}

/** Reads each named object in the accepted form. What is not there is reported, and the rest still given; `finish` then throws. */
export async function readNamed<Value>(
  request: GetRequest & { readonly selection: Selection & { readonly kind: 'Named' } },
  accept: string,
): Promise<{ readonly found: readonly { readonly resource: ApiResource; readonly value: Value }[]; readonly finish: () => void }> {
  const found: { resource: ApiResource; value: Value }[] = [];
  let missing = 0;
  for (const { resource, name } of request.selection.addresses) {
    const address: ResourceAddress = { resource, name, ...namespaceFor(resource, request.connection.namespace) };
    try {
      found.push({ resource, value: await request.connection.client.json<Value>({ path: pathOf(address), accept }) });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      if (request.options.ignoreNotFound === true) continue;
      complain(request.session.world, error.message);
      missing += 1;
    }
  }
  return {
    found,
    finish: () => {
      if (missing > 0) throw new ReportedFailure(exitCode.notFound);
    },
  };
}
