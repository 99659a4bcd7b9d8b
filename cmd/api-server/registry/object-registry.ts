import type { Placement } from '#apis/infrastructure/instance.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { notFound } from '../admission/rejection.ts';
import { settleWish, type ListRequest, type ObjectLister } from '../watch-cache/object-lister.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { ObjectWatcher, WatchRequest } from '../watch-cache/object-watcher.ts';
import { wishOfGet } from '../watch-cache/revision-wish.ts';
import type { ServedList, ServedObject } from '../watch-cache/served-object.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { WatchSink } from '../watch-cache/watch-sink.ts';
import type { ObjectApplier } from './apply-object.ts';
import type { ObjectChanger } from './change-object.ts';
import type { ObjectCreator } from './create-object.ts';
import type { ObjectDeleter } from './delete-object.ts';
import type { Placer } from './placer.ts';
import type { ObjectRestorer } from './restore-object.ts';
import type { ApplyOptions, DeleteOptions, DeleteResult, Registry, SubresourceOption, WriteOptions, WrittenObject } from './registry.ts';

/** One part for each verb. */
export interface RegistryVerbs {
  readonly cache: WatchCache;
  readonly lister: ObjectLister;
  readonly watcher: ObjectWatcher;
  readonly creator: ObjectCreator;
  readonly changer: ObjectChanger;
  readonly applier: ObjectApplier;
  readonly deleter: ObjectDeleter;
  readonly restorer: ObjectRestorer;
  readonly placer: Placer;
}

/** The registry: hands each verb to the part that does it. */
export class ObjectRegistry implements Registry {
  readonly #verbs: RegistryVerbs;

  constructor(verbs: RegistryVerbs) {
    this.#verbs = verbs;
  }

  async get(kind: KindDefinition, key: ObjectKey, options: { readonly resourceVersion?: string }): Promise<ServedObject> {
    const { cache } = this.#verbs;
    await settleWish(cache, wishOfGet(options));
    const found = cache.of(kind).get(storageKeyOf(kind, key));
    if (found === undefined) throw notFound(kind, key.name);
    return found;
  }

  async list(kind: KindDefinition, request: ListRequest): Promise<ServedList> {
    return await this.#verbs.lister.list(kind, request);
  }

  async watch(kind: KindDefinition, request: WatchRequest, sink: WatchSink): Promise<void> {
    await this.#verbs.watcher.watch(kind, request, sink);
  }

  async create(kind: KindDefinition, namespace: string | undefined, body: unknown, options: WriteOptions): Promise<WrittenObject> {
    return await this.#verbs.creator.create(kind, namespace, body, options);
  }

  async update(kind: KindDefinition, key: ObjectKey, body: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject> {
    return await this.#verbs.changer.update(kind, key, body, options);
  }

  async mergePatch(
    kind: KindDefinition,
    key: ObjectKey,
    patch: unknown,
    options: WriteOptions & SubresourceOption,
  ): Promise<WrittenObject> {
    return await this.#verbs.changer.mergePatch(kind, key, patch, options);
  }

  async jsonPatch(kind: KindDefinition, key: ObjectKey, patch: unknown, options: WriteOptions & SubresourceOption): Promise<WrittenObject> {
    return await this.#verbs.changer.jsonPatch(kind, key, patch, options);
  }

  async strategicMergePatch(
    kind: KindDefinition,
    key: ObjectKey,
    patch: unknown,
    options: WriteOptions & SubresourceOption,
  ): Promise<WrittenObject> {
    return await this.#verbs.changer.strategicMergePatch(kind, key, patch, options);
  }

  async apply(kind: KindDefinition, key: ObjectKey, configuration: unknown, options: ApplyOptions): Promise<WrittenObject> {
    return await this.#verbs.applier.apply(kind, key, configuration, options);
  }

  async delete(kind: KindDefinition, key: ObjectKey, options: DeleteOptions): Promise<DeleteResult> {
    return await this.#verbs.deleter.delete(kind, key, options);
  }

  async restore(kind: KindDefinition, key: ObjectKey, options: { readonly dryRun: boolean }): Promise<WrittenObject> {
    return await this.#verbs.restorer.restore(kind, key, options);
  }

  async place(
    server: ObjectKey,
    placement: Placement,
    options: { readonly dryRun: boolean; readonly fieldManager?: string | undefined },
  ): Promise<WrittenObject> {
    return await this.#verbs.placer.place(server, placement, options);
  }
}
