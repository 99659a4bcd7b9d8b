import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { serverKind } from '#apis/compute/server.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { toStatus } from '#apis/machinery/errors.ts';
import { aFlavorBody, aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, RecordingSink } from '#test/builders/registry.ts';

const web = { namespace: 'default', name: 'web' };

describe('deleting an object', () => {
  it('that nothing holds removes it at once, and tells watchers its last state at the revision of the deletion', async () => {
    const { registry, clock } = await aStartedRegistry();
    const created = await registry.create(flavorKind, undefined, aFlavorBody('small'), plainWrite);
    const sink = new RecordingSink();
    await registry.watch(
      flavorKind,
      { resourceVersion: String(created.revision), allowWatchBookmarks: false, sendInitialEvents: false },
      sink,
    );

    const result = await registry.delete(flavorKind, { name: 'small' }, plainDelete);
    await clock.settle();

    expect(result.kind).toBe('Gone');
    expect(result.kind === 'Gone' && result.last.object().metadata.uid).toBe(created.object().metadata.uid);
    expect(sink.events).toMatchObject([{ type: 'DELETED', object: { spec: { vcpus: 1 } } }]);
    expect(sink.events[0]?.revision).toBeGreaterThan(created.revision);
    expect(sink.events[0]?.object?.metadata.resourceVersion).toBe(String(sink.events[0]?.revision));
    await expect(registry.delete(flavorKind, { name: 'small' }, plainDelete)).rejects.toMatchObject({ code: 404 });
  });

  it('that finalizers hold marks it, raises the generation once, and is the same again and again', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web'), plainWrite);

    const first = await registry.delete(serverKind, web, plainDelete);
    const second = await registry.delete(serverKind, web, plainDelete);

    expect(first).toMatchObject({ kind: 'Terminating' });
    const object = first.kind === 'Terminating' ? first.object.object() : undefined;
    expect(object?.metadata).toMatchObject({ generation: 2, deletionTimestamp: '2026-06-01T12:00:00Z', deletionGracePeriodSeconds: 0 });
    expect(second.kind === 'Terminating' && second.object.revision).toBe(first.kind === 'Terminating' && first.object.revision);
  });

  it('in the foreground, or without its dependents, leaves that to a collector by a finalizer', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(flavorKind, undefined, aFlavorBody('a'), plainWrite);
    await registry.create(flavorKind, undefined, aFlavorBody('b'), plainWrite);

    const foreground = await registry.delete(flavorKind, { name: 'a' }, { ...plainDelete, propagationPolicy: 'Foreground' });
    const orphan = await registry.delete(flavorKind, { name: 'b' }, { ...plainDelete, propagationPolicy: 'Orphan' });

    expect(foreground.kind === 'Terminating' && foreground.object.object().metadata.finalizers).toEqual(['foregroundDeletion']);
    expect(orphan.kind === 'Terminating' && orphan.object.object().metadata.finalizers).toEqual(['orphan']);
  });

  it('again with another policy takes back the one before', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(flavorKind, undefined, aFlavorBody('a'), plainWrite);
    await registry.delete(flavorKind, { name: 'a' }, { ...plainDelete, propagationPolicy: 'Foreground' });

    const background = await registry.delete(flavorKind, { name: 'a' }, plainDelete);

    expect(background.kind).toBe('Gone');
  });

  it('is a Conflict when a precondition does not hold', async () => {
    const { registry } = await aStartedRegistry();
    const created = await registry.create(flavorKind, undefined, aFlavorBody('a'), plainWrite);

    const otherUID = await registry.delete(flavorKind, { name: 'a' }, { ...plainDelete, preconditions: { uid: 'other' } }).catch(toStatus);
    const otherRevision = await registry
      .delete(flavorKind, { name: 'a' }, { ...plainDelete, preconditions: { resourceVersion: '1' } })
      .catch(toStatus);
    const held = await registry.delete(
      flavorKind,
      { name: 'a' },
      { ...plainDelete, preconditions: { uid: created.object().metadata.uid, resourceVersion: String(created.revision) } },
    );

    expect(otherUID).toMatchObject({ code: 409, reason: 'Conflict', details: { name: 'a', kind: 'flavors' } });
    expect(otherRevision).toMatchObject({ code: 409 });
    expect(held.kind).toBe('Gone');
  });

  it('in a dry run deletes nothing', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web'), plainWrite);
    await registry.create(flavorKind, undefined, aFlavorBody('a'), plainWrite);

    const server = await registry.delete(serverKind, web, { ...plainDelete, dryRun: true });
    const flavor = await registry.delete(flavorKind, { name: 'a' }, { ...plainDelete, dryRun: true });

    expect([server.kind, flavor.kind]).toEqual(['Terminating', 'Gone']);
    expect((await registry.get(serverKind, web, {})).object().metadata.deletionTimestamp).toBeUndefined();
    expect((await registry.list(flavorKind, {})).items).toHaveLength(1);
  });

  it('never touches the namespaces that are always there', async () => {
    const { registry } = await aStartedRegistry();

    await expect(registry.delete(namespaceKind, { name: 'default' }, plainDelete)).rejects.toMatchObject({ code: 403 });
  });

  it('shows a Namespace as Terminating until its contents are gone', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(namespaceKind, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blue' } }, plainWrite);

    const result = await registry.delete(namespaceKind, { name: 'blue' }, plainDelete);

    expect(result.kind === 'Terminating' && result.object.object()).toMatchObject({
      status: { phase: 'Terminating' },
      metadata: { finalizers: ['tycho.dev/contents'] },
    });
  });

  it('of one object by two is done once', async () => {
    const first = await aStartedRegistry();
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    await first.registry.create(flavorKind, undefined, aFlavorBody('a'), plainWrite);

    const results = await Promise.allSettled(
      [first, second].map(({ registry }) => registry.delete(flavorKind, { name: 'a' }, plainDelete)),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a server whose deletion can be taken back', () => {
  const forAnHour = { softDeleteSeconds: 3600 };

  it('is marked with when the deletion takes effect, and nobody is told to see to what it owns', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web', forAnHour), plainWrite);

    const deleted = await registry.delete(serverKind, web, { ...plainDelete, propagationPolicy: 'Foreground' });

    expect(deleted.kind === 'Terminating' && deleted.object.object().metadata).toMatchObject({
      deletionTimestamp: '2026-06-01T13:00:00Z',
      deletionGracePeriodSeconds: 3600,
      generation: 2,
      finalizers: ['compute.tycho.dev/instances'],
    });
  });

  it('comes back, as often as one likes', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web', forAnHour), plainWrite);
    for (let time = 1; time <= 2; time += 1) {
      await registry.delete(serverKind, web, plainDelete);

      const restored = (await registry.restore(serverKind, web, { dryRun: false })).object();

      expect(restored.metadata.deletionTimestamp).toBeUndefined();
      expect(restored.metadata.deletionGracePeriodSeconds).toBeUndefined();
      expect(restored.metadata.generation).toBe(1 + 2 * time);
    }
  });

  it('goes at once when a second deletion says so, and not any later when it says nothing', async () => {
    const { registry, clock } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web', forAnHour), plainWrite);
    await registry.delete(serverKind, web, plainDelete);
    await clock.advance(60_000);

    const again = await registry.delete(serverKind, web, plainDelete);
    const atOnce = await registry.delete(serverKind, web, { ...plainDelete, gracePeriodSeconds: 0 });

    expect(again.kind === 'Terminating' && again.object.object().metadata.deletionTimestamp).toBe('2026-06-01T13:00:00Z');
    expect(atOnce.kind === 'Terminating' && atOnce.object.object().metadata).toMatchObject({
      deletionTimestamp: '2026-06-01T12:01:00Z',
      deletionGracePeriodSeconds: 0,
    });
    await expect(registry.restore(serverKind, web, { dryRun: false })).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
  });

  it('cannot come back when its time is over, nor when it was never deleted', async () => {
    const { registry, clock } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web', forAnHour), plainWrite);
    await expect(registry.restore(serverKind, web, { dryRun: false })).rejects.toMatchObject({ code: 409 });
    await registry.delete(serverKind, web, plainDelete);
    await clock.advance(3_600_000);

    await expect(registry.restore(serverKind, web, { dryRun: false })).rejects.toMatchObject({ code: 409 });
    await expect(registry.restore(serverKind, { ...web, name: 'nobody' }, { dryRun: false })).rejects.toMatchObject({ code: 404 });
  });
});

describe('a server that is protected', () => {
  it('is not deleted, and says which field to change', async () => {
    const { registry } = await aStartedRegistry();
    await registry.create(serverKind, 'default', aServerBody('web', { deletionProtection: true }), plainWrite);

    const refusal = await registry.delete(serverKind, web, plainDelete).catch(toStatus);

    expect(refusal).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { kind: 'servers', causes: [{ field: 'spec.deletionProtection', reason: 'FieldValueForbidden' }] },
    });
    await registry.mergePatch(serverKind, web, { spec: { deletionProtection: false } }, plainWrite);
    await expect(registry.delete(serverKind, web, plainDelete)).resolves.toMatchObject({ kind: 'Terminating' });
  });
});

describe('deleting a namespace', () => {
  it('that holds servers that are protected is refused with their names', async () => {
    const { registry } = await aStartedRegistry();
    for (const name of ['red', 'redder']) {
      await registry.create(namespaceKind, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, plainWrite);
    }
    for (const name of ['web', 'db']) await registry.create(serverKind, 'red', aServerBody(name, { deletionProtection: true }), plainWrite);
    await registry.create(serverKind, 'red', aServerBody('cache'), plainWrite);

    await expect(registry.delete(namespaceKind, { name: 'red' }, plainDelete)).rejects.toMatchObject({
      code: 403,
      message:
        'namespaces "red" is forbidden: it holds servers that are protected: db, web; set spec.deletionProtection of each to false first',
    });
    expect((await registry.delete(namespaceKind, { name: 'redder' }, plainDelete)).kind).toBe('Terminating');
    for (const name of ['web', 'db']) {
      await registry.mergePatch(serverKind, { namespace: 'red', name }, { spec: { deletionProtection: false } }, plainWrite);
    }
    expect((await registry.delete(namespaceKind, { name: 'red' }, plainDelete)).kind).toBe('Terminating');
  });
});
