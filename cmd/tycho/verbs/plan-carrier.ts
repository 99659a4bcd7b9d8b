import type { PlannedObject } from '#apis/compute/plan.ts';
import { AlreadyExistsError, ApiError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName, type ApiResource, type ResourceAddress } from '../api/api-resource.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { ApiConnection, Session } from '../session.ts';
import { ApplySetKeeper, parseApplySet, reachOfObjects } from './apply-set.ts';
import { keepPlan, readPlan, whatMoved } from './plan-copies.ts';
import { nameOf, shownHashLength, summaryLine } from './plan-report.ts';
import { requestPlan, type AnsweredPlan, type PlanOptions } from './plan-request.ts';

export interface CarryOutOptions extends PlanOptions {
  readonly overrideLock?: true;
}

/**
 * Plans again, and does exactly what was planned, or nothing: a plan of another hash is refused with what has moved. Each write states the version that
 * was planned on, so what changes in between is refused as well and nothing is overwritten.
 */
export async function carryOut(session: Session, hash: string, options: CarryOutOptions): Promise<void> {
  if (!/^[0-9a-f]{12,64}$/.test(hash)) throw new UsageFailure(`--plan ${hash} is no hash of a plan: \`tycho plan\` prints one`);
  const connection = await session.connect();
  const planned = await requestPlan(session, connection, options);
  await requireSame(session, hash, planned);
  if (planned.status.summary.refused > 0) {
    const refused = planned.status.objects.filter(({ action }) => action === 'Refused').map(nameOf);
    throw new CommandFailure(`nothing was done, since the plan has objects that would be refused: ${refused.join(', ')}`);
  }
  await new PlanCarrier(session, connection, planned, options).run();
}

async function requireSame({ world }: Session, hash: string, { status }: AnsweredPlan): Promise<void> {
  if (status.hash.startsWith(hash)) return;
  const before = readPlan(hash, world);
  await keepPlan(status, world);
  const moved = before === undefined ? [] : whatMoved(before, status);
  const what = moved.length === 0 ? '' : `: ${moved.join('; ')}`;
  throw new CommandFailure(
    `nothing was done, since the world or the files have moved since that plan${what}. It would be ${summaryLine(status)} Look at \`tycho plan\` again, hash ${status.hash.slice(0, shownHashLength)}`,
  );
}

class PlanCarrier {
  readonly #session: Session;
  readonly #connection: ApiConnection;
  readonly #planned: AnsweredPlan;
  readonly #options: CarryOutOptions;
  #doneCount = 0;

  constructor(session: Session, connection: ApiConnection, planned: AnsweredPlan, options: CarryOutOptions) {
    this.#session = session;
    this.#connection = connection;
    this.#planned = planned;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { located, status } = this.#planned;
    await this.#requireUnlocked();
    const parent = parseApplySet(this.#options, this.#connection.namespace);
    const keeper = parent === undefined ? undefined : new ApplySetKeeper(this.#connection, parent);
    const reach = await reachOfObjects(located.map(({ address }) => address));
    await keeper?.announce(reach);
    for (const object of status.objects) {
      try {
        await this.#do(object);
      } catch (error) {
        throw this.#explained(error, object);
      }
    }
    await keeper?.settle(reach);
  }

  async #do(object: PlannedObject): Promise<void> {
    const resource = await this.#connection.resources.ofKind(object.apiVersion, object.kind);
    const address = { resource, name: object.name, ...(object.namespace === undefined ? {} : { namespace: object.namespace }) };
    const { client } = this.#connection;
    const force = this.#planned.spec.force === true ? 'true' : undefined;
    const query = { fieldManager: 'tycho', fieldValidation: 'Strict', force };
    const contentType = 'application/apply-patch+yaml';
    switch (object.action) {
      case 'Create': {
        await this.#requireAbsent(address);
        await client.json({ method: 'PATCH', path: pathOf(address), query, contentType, body: this.#manifest(resource, object) });
        return this.#say(resource, object, 'created');
      }
      case 'Change': {
        const manifest = this.#manifest(resource, object);
        const { uid, resourceVersion } = object;
        const body = { ...manifest, metadata: { ...manifest.metadata, uid, resourceVersion } };
        await client.json({ method: 'PATCH', path: pathOf(address), query, contentType, body });
        return this.#say(resource, object, 'configured');
      }
      case 'Delete': {
        const preconditions = { uid: object.uid, resourceVersion: object.resourceVersion };
        await client.json({ method: 'DELETE', path: pathOf(address), body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions } });
        return this.#say(resource, object, 'pruned');
      }
      case 'Unchanged':
        return this.#say(resource, object, 'unchanged');
      case 'Refused':
    }
  }

  /** An apply cannot state that there is nothing yet: somebody who makes it in the next moment is merged with, and their fields are not taken. */
  async #requireAbsent(address: ResourceAddress): Promise<void> {
    const found = await this.#connection.client.json({ path: pathOf(address) }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotFoundError) return false;
        throw error;
      },
    );
    if (found) throw new ConflictError('it was made meanwhile');
  }

  /** A lock is a word to people: the server does not know it. */
  async #requireUnlocked(): Promise<void> {
    if (this.#options.overrideLock === true) return;
    const { client, resources } = this.#connection;
    for (const object of this.#planned.status.objects) {
      if (object.kind !== 'Server' || (object.action !== 'Change' && object.action !== 'Delete')) continue;
      if ((object.changes ?? []).length > 0 && (object.changes ?? []).every(({ path }) => path.startsWith('spec.lock'))) continue;
      const resource = await resources.ofKind(object.apiVersion, object.kind);
      const current = await client.json<AnyObject>({
        path: pathOf({ resource, name: object.name, ...(object.namespace === undefined ? {} : { namespace: object.namespace }) }),
      });
      if ((current['spec'] as { readonly lock?: object } | undefined)?.lock === undefined) continue;
      throw new CommandFailure(
        `nothing was done, since server "${object.name}" is locked: \`tycho unlock ${object.name}\`, or give --override-lock`,
      );
    }
  }

  #manifest(resource: ApiResource, { name, namespace }: PlannedObject): AnyObject {
    const found = this.#planned.located.find(
      ({ address }) => address.resource.kind === resource.kind && address.name === name && address.namespace === namespace,
    );
    if (found === undefined) throw new CommandFailure(`the plan names ${printedName(resource, name)}, and no file does`);
    return found.object;
  }

  #say(resource: ApiResource, { name, action, server }: PlannedObject, outcome: string): void {
    if (action !== 'Unchanged') this.#doneCount += 1;
    this.#session.world.output.write(`${printedName(resource, name)} ${outcome}\n`);
    if (server !== undefined && action === 'Change' && server.effect !== 'None')
      this.#session.world.errors.write(`server "${name}": ${server.message}\n`);
  }

  #explained(error: unknown, object: PlannedObject): unknown {
    if (!(error instanceof ApiError)) return error;
    const { create, change, delete: deletions } = this.#planned.status.summary;
    const isRace = error instanceof ConflictError || error instanceof AlreadyExistsError || error instanceof NotFoundError;
    const why = isRace ? `${nameOf(object)} has changed since it was planned` : `${nameOf(object)}: ${error.message}`;
    return new CommandFailure(
      `stopped after ${this.#doneCount} of ${create + change + deletions}: ${why}; \`tycho plan\` says what is left`,
      {
        cause: error,
      },
    );
  }
}
