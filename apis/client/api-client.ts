import type { Placement, Instance } from '../infrastructure/instance.ts';
import type { KindDefinition } from '../machinery/kind.ts';
import type { ApiObject, ObjectKey } from '../machinery/object-meta.ts';
import type { ClientCall, Interceptor } from './client-call.ts';
import type {
  ApplyOptions,
  Configuration,
  DeleteOptions,
  DeleteOutcome,
  Draft,
  ListRequest,
  MergePatch,
  ObjectList,
  ObjectOf,
  PatchOptions,
  ReadOptions,
  RequestOptions,
  ResourceClient,
  WatchRequest,
  WriteOptions,
} from './resource-client.ts';
import { pathOf, type ResourceLocation, type ResourcePath } from './resource-location.ts';
import { errorFromEvent, readJSON, readLines, throwIfRefused } from './response-body.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';
import type { WatchEvent } from './watch-event.ts';

export interface ApiClientDependencies {
  readonly transport: Transport;
  /** Sees every call, and may make it fail. For tests and simulations. */
  readonly interceptor?: Interceptor;
}

/** The api-server as seen by everybody but itself. Keeps no state and repeats nothing: who calls decides what to try again. */
export class ApiClient {
  readonly #transport: Transport;
  readonly #interceptor: Interceptor;

  constructor({ transport, interceptor }: ApiClientDependencies) {
    this.#transport = transport;
    this.#interceptor = interceptor ?? ((_call, proceed) => proceed());
  }

  /** The objects of a kind of the catalog. */
  resource<Kind extends KindDefinition>(kind: Kind): ResourceClient<ObjectOf<Kind>> {
    return this.resourceAt(kind);
  }

  /** The objects of a kind that is known by its place only, as from discovery. */
  resourceAt<Object extends ApiObject>(location: ResourceLocation): ResourceClient<Object> {
    return new HTTPResourceClient<Object>(location, (call, request) => this.#send(call, request));
  }

  /**
   * Makes a server's next incarnation: `POST …/servers/NAME/placement`. `serverLocation` is the Server kind.
   * Throws ConflictError when the server, the host's free capacity, the quota or the group changed since the decision.
   */
  async place(
    serverLocation: ResourceLocation,
    server: ObjectKey,
    placement: Placement,
    options: RequestOptions & { readonly dryRun?: boolean } = {},
  ): Promise<Instance> {
    const response = await this.#send(
      { verb: 'create', resource: serverLocation.plural, subresource: 'placement', namespace: server.namespace, name: server.name },
      {
        method: 'POST',
        path: pathOf(serverLocation, { ...server, subresource: 'placement' }),
        query: options.dryRun === true ? { dryRun: 'All' } : {},
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(placement),
        signal: options.signal,
      },
    );
    return (await readJSON(response)) as Instance;
  }

  /** Takes back a deletion. Throws ConflictError where there is none, or its time is over. */
  async restore<Kind extends ResourceLocation>(location: Kind, key: ObjectKey, options: RequestOptions = {}): Promise<ApiObject> {
    const response = await this.#send(
      { verb: 'create', resource: location.plural, subresource: 'restore', namespace: key.namespace, name: key.name },
      {
        method: 'POST',
        path: pathOf(location, { ...key, subresource: 'restore' }),
        query: {},
        headers: { accept: 'application/json' },
        signal: options.signal,
      },
    );
    return (await readJSON(response)) as ApiObject;
  }

  /** Any other request, as for discovery, versions and logs. Throws the error of an answer that is not one of success. */
  async raw(request: TransportRequest): Promise<TransportResponse> {
    const response = await this.#send({ verb: 'raw', resource: request.path }, request);
    await throwIfRefused(response);
    return response;
  }

  #send(call: ClientCall, request: TransportRequest): Promise<TransportResponse> {
    return this.#interceptor(call, () => this.#transport.request(request));
  }
}

type Send = (call: ClientCall, request: TransportRequest) => Promise<TransportResponse>;

class HTTPResourceClient<Object extends ApiObject> implements ResourceClient<Object> {
  readonly #location: ResourceLocation;
  readonly #send: Send;

  constructor(location: ResourceLocation, send: Send) {
    this.#location = location;
    this.#send = send;
  }

  async get(key: ObjectKey, options: ReadOptions = {}): Promise<Object> {
    const query = textsOf({ resourceVersion: options.resourceVersion });
    return (await this.#exchange('get', key, { method: 'GET', query, signal: options.signal })) as Object;
  }

  async list(request: ListRequest = {}): Promise<ObjectList<Object>> {
    const query = textsOf({
      ...selectionOf(request),
      limit: request.limit,
      continue: request.continueToken,
      resourceVersionMatch: request.resourceVersionMatch,
    });
    const list = (await this.#exchange('list', inNamespace(request), { method: 'GET', query, signal: request.signal })) as WireList<Object>;
    return {
      items: list.items,
      resourceVersion: list.metadata.resourceVersion,
      ...(list.metadata.continue === undefined || list.metadata.continue === '' ? {} : { continueToken: list.metadata.continue }),
      ...(list.metadata.remainingItemCount === undefined ? {} : { remainingItemCount: list.metadata.remainingItemCount }),
    };
  }

  async create(object: Draft<Object>, options: WriteOptions = {}): Promise<Object> {
    return (await this.#exchange('create', inNamespace(object.metadata), {
      method: 'POST',
      ...writing(options, object, 'application/json'),
    })) as Object;
  }

  async update(object: Draft<Object>, options: WriteOptions = {}): Promise<Object> {
    return (await this.#exchange('update', pathTo(object), { method: 'PUT', ...writing(options, object, 'application/json') })) as Object;
  }

  async updateStatus(object: Draft<Object>, options: WriteOptions = {}): Promise<Object> {
    const path = { ...pathTo(object), subresource: 'status' };
    return (await this.#exchange('update', path, { method: 'PUT', ...writing(options, object, 'application/json') })) as Object;
  }

  async patch(key: ObjectKey, patch: MergePatch, options: PatchOptions = {}): Promise<Object> {
    return (await this.#exchange('patch', key, { method: 'PATCH', ...patching(options, patch) })) as Object;
  }

  async patchStatus(key: ObjectKey, patch: MergePatch, options: PatchOptions = {}): Promise<Object> {
    const path = { ...key, subresource: 'status' };
    return (await this.#exchange('patch', path, { method: 'PATCH', ...patching(options, patch) })) as Object;
  }

  async apply(object: Configuration, options: ApplyOptions): Promise<Object> {
    return (await this.#exchange('patch', pathTo(object), { method: 'PATCH', ...applying(options, object) })) as Object;
  }

  async applyStatus(object: Configuration, options: ApplyOptions): Promise<Object> {
    const path = { ...pathTo(object), subresource: 'status' };
    return (await this.#exchange('patch', path, { method: 'PATCH', ...applying(options, object) })) as Object;
  }

  async delete(key: ObjectKey, options: DeleteOptions = {}): Promise<DeleteOutcome<Object>> {
    const preconditions = textsOf({ uid: options.uid, resourceVersion: options.resourceVersion });
    const { gracePeriodSeconds } = options;
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: options.propagationPolicy ?? 'Background',
      ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
      ...(Object.keys(preconditions).length === 0 ? {} : { preconditions }),
    };
    const answer = (await this.#exchange('delete', key, {
      method: 'DELETE',
      query: options.dryRun === true ? { dryRun: 'All' } : {},
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: options.signal,
    })) as Object;
    return answer.kind === 'Status' ? { kind: 'Gone' } : { kind: 'Terminating', object: answer };
  }

  async *watch(request: WatchRequest = {}): AsyncGenerator<WatchEvent<Object>, void, undefined> {
    const query = textsOf({
      watch: true,
      ...selectionOf(request),
      resourceVersionMatch: request.resourceVersionMatch,
      allowWatchBookmarks: request.allowWatchBookmarks,
      sendInitialEvents: request.sendInitialEvents,
      timeoutSeconds: request.timeoutSeconds,
    });
    try {
      const response = await this.#respond('watch', inNamespace(request), {
        method: 'GET',
        answer: 'Endless',
        query,
        signal: request.signal,
      });
      await throwIfRefused(response);
      for await (const line of readLines(response.body)) yield eventOf<Object>(line);
    } catch (error) {
      if (request.signal?.aborted !== true) throw error;
    }
  }

  async #exchange(verb: ClientCall['verb'], path: ResourcePath, request: Omit<TransportRequest, 'path'>): Promise<unknown> {
    return readJSON(await this.#respond(verb, path, request));
  }

  #respond(verb: ClientCall['verb'], path: ResourcePath, request: Omit<TransportRequest, 'path'>): Promise<TransportResponse> {
    const { namespace, name, subresource } = path;
    const headers = { accept: 'application/json', ...request.headers };
    return this.#send(
      { verb, resource: this.#location.plural, subresource, namespace, name },
      { ...request, headers, path: pathOf(this.#location, path) },
    );
  }
}

interface WireList<Object> {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string; readonly remainingItemCount?: number };
  readonly items: readonly Object[];
}

interface WireEvent {
  readonly type: WatchEvent<ApiObject>['type'];
  readonly object: ApiObject;
}

function eventOf<Object extends ApiObject>(line: string): WatchEvent<Object> {
  const { type, object } = JSON.parse(line) as WireEvent;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object: object as Object };
    case 'BOOKMARK':
      return {
        type,
        resourceVersion: object.metadata.resourceVersion,
        initialEventsEnd: object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true',
      };
    case 'ERROR':
      return { type, error: errorFromEvent(object) };
    default:
      throw new TypeError(`the server sent a watch event of the unknown type ${String(type satisfies never)}`);
  }
}

function selectionOf(request: ListRequest | WatchRequest): Record<string, string | undefined> {
  return { labelSelector: request.labelSelector, fieldSelector: request.fieldSelector, resourceVersion: request.resourceVersion };
}

function inNamespace({ namespace }: { readonly namespace?: string }): ResourcePath {
  return { namespace };
}

function pathTo({ metadata }: Pick<Draft<ApiObject>, 'metadata'>): ResourcePath {
  if (metadata.name === undefined) throw new TypeError('an object needs a name to be updated');
  return { namespace: metadata.namespace, name: metadata.name };
}

function writing(options: WriteOptions, body: unknown, contentType: string): Omit<TransportRequest, 'path' | 'method'> {
  const { dryRun, hostSession, fieldValidation, signal } = options;
  return {
    query: { ...(dryRun === true ? { dryRun: 'All' } : {}), fieldValidation: fieldValidation ?? 'Strict' },
    headers: {
      'content-type': contentType,
      ...(hostSession === undefined ? {} : { 'tycho-host-session': `${hostSession.hostName}/${hostSession.number}` }),
    },
    body: JSON.stringify(body),
    signal,
  };
}

function patching(options: PatchOptions, patch: MergePatch): Omit<TransportRequest, 'path' | 'method'> {
  const { resourceVersion } = options;
  const metadata = patch.metadata as Readonly<Record<string, unknown>> | undefined;
  const body = resourceVersion === undefined ? patch : { ...patch, metadata: { ...metadata, resourceVersion } };
  return writing(options, body, 'application/merge-patch+json');
}

/** JSON is YAML too, and the server reads it faster. */
function applying(options: ApplyOptions, object: Configuration): Omit<TransportRequest, 'path' | 'method'> {
  const { query, ...request } = writing(options, object, 'application/apply-patch+yaml');
  const { fieldManager, force } = options;
  return { ...request, query: { ...query, fieldManager, ...(force === true ? { force: 'true' } : {}) } };
}

/** The query's texts; what is undefined is left out. */
function textsOf(values: Readonly<Record<string, string | number | boolean | undefined>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) texts[name] = String(value);
  }
  return texts;
}
