import { describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { configMapKind, leaseKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { ConflictError, toStatus } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject, ManagedFieldsEntry, ObjectKey } from '#apis/machinery/object-meta.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, RecordingSink, type StartedRegistry } from '#test/builders/registry.ts';
import type { ApplyOptions } from './registry.ts';

const web = { namespace: 'default', name: 'web' };
const as = (fieldManager: string, overrides: Partial<ApplyOptions> = {}): ApplyOptions => ({
  ...plainWrite,
  fieldManager,
  force: false,
  ...overrides,
});

/** One registry, and the servers and maps that a test applies to it. */
class World {
  readonly running: StartedRegistry;

  constructor(running: StartedRegistry) {
    this.running = running;
  }

  static async start(): Promise<World> {
    return new World(await aStartedRegistry());
  }

  get registry() {
    return this.running.registry;
  }

  apply(spec: object, options: ApplyOptions, metadata: object = {}) {
    const { apiVersion, kind } = aServerBody('web');
    return this.registry.apply(serverKind, web, { apiVersion, kind, metadata: { name: 'web', ...metadata }, spec }, options);
  }

  applyStatus(status: object, options: ApplyOptions) {
    const { apiVersion, kind } = aServerBody('web');
    const body = { apiVersion, kind, metadata: { name: 'web' }, status };
    return this.registry.apply(serverKind, web, body, { ...options, subresource: 'status' });
  }

  async read(
    kind: KindDefinition = serverKind,
    key: ObjectKey = web,
  ): Promise<ApiObject & { readonly spec?: unknown; readonly status?: unknown }> {
    return (await this.registry.get(kind, key, {})).object();
  }

  async owners(kind: KindDefinition = serverKind, key: ObjectKey = web): Promise<Record<string, ManagedFieldsEntry['fieldsV1']>> {
    const { managedFields = [] } = (await this.read(kind, key)).metadata;
    return Object.fromEntries(
      managedFields.map(({ manager, operation, subresource, fieldsV1 }) => [
        `${manager} ${operation}${subresource === undefined ? '' : ` ${subresource}`}`,
        fieldsV1,
      ]),
    );
  }
}

describe('server-side apply', () => {
  it('makes what is not there, as its manager’s, with defaults that are nobody’s', async () => {
    const world = await World.start();

    const made = await world.apply({ flavor: 'small', image: 'debian' }, as('argo'), { labels: { tier: 'web' } });

    expect(made.outcome).toBe('Created');
    expect(made.object()).toMatchObject({
      spec: { flavor: 'small', power: 'Running' },
      metadata: { generation: 1, finalizers: serverKind.finalizers },
    });
    expect(made.object().metadata.managedFields).toEqual([
      {
        manager: 'argo',
        operation: 'Apply',
        apiVersion: 'compute.tycho.dev/v1alpha1',
        time: '2026-06-01T12:00:00Z',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:metadata': { 'f:labels': { 'f:tier': {} } }, 'f:spec': { 'f:flavor': {}, 'f:image': {} } },
      },
    ]);
  });

  it('that changes nothing keeps revision, times and generation, and tells no watcher', async () => {
    const world = await World.start();
    const { running } = world;
    await world.apply({ flavor: 'small', image: 'debian', tags: ['a'] }, as('argo'));
    const before = await world.registry.get(serverKind, web, {});
    const sink = new RecordingSink();
    const watch = { resourceVersion: String(before.revision), allowWatchBookmarks: false, sendInitialEvents: false };
    await world.registry.watch(serverKind, watch, sink);
    await running.clock.advance(5_000);

    const again = await world.apply({ flavor: 'small', image: 'debian', tags: ['a'] }, as('argo'));
    const empty = await world.apply({ flavor: 'small', image: 'debian', tags: ['a'], keyPair: null }, as('argo'), {
      labels: {},
      annotations: null,
    });
    await running.clock.settle();

    expect([again.outcome, empty.outcome]).toEqual(['Unchanged', 'Unchanged']);
    expect((await world.registry.get(serverKind, web, {})).bytes.equals(before.bytes)).toBe(true);
    expect(sink.events).toEqual([]);
  });

  it('removes what its manager no longer says and nobody else owns', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian', description: 'x', tags: ['a', 'b'], metadata: { a: '1', b: '1' } }, as('argo'));
    await world.apply({ tags: ['b', 'c'], metadata: { b: '1' } }, as('other'));

    const changed = await world.apply({ flavor: 'small', image: 'debian', metadata: { a: '1' } }, as('argo'));

    expect(changed.object()).toMatchObject({ spec: { tags: ['b', 'c'], metadata: { a: '1', b: '1' } } });
    expect((await world.read()).spec).not.toHaveProperty('description');
    expect(await world.owners()).toMatchObject({ 'other Apply': { 'f:spec': { 'f:tags': { 'v:"b"': {}, 'v:"c"': {} } } } });
  });

  it('brings a default back where it removes a field', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian', power: 'Stopped' }, as('argo'));

    const changed = await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));

    expect(changed.object()).toMatchObject({ spec: { power: 'Running' }, metadata: { generation: 2 } });
  });

  it('meets a conflict where another manager owns a field with another value, in the words of Kubernetes', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    await world.registry.mergePatch(serverKind, web, { spec: { description: 'x' } }, { ...plainWrite, fieldManager: 'kubectl-edit' });

    const one = await world.apply({ flavor: 'large' }, as('other')).catch((error: unknown) => error);
    const two = await world.apply({ flavor: 'large', description: 'y' }, as('other')).catch((error: unknown) => error);

    expect(one).toBeInstanceOf(ConflictError);
    expect(toStatus(one as ConflictError)).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "argo": .spec.flavor',
      details: { causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "argo"', field: '.spec.flavor' }] },
    });
    expect((two as ConflictError).message).toBe(
      'Apply failed with 2 conflicts: conflicts with "argo":\n- .spec.flavor\nconflicts with "kubectl-edit" using compute.tycho.dev/v1alpha1:\n- .spec.description',
    );
    expect(await world.read()).toMatchObject({ spec: { flavor: 'small' } });
  });

  it('takes fields by force, and shares those that it says the same of', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));

    await world.apply({ flavor: 'large', image: 'debian' }, as('other', { force: true }));

    expect(await world.read()).toMatchObject({ spec: { flavor: 'large' } });
    expect(await world.owners()).toEqual({
      'argo Apply': { 'f:spec': { 'f:image': {} } },
      'other Apply': { 'f:spec': { 'f:flavor': {}, 'f:image': {} } },
    });
  });

  it('of a status owns fields of the status, apart from what the same manager applies to the rest', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    const ready = { type: 'Ready', status: 'True', reason: 'X', message: 'x', lastTransitionTime: '2026-06-01T12:00:00Z' };

    await world.applyStatus({ phase: 'Running', conditions: [ready] }, as('argo'));
    const ignored = await world.apply({ flavor: 'small', image: 'debian' }, as('argo'), {});

    expect(ignored.outcome).toBe('Unchanged');
    expect(await world.read()).toMatchObject({ status: { phase: 'Running', conditions: [ready] }, metadata: { generation: 1 } });
    expect(Object.keys(await world.owners())).toEqual(['argo Apply', 'argo Apply status']);
    expect((await world.owners())['argo Apply status']).toMatchObject({
      'f:status': { 'f:phase': {}, 'f:conditions': { 'k:{"type":"Ready"}': { '.': {}, 'f:type': {}, 'f:status': {} } } },
    });
    await expect(
      world.registry.apply(serverKind, { ...web, name: 'absent' }, aServerBody('absent'), { ...as('argo'), subresource: 'status' }),
    ).rejects.toThrow('not found');
  });

  it.each([
    ['fields that the kind has not', {}, { flavour: 'x' }, 'strict decoding error: unknown field "spec.flavour"'],
    ['managed fields', { managedFields: [{ manager: 'a' }] }, {}, 'metadata.managedFields must be nil'],
    ['another name', { name: 'other' }, {}, 'does not match the name on the URL'],
    ['another namespace', { namespace: 'other' }, {}, 'does not match the namespace sent on the request'],
  ])('refuses %s', async (_name, metadata, spec, message) => {
    const world = await World.start();

    await expect(world.apply({ flavor: 'small', image: 'debian', ...spec }, as('argo'), metadata)).rejects.toThrow(message);
  });

  it('leaves unknown fields out with a warning, or in silence, where it is told to', async () => {
    const world = await World.start();
    const spec = { flavor: 'small', image: 'debian', flavour: 'x' };

    const warned = await world.apply(spec, as('argo', { fieldValidation: 'Warn' }));
    const silent = await world.apply(spec, as('argo', { fieldValidation: 'Ignore' }));

    expect(warned.warnings).toEqual(['unknown field "spec.flavour"']);
    expect([silent.warnings, silent.outcome]).toEqual([[], 'Unchanged']);
  });

  it('says which field of the whole is wrong or missing', async () => {
    const world = await World.start();

    await expect(world.apply({ image: 'debian' }, as('argo'))).rejects.toThrow('spec.flavor: Required value');
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    await expect(world.apply({ tags: 'web' }, as('other'))).rejects.toThrow('spec.tags in body must be of type array');
    await expect(world.apply({ image: 'debian' }, as('argo'))).rejects.toThrow('spec.flavor: Required value');
  });

  it('holds to a version and a uid that it names', async () => {
    const world = await World.start();
    const spec = { flavor: 'small', image: 'debian' };
    await expect(world.apply(spec, as('argo'), { uid: 'u' })).rejects.toThrow('uid mismatch');
    await expect(world.apply(spec, as('argo'), { resourceVersion: '3' })).rejects.toThrow(ConflictError);
    const { metadata } = (await world.apply(spec, as('argo'))).object();

    await expect(world.apply({ ...spec, description: 'x' }, as('argo'), { uid: 'u' })).rejects.toThrow('UID in precondition');
    await expect(world.apply({ ...spec, description: 'x' }, as('argo'), { resourceVersion: '1' })).rejects.toThrow('has been modified');
    const { resourceVersion, uid } = metadata;
    expect((await world.apply({ ...spec, description: 'x' }, as('argo'), { uid, resourceVersion })).outcome).toBe('Changed');
  });

  it('asks before it makes something, and not before it changes what is there', async () => {
    const world = await World.start();
    const requireMayCreate = (): void => {
      throw new TypeError('may not create');
    };
    const spec = { flavor: 'small', image: 'debian' };

    await expect(world.apply(spec, as('argo', { requireMayCreate }))).rejects.toThrow('may not create');
    await world.apply(spec, as('argo'));
    expect((await world.apply({ ...spec, description: 'x' }, as('argo', { requireMayCreate }))).outcome).toBe('Changed');
  });

  it('tried dry does everything but store', async () => {
    const world = await World.start();
    const dry = as('argo', { dryRun: true });

    const made = await world.apply({ flavor: 'small', image: 'debian' }, dry);
    expect(made.object()).toMatchObject({ metadata: { managedFields: [{ manager: 'argo' }] } });
    await expect(world.read()).rejects.toThrow('not found');

    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    expect((await world.apply({ flavor: 'large', image: 'debian' }, dry)).object()).toMatchObject({ spec: { flavor: 'large' } });
    expect(await world.read()).toMatchObject({ spec: { flavor: 'small' } });
  });

  it('of many at once to nothing makes one object, with all of it in it', async () => {
    const first = await World.start();
    const second = new World(await aStartedRegistry({ beside: first.running, seed: 2 }));
    const spec = { flavor: 'small', image: 'debian' };

    await Promise.all(
      Array.from({ length: 16 }, (_, number) =>
        (number % 2 === 0 ? first : second).apply({ ...spec, metadata: { [`m${number}`]: 'x' } }, as(`manager-${number}`)),
      ),
    );

    expect(Object.keys(await first.owners())).toHaveLength(16);
    expect(Object.keys(((await first.read()).spec as { metadata: object }).metadata)).toHaveLength(16);
  });

  it('of texts to a Secret owns the data that they become', async () => {
    const world = await World.start();
    const key = { namespace: 'default', name: 's' };
    const apply = (stringData: object) =>
      world.registry.apply(secretKind, key, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData }, as('argo'));
    await apply({ a: '1', b: '2' });

    await apply({ a: '1' });

    expect(await world.read(secretKind, key)).toMatchObject({ data: { a: 'MQ==' } });
    expect(await world.owners(secretKind, key)).toEqual({ 'argo Apply': { 'f:data': { 'f:a': {} } } });
  });

  it('of kubectl goes on from what it applied on the client’s side, and keeps the note of that true', async () => {
    const world = await World.start();
    const key = { namespace: 'default', name: 'm' };
    const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
    const body = (data: object, annotations?: object) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'm', ...(annotations === undefined ? {} : { annotations }) },
      data,
    });
    const last = JSON.stringify(body({ a: '1' }));
    await world.registry.create(configMapKind, 'default', body({ a: '1' }, { [annotation]: last }), {
      ...plainWrite,
      fieldManager: 'kubectl-client-side-apply',
    });

    await expect(world.registry.apply(configMapKind, key, body({ a: '2' }), as('argo'))).rejects.toThrow(
      'conflict with "kubectl-client-side-apply"',
    );
    await world.registry.apply(configMapKind, key, body({ a: '2' }), as('kubectl'));

    const { metadata } = await world.read(configMapKind, key);
    expect(JSON.parse(metadata.annotations?.[annotation] ?? '')).toMatchObject({ data: { a: '2' } });
    expect(await world.owners(configMapKind, key)).toMatchObject({ 'kubectl Apply': { 'f:data': { 'f:a': {} } } });
    await world.registry.mergePatch(configMapKind, key, { data: { b: '1' } }, { ...plainWrite, fieldManager: 'someone' });
    await expect(world.registry.apply(configMapKind, key, body({ a: '2', b: '2' }), as('kubectl'))).rejects.toThrow(
      'conflict with "someone"',
    );
  });
});

describe('a server-side apply of tycho to what was applied on the client’s side', () => {
  const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
  const declared = (spec: object, labels?: object) => ({
    ...aServerBody('web', spec),
    metadata: { name: 'web', ...(labels === undefined ? {} : { labels }) },
  });
  const noted = (body: ReturnType<typeof declared>) => ({
    ...body,
    metadata: { ...body.metadata, annotations: { [annotation]: JSON.stringify(body) } },
  });

  /** A server as a client-side apply makes it. */
  async function madeBy(fieldManager: string, spec: object, labels?: object): Promise<World> {
    const world = await World.start();
    await world.registry.create(serverKind, 'default', noted(declared(spec, labels)), { ...plainWrite, fieldManager });
    return world;
  }

  it.each(['kubectl-client-side-apply', 'tycho-client-side-apply', 'tycho'])(
    'of %s removes what the file does not say any more',
    async (manager) => {
      const world = await madeBy(manager, { description: 'old', metadata: { team: 'a', tier: 'b' }, tags: ['x', 'y'] }, { team: 'a' });

      await world.apply({ flavor: 'small', image: 'debian', metadata: { tier: 'b' }, tags: ['y'] }, as('tycho'));

      const { metadata, spec } = await world.read();
      expect(spec).toMatchObject({ flavor: 'small', metadata: { tier: 'b' }, tags: ['y'] });
      expect(spec).not.toHaveProperty('description');
      expect(metadata.labels).toBeUndefined();
      expect(JSON.parse(metadata.annotations?.[annotation] ?? '')).toMatchObject({ spec: { tags: ['y'] } });
    },
  );

  it('takes what was declared away with the defaults in it, which nobody ever stated', async () => {
    const world = await madeBy('tycho-client-side-apply', { userData: { secretName: 'greeting' } });
    expect((await world.read()).spec).toMatchObject({ userData: { secretName: 'greeting', key: 'userData' } });

    // Not that the name of the Secret is missing beside a key that is left over.
    await expect(world.apply({ flavor: 'small', image: 'debian' }, as('tycho'))).rejects.toThrow(
      'Server.compute.tycho.dev "web" is invalid: spec.userData: Forbidden: cannot be changed after creation',
    );
  });

  it('keeps what anybody set in another way, as by an order to stop', async () => {
    const world = await madeBy('tycho-client-side-apply', { description: 'old' });
    const patch = (spec: object, fieldManager: string) =>
      world.registry.mergePatch(serverKind, web, { spec }, { ...plainWrite, fieldManager });
    await patch({ power: 'Stopped' }, 'tycho');
    await patch({ tags: ['theirs'] }, 'someone');

    await world.apply({ flavor: 'small', image: 'debian' }, as('tycho'));

    expect((await world.read()).spec).toMatchObject({ power: 'Stopped', tags: ['theirs'] });
    expect((await world.read()).spec).not.toHaveProperty('description');
  });

  it('keeps what a field was changed to since by somebody else', async () => {
    const world = await madeBy('kubectl-client-side-apply', { description: 'old' });
    await world.registry.mergePatch(serverKind, web, { spec: { description: 'edited' } }, { ...plainWrite, fieldManager: 'kubectl-edit' });

    await world.apply({ flavor: 'small', image: 'debian' }, as('tycho'));

    expect((await world.read()).spec).toMatchObject({ description: 'edited' });
  });

  it('takes nothing over without that note, nor for other managers', async () => {
    const world = await madeBy('tycho-client-side-apply', { description: 'old' });
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    expect((await world.read()).spec).toMatchObject({ description: 'old' });

    const plain = await World.start();
    await plain.registry.create(serverKind, 'default', declared({ description: 'old' }), { ...plainWrite, fieldManager: 'tycho' });
    await plain.apply({ flavor: 'small', image: 'debian' }, as('tycho'));
    expect((await plain.read()).spec).toMatchObject({ description: 'old' });
  });

  it('writes nothing the second time', async () => {
    const world = await madeBy('kubectl-client-side-apply', { description: 'old' });
    const spec = { flavor: 'small', image: 'debian' };
    await world.apply(spec, as('tycho'));

    expect((await world.apply(spec, as('tycho'))).outcome).toBe('Unchanged');
  });

  it('finds what an early release has stored, of which nothing is recorded', async () => {
    const world = await madeBy('tycho', { description: 'old' });
    await world.registry.mergePatch(serverKind, web, { metadata: { managedFields: [{}] } }, { ...plainWrite, fieldManager: 'tycho' });
    expect(await world.owners()).toEqual({});

    await world.apply({ flavor: 'small', image: 'debian' }, as('tycho'));

    expect((await world.read()).spec).not.toHaveProperty('description');
  });
});

describe('owners of what other writes change', () => {
  const edit = { ...plainWrite, fieldManager: 'kubectl-edit' };

  it('are the creator, then whoever changes it; status by itself', async () => {
    const world = await World.start();
    await world.registry.create(serverKind, 'default', aServerBody('web', { description: 'x' }), {
      ...plainWrite,
      fieldManager: 'creator',
    });

    await world.registry.mergePatch(serverKind, web, { spec: { description: 'y' } }, edit);
    await world.registry.mergePatch(
      serverKind,
      web,
      { status: { phase: 'Running' } },
      { ...plainWrite, fieldManager: 'loop', subresource: 'status' },
    );

    const owners = await world.owners();
    expect(owners['kubectl-edit Update']).toEqual({ 'f:spec': { 'f:description': {} } });
    expect(owners['loop Update status']).toEqual({ 'f:status': { 'f:phase': {} } });
    expect(owners['creator Update']).toMatchObject({ 'f:spec': { '.': {}, 'f:flavor': {}, 'f:power': {} } });
    expect(owners['creator Update']?.['f:spec']).not.toHaveProperty('f:description');
  });

  it('stay as they are when a client sends none, an empty list, or what it has read', async () => {
    const world = await World.start();
    const created = (await world.apply({ flavor: 'small', image: 'debian' }, as('argo'))).object();
    const update = (metadata: object) =>
      world.registry.update(serverKind, web, { ...created, metadata: { ...created.metadata, ...metadata } }, plainWrite);

    expect((await update({ managedFields: undefined })).outcome).toBe('Unchanged');
    expect((await update({ managedFields: [] })).outcome).toBe('Unchanged');
    expect((await update({})).outcome).toBe('Unchanged');
    expect(await world.owners()).toEqual({ 'argo Apply': { 'f:spec': { 'f:flavor': {}, 'f:image': {} } } });
  });

  it('can be reset, and handed from one manager to another, as kubectl does', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian' }, as('argo'));
    const [entry] = (await world.read()).metadata.managedFields ?? [];

    await world.registry.jsonPatch(
      serverKind,
      web,
      [{ op: 'replace', path: '/metadata/managedFields', value: [{ ...entry, manager: 'flux' }] }],
      edit,
    );
    expect(Object.keys(await world.owners())).toEqual(['flux Apply']);

    await world.registry.mergePatch(serverKind, web, { metadata: { managedFields: [{}] } }, edit);
    expect((await world.read()).metadata).not.toHaveProperty('managedFields');
    await expect(
      world.registry.mergePatch(serverKind, web, { metadata: { managedFields: [{ ...entry, operation: 'Steal' }] } }, edit),
    ).rejects.toThrow('metadata.managedFields[0].operation: Invalid value: "Steal"');
  });

  it('are not recorded of objects that an older release has stored, until somebody applies', async () => {
    const world = await World.start();
    await world.registry.create(serverKind, 'default', aServerBody('web'), plainWrite);
    await world.registry.mergePatch(serverKind, web, { metadata: { managedFields: [{}] } }, edit);

    await world.registry.mergePatch(serverKind, web, { spec: { description: 'x' } }, edit);
    expect(await world.owners()).toEqual({});

    await world.apply({ image: 'debian' }, as('argo'));
    expect(Object.keys(await world.owners())).toEqual(['argo Apply', 'before-first-apply Update']);
  });

  it('are not recorded of Leases and Events, which one writer writes often, until somebody applies', async () => {
    const world = await World.start();
    const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'leader' } };
    const key = { namespace: 'default', name: 'leader' };
    await world.registry.create(leaseKind, 'default', { ...lease, spec: { holderIdentity: 'a' } }, edit);
    await world.registry.mergePatch(leaseKind, key, { spec: { leaseTransitions: 1 } }, edit);
    expect(await world.owners(leaseKind, key)).toEqual({});

    await world.registry.apply(leaseKind, key, { ...lease, spec: { holderIdentity: 'a' } }, as('argo'));

    expect(await world.owners(leaseKind, key)).toEqual({
      'argo Apply': { 'f:spec': { 'f:holderIdentity': {} } },
      'before-first-apply Update': { 'f:spec': { '.': {}, 'f:holderIdentity': {}, 'f:leaseTransitions': {} } },
    });
  });

  it('lose a field together with the object’s value, and everything with the object', async () => {
    const world = await World.start();
    await world.apply({ flavor: 'small', image: 'debian', description: 'x' }, as('argo'));

    await world.registry.mergePatch(serverKind, web, { spec: { description: null } }, edit);

    expect(await world.owners()).toEqual({ 'argo Apply': { 'f:spec': { 'f:flavor': {}, 'f:image': {} } } });
    await world.registry.mergePatch(serverKind, web, { metadata: { finalizers: null } }, edit);
    await world.registry.delete(serverKind, web, plainDelete);
    await world.apply({ flavor: 'small', image: 'debian' }, as('flux'));
    expect(Object.keys(await world.owners())).toEqual(['flux Apply']);
  });

  it('of what the server itself fills in are the creator', async () => {
    const world = await World.start();
    const key = { name: 'team' };
    await world.registry.create(namespaceKind, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: key }, edit);

    expect((await world.owners(namespaceKind, key))['kubectl-edit Update']).toMatchObject({
      'f:metadata': { 'f:labels': { '.': {}, 'f:kubernetes.io/metadata.name': {} } },
    });
  });
});

describe('other patches', () => {
  it('of JSON operations are made on the newest object, as a whole or not at all', async () => {
    const world = await World.start();
    await world.registry.create(serverKind, 'default', aServerBody('web', { tags: ['a'] }), plainWrite);
    const patch = (operations: unknown) => world.registry.jsonPatch(serverKind, web, operations, plainWrite);

    const changed = await patch([
      { op: 'test', path: '/spec/flavor', value: 'small' },
      { op: 'add', path: '/spec/tags/-', value: 'b' },
      { op: 'copy', from: '/spec/flavor', path: '/spec/description' },
    ]);

    expect(changed.object()).toMatchObject({ spec: { tags: ['a', 'b'], description: 'small' }, metadata: { generation: 2 } });
    await expect(
      patch([
        { op: 'remove', path: '/spec/description' },
        { op: 'test', path: '/spec/flavor', value: 'x' },
      ]),
    ).rejects.toThrow('patch[1]: Invalid value: "/spec/flavor": is "small" and not "x"');
    await expect(patch([{ op: 'add', path: '/spec/flavour', value: 'x' }])).rejects.toThrow('unknown field "spec.flavour"');
    await expect(
      patch([
        { op: 'replace', path: '/metadata/resourceVersion', value: '1' },
        { op: 'add', path: '/spec/hostname', value: 'x' },
      ]),
    ).rejects.toThrow(ConflictError);
    expect((await patch([{ op: 'test', path: '/spec/flavor', value: 'small' }])).outcome).toBe('Unchanged');
    expect(await world.read()).toMatchObject({ spec: { description: 'small' } });
    await expect(patch({ op: 'test' })).rejects.toThrow('a JSON patch is a list of operations');
  });
});
