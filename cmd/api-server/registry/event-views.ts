import { eventKind, type Event } from '#apis/kubernetes/core.ts';
import { newEventKind, newEventOf, storedEventField, storedEventOf } from '#apis/kubernetes/new-event.ts';
import { AlreadyExistsError, ConflictError, NotFoundError, UnsupportedMediaTypeError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import { isPlainObject, without } from '#apis/machinery/plain-value.ts';
import type { Placement } from '#apis/infrastructure/instance.ts';
import type { Admission } from '../admission/admission.ts';
import { jsonPatched, readJsonPatch } from '../admission/json-patch.ts';
import { mergePatched } from '../admission/merge-patch.ts';
import { alreadyExists, changedMeanwhile, invalid, notFound, undecodable } from '../admission/rejection.ts';
import { objectShape } from '../field-management/object-shape.ts';
import { strategicallyPatched } from '../field-management/strategic-merge-patch.ts';
import { parseFieldSelector } from '../watch-cache/field-selector.ts';
import type {
  ApplyOptions,
  DeleteOptions,
  DeleteResult,
  ListRequest,
  Registry,
  ServedList,
  ServedObject,
  SubresourceOption,
  WatchRequest,
  WatchSink,
  WriteOptions,
  WrittenObject,
} from './registry.ts';

/**
 * The Events of `events.k8s.io/v1` are those of `v1` under other names. This stands in front of the registry: what is asked of the newer kind is asked of
 * the stored one, and what comes back is renamed. All other kinds go through as they are.
 */
export class EventViews implements Registry {
  readonly #registry: Registry;
  readonly #admission: Admission;

  constructor({ registry, admission }: { readonly registry: Registry; readonly admission: Admission }) {
    this.#registry = registry;
    this.#admission = admission;
  }

  async get(kind: KindDefinition, key: ObjectKey, options: { readonly resourceVersion?: string }): Promise<ServedObject> {
    if (kind !== newEventKind) return await this.#registry.get(kind, key, options);
    return new EventView(await inWordsOfView(key.name, () => this.#registry.get(eventKind, key, options)));
  }

  async list(kind: KindDefinition, request: ListRequest): Promise<ServedList> {
    if (kind !== newEventKind) return await this.#registry.list(kind, request);
    const list = await this.#registry.list(eventKind, withStoredFields(request));
    return { ...list, items: list.items.map((item) => new EventView(item)) };
  }

  async watch(kind: KindDefinition, request: WatchRequest, sink: WatchSink): Promise<void> {
    if (kind !== newEventKind) return await this.#registry.watch(kind, request, sink);
    await this.#registry.watch(eventKind, withStoredFields(request), viewing(sink));
  }

  async create(kind: KindDefinition, namespace: string | undefined, body: unknown, options: WriteOptions): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.create(kind, namespace, body, options);
    const { stored, warnings, name } = this.#decode(body, 'Create', options);
    return viewOfWritten(await inWordsOfView(name, () => this.#registry.create(eventKind, namespace, stored, options)), warnings);
  }

  async update(kind: KindDefinition, key: ObjectKey, body: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.update(kind, key, body, options);
    const { stored, warnings } = this.#decode(body, 'Change', options);
    return viewOfWritten(await inWordsOfView(key.name, () => this.#registry.update(eventKind, key, stored, options)), warnings);
  }

  async mergePatch(
    kind: KindDefinition,
    key: ObjectKey,
    patch: unknown,
    options: WriteOptions & SubresourceOption,
  ): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.mergePatch(kind, key, patch, options);
    if (!isPlainObject(patch)) throw undecodable(kind, 'a merge patch is an object');
    return await this.#change(key, { ...options, patch }, (current) => mergePatched(current, patch));
  }

  async jsonPatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.jsonPatch(kind, key, patch, options);
    const operations = readJsonPatch(kind, key.name, patch);
    return await this.#change(key, { ...options, patch }, (current) => jsonPatched(kind, key.name, current, operations));
  }

  async strategicMergePatch(
    kind: KindDefinition,
    key: ObjectKey,
    patch: unknown,
    options: WriteOptions & SubresourceOption,
  ): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.strategicMergePatch(kind, key, patch, options);
    if (!isPlainObject(patch)) throw undecodable(kind, 'a strategic merge patch is an object');
    return await this.#change(key, { ...options, patch }, (current) =>
      strategicallyPatched(shapeOfEvents, current as Readonly<Record<string, unknown>>, patch),
    );
  }

  async apply(kind: KindDefinition, key: ObjectKey, configuration: unknown, options: ApplyOptions): Promise<WrittenObject> {
    if (kind !== newEventKind) return await this.#registry.apply(kind, key, configuration, options);
    // Who owns a field is recorded under its stored name.
    throw new UnsupportedMediaTypeError('server-side apply to Events is served for their form in v1 only');
  }

  async delete(kind: KindDefinition, key: ObjectKey, options: DeleteOptions): Promise<DeleteResult> {
    if (kind !== newEventKind) return await this.#registry.delete(kind, key, options);
    const result = await inWordsOfView(key.name, () => this.#registry.delete(eventKind, key, options));
    if (result.kind === 'GoneUnread') return result;
    return result.kind === 'Gone'
      ? { kind: 'Gone', last: new EventView(result.last) }
      : { kind: 'Terminating', object: new EventView(result.object) };
  }

  async restore(kind: KindDefinition, key: ObjectKey, options: { readonly dryRun: boolean }): Promise<WrittenObject> {
    return await this.#registry.restore(kind, key, options);
  }

  async place(
    server: ObjectKey,
    placement: Placement,
    options: { readonly dryRun: boolean; readonly fieldManager?: string | undefined },
  ): Promise<WrittenObject> {
    return await this.#registry.place(server, placement, options);
  }

  /** `wish` makes what is wanted of what is there, both in the newer form. Tried again when somebody was faster, unless it names a revision itself. */
  async #change(
    key: ObjectKey,
    options: WriteOptions & SubresourceOption & { readonly patch?: unknown },
    wish: (current: object) => unknown,
  ): Promise<WrittenObject> {
    const { patch, ...writeOptions } = options;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const current = (await this.get(newEventKind, key, {})).object();
      const unversioned = { ...current, metadata: without(current.metadata, ['resourceVersion']) };
      const { stored, warnings } = this.#decode(wish(unversioned), 'Change', {
        ...writeOptions,
        patch,
      });
      const { metadata } = stored as unknown as ApiObject;
      const isVersioned = (metadata.resourceVersion ?? '') !== '';
      const { resourceVersion } = current.metadata;
      const body = isVersioned ? stored : { ...stored, metadata: { ...metadata, resourceVersion } };
      try {
        return viewOfWritten(await this.#registry.update(eventKind, key, body, writeOptions), warnings);
      } catch (error) {
        if (isVersioned || !(error instanceof ConflictError)) throw error;
      }
    }
    throw changedMeanwhile(newEventKind, key.name);
  }

  /** Throws {@link BadRequestError} and {@link InvalidError} in the words of the newer form. */
  #decode(
    body: unknown,
    purpose: 'Create' | 'Change',
    options: WriteOptions & { readonly patch?: unknown },
  ): { readonly stored: Readonly<Record<string, unknown>>; readonly warnings: readonly string[]; readonly name: string } {
    const { draft, warnings, causes } = this.#admission.decode(newEventKind, body, options);
    const name = draft.metadata.name ?? '';
    const object = draft as unknown as ApiObject;
    const all = causes.length > 0 ? causes : newEventKind.validate(object, purpose === 'Create' ? undefined : object);
    if (all.length > 0) throw invalid(newEventKind, name, all);
    return { stored: storedEventOf(draft), warnings, name };
  }
}

const attempts = 8;
const shapeOfEvents = objectShape(newEventKind.fields);

/** A stored Event in the newer form; made when somebody looks. */
class EventView implements ServedObject {
  readonly #stored: ServedObject;
  #object: ApiObject | undefined;
  #bytes: Buffer | undefined;

  constructor(stored: ServedObject) {
    this.#stored = stored;
  }

  get revision(): number {
    return this.#stored.revision;
  }

  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(JSON.stringify(this.object()));
    return this.#bytes;
  }

  object(): ApiObject {
    this.#object ??= newEventOf(this.#stored.object() as Event);
    return this.#object;
  }
}

function viewOfWritten(written: WrittenObject, warnings: readonly string[]): WrittenObject {
  const view = new EventView(written);
  return { bytes: view.bytes, revision: view.revision, object: () => view.object(), outcome: written.outcome, warnings };
}

/** Watches of both forms share nothing: their encodings have different names. */
function viewing(sink: WatchSink): WatchSink {
  return {
    encoding: `${sink.encoding}+${newEventKind.group}`,
    encode: (event) => sink.encode('object' in event ? { ...event, object: new EventView(event.object) } : event, newEventKind),
    frame: sink.frame,
    pendingBytes: sink.pendingBytes,
    write: sink.write,
    end: sink.end,
    signal: sink.signal,
  };
}

function withStoredFields<Request extends { readonly fieldSelector?: string }>(request: Request): Request {
  const { fieldSelector = '' } = request;
  if (fieldSelector === '') return request;
  const terms = parseFieldSelector(fieldSelector, newEventKind).map(
    ({ field, kind, value }) => `${storedEventField(field)}${kind === 'Equal' ? '=' : '!='}${value.replaceAll(/[\\,=]/g, String.raw`\$&`)}`,
  );
  return { ...request, fieldSelector: terms.join(',') };
}

async function inWordsOfView<Result>(name: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NotFoundError && error.details?.kind === eventKind.plural) throw notFound(newEventKind, name);
    if (error instanceof AlreadyExistsError) throw alreadyExists(newEventKind, error.details?.name ?? name);
    throw error;
  }
}
