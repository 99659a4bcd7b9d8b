import type { ApplySetParent, ApplySetReach } from '#apis/kubernetes/apply-set.ts';
import { applySetID, groupKindOf, withMembership } from '#apis/kubernetes/apply-set.ts';
import { ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { ApiConnection, Session } from '../session.ts';
import { ApplySetKeeper, reachOfObjects, type Member } from './apply-set.ts';
import { locate } from './declaration.ts';

/** An apply of a whole set: its members are marked before, and those that are not named any more go after, if all went well. */
export class Pruning {
  /** With the mark of the set. */
  readonly manifests: readonly Manifest[];
  readonly #session: Session;
  readonly #connection: ApiConnection;
  readonly #keeper: ApplySetKeeper;
  readonly #reach: ApplySetReach;
  readonly #named: ReadonlySet<string>;

  private constructor(
    parts: { readonly session: Session; readonly connection: ApiConnection; readonly keeper: ApplySetKeeper },
    manifests: readonly Manifest[],
    { reach, named }: { readonly reach: ApplySetReach; readonly named: ReadonlySet<string> },
  ) {
    this.manifests = manifests;
    this.#session = parts.session;
    this.#connection = parts.connection;
    this.#keeper = parts.keeper;
    this.#reach = reach;
    this.#named = named;
  }

  /** Tells the parent of the set where its members will be, before there is any. */
  static async start(session: Session, connection: ApiConnection, set: ApplySetParent, manifests: readonly Manifest[]): Promise<Pruning> {
    const addresses = [];
    for (const manifest of manifests) addresses.push((await locate(manifest, connection, session.options)).address);
    const reach = await reachOfObjects(addresses);
    const named = new Set(addresses.map(({ resource, namespace, name }) => identityOf(groupKindOf(resource), namespace, name)));
    const keeper = new ApplySetKeeper(connection, set);
    await keeper.announce(reach);
    const marked = manifests.map(({ object, origin }) => ({ origin, object: withMembership(object, applySetID(set)) }));
    return new Pruning({ session, connection, keeper }, marked, { reach, named });
  }

  /** Deletes the members that nobody names any more. */
  async prune(): Promise<void> {
    for (const member of await this.#keeper.members()) {
      const { namespace, name, deletionTimestamp } = member.object.metadata;
      if (this.#named.has(identityOf(groupKindOf(member.resource), namespace, name)) || deletionTimestamp !== undefined) continue;
      await this.#delete(member);
    }
    await this.#keeper.settle(this.#reach);
  }

  async #delete({ resource, object }: Member): Promise<void> {
    const { name, namespace, uid, resourceVersion } = object.metadata;
    const lock = (object['spec'] as { readonly lock?: object } | undefined)?.lock;
    if (resource.kind === 'Server' && lock !== undefined)
      throw new CommandFailure(`server "${name}" is no longer declared, and is locked: \`tycho unlock ${name}\` to have it pruned`);
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } };
    const path = pathOf({ resource, name, ...(namespace === undefined ? {} : { namespace }) });
    try {
      await this.#connection.client.json({ method: 'DELETE', path, body });
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (error instanceof ConflictError)
        throw new CommandFailure(`${printedName(resource, name)} changed while it was to be pruned: try again`);
      throw error;
    }
    this.#session.world.output.write(`${printedName(resource, name)} pruned\n`);
  }
}

function identityOf(groupKind: string, namespace: string | undefined, name: string): string {
  return `${groupKind} ${namespace ?? ''}/${name}`;
}
