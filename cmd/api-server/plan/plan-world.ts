import type { Server } from '#apis/compute/server.ts';
import { flavorFor, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Registry } from '../registry/registry.ts';
import { identityOf, type PlannedState } from './planned-manifest.ts';
import type { PlanReading } from './plan-hash.ts';

/** The world as it would be with the planned objects in it, and a note of all that was read of the one that is. */
export class PlanWorld {
  readonly #registry: Pick<Registry, 'get' | 'list'>;
  readonly #planned = new Map<string, PlannedState>();
  readonly #read = new Map<string, ApiObject | undefined>();
  readonly #readings = new Map<string, PlanReading>();

  constructor(registry: Pick<Registry, 'get' | 'list'>) {
    this.#registry = registry;
  }

  get readings(): readonly PlanReading[] {
    return [...this.#readings.values()];
  }

  /** From now on the object is as it is planned to be. */
  put(state: PlannedState): void {
    this.#planned.set(identityOf(state), state);
  }

  /** Whether the plan makes an object of that kind and name, in whichever namespace. */
  makes(kind: KindDefinition, name: string): boolean {
    return [...this.#planned.values()].some((state) => state.kind === kind && state.key.name === name && state.after !== undefined);
  }

  /** As it is now. */
  async current(kind: KindDefinition, key: ObjectKey): Promise<ApiObject | undefined> {
    const identity = identityOf({ kind, key });
    if (this.#read.has(identity)) return this.#read.get(identity);
    const object = await this.#registry.get(kind, key, {}).then(
      (served) => served.object(),
      (error: unknown) => {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      },
    );
    this.#read.set(identity, object);
    if (object !== undefined) this.#note(identity, kind, object);
    return object;
  }

  /** As it will be. */
  async future(kind: KindDefinition, key: ObjectKey): Promise<ApiObject | undefined> {
    const planned = this.#planned.get(identityOf({ kind, key }));
    if (planned === undefined) return this.current(kind, key);
    return planned.isDeletion === true ? undefined : (planned.after ?? planned.before);
  }

  /** What the server names, if it is there for it. */
  async flavorOf(server: Server): Promise<Flavor | undefined> {
    return flavorFor(server, (await this.future(flavorKind, { name: server.spec.flavor })) as Flavor | undefined);
  }

  /** From the namespace, or else from `public`. */
  async image(namespace: string, name: string | undefined): Promise<Image | undefined> {
    if (name === undefined) return undefined;
    const own = await this.future(imageKind, { namespace, name });
    return (own ?? (await this.future(imageKind, { namespace: sharedNamespace, name }))) as Image | undefined;
  }

  /** The incarnations of a server, the newest first. What agents report of them is no part of the note. */
  async incarnationsOf(serverUID: string, namespace: string): Promise<readonly Instance[]> {
    const { items } = await this.#registry.list(instanceKind, { namespace, fieldSelector: `spec.server.uid=${serverUID}` });
    return items.map((item) => item.object() as Instance).toSorted((one, other) => other.spec.epoch - one.spec.epoch);
  }

  async host({ name, uid }: Instance['spec']['host']): Promise<Host | undefined> {
    const host = await this.#registry.get(hostKind, { name }, {}).then(
      (served) => served.object() as Host,
      () => undefined,
    );
    return host?.metadata.uid === uid ? host : undefined;
  }

  async all<Kind extends KindDefinition>(
    kind: Kind,
    request: { readonly namespace?: string; readonly labelSelector?: string } = {},
  ): Promise<readonly ApiObject[]> {
    const { items } = await this.#registry.list(kind, request);
    return items.map((item) => item.object());
  }

  /** As {@link all}, with the planned objects in it. */
  async futureAll(kind: KindDefinition, namespace?: string): Promise<readonly ApiObject[]> {
    const present = await this.all(kind, namespace === undefined ? {} : { namespace });
    const planned = [...this.#planned.values()].filter((state) => state.kind === kind && state.key.namespace === namespace);
    const replaced = new Set(planned.filter(({ after, isDeletion }) => after !== undefined || isDeletion === true).map(identityOf));
    return [
      ...present.filter((object) => !replaced.has(identityOf({ kind, key: keyOf(object) }))),
      ...planned.flatMap(({ after, isDeletion }) => (after === undefined || isDeletion === true ? [] : [after])),
    ];
  }

  #note(key: string, kind: KindDefinition, { metadata }: ApiObject): void {
    const version = kind.statusSubresource ? String(metadata.generation) : metadata.resourceVersion;
    this.#readings.set(key, { key, uid: metadata.uid, version });
  }
}
