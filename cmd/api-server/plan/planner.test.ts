import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultQuotaKind } from '#apis/compute/default-quota.ts';
import { planKind, type Plan, type PlanSpec, type PlanStatus } from '#apis/compute/plan.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind } from '#apis/compute/server.ts';
import { applySetID, partOfLabel, reachAnnotations } from '#apis/kubernetes/apply-set.ts';
import { configMapKind, secretKind } from '#apis/kubernetes/core.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { doneBetween, doneByAction } from '#test/builders/effect-done.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

const compute = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';

let life: LifeWorld;

beforeEach(async () => {
  life = await LifeWorld.start();
});

afterEach(async () => {
  await life.stop();
});

function server(spec: object = {}, name = 'web'): Record<string, unknown> {
  return { apiVersion: compute, kind: 'Server', metadata: { name }, spec: { flavor: 'small', image: 'debian', ...spec } };
}

async function plan(objects: readonly Record<string, unknown>[], options: Partial<PlanSpec> = {}): Promise<PlanStatus> {
  const draft = { apiVersion: compute, kind: 'Plan', metadata: { namespace }, spec: { objects, force: true, ...options } };
  const answer = (await life.world.does(life.world.client.resource(planKind).create(draft as never))) as unknown as Plan;
  return answer.status!;
}

describe('a plan', () => {
  it('tells what is new, what changes and what stays, and writes nothing', async () => {
    await life.create({ description: 'old' });
    const before = await life.world.getServer('web');

    const { summary, objects } = await plan([
      server({ description: 'new' }),
      server({}, 'other'),
      { apiVersion: compute, kind: 'Flavor', metadata: { name: 'small' }, spec: { vcpus: 1, memoryMiB: 512, diskGiB: 10 } },
    ]);

    expect(summary).toEqual({ create: 1, change: 1, delete: 0, unchanged: 1, refused: 0 });
    expect(objects.map(({ kind, name, action, server: outcome }) => [kind, name, action, outcome?.effect])).toEqual([
      ['Server', 'web', 'Change', 'None'],
      ['Server', 'other', 'Create', 'None'],
      ['Flavor', 'small', 'Unchanged', undefined],
    ]);
    expect(objects[0]?.changes).toEqual([{ path: 'spec.description', from: '"old"', to: '"new"' }]);
    expect(objects[1]?.server?.placement).toEqual({ fits: true, message: 'there is room on 2 of 2 hosts' });
    expect(await life.world.getServer('web')).toEqual(before);
    expect(await life.world.getServer('other')).toBeUndefined();
  });

  it.each([
    [{ rescue: { image: 'fedora' } }, 'Restart', /stopped and started again, and boots from the rescue image "fedora"/],
    [{ image: 'fedora' }, 'Rebuild', /root disk is made anew from image "fedora"/],
    [{ flavor: 'large' }, 'Move', /goes on as "large"/],
    [{ flavor: 'large', image: 'fedora' }, 'Replace', /with a new root disk/],
    [{ metadata: { team: 'blue' } }, 'Live', /in its metadata/],
    [{ power: 'Stopped' }, 'Power', /the guest is stopped/],
    [{ image: 'nowhere' }, 'Refused', /there is no image "nowhere"/],
  ])('says of a running server what %o does to its guest', async (change, effect, words) => {
    await life.create();

    const { objects } = await plan([server(change)]);

    expect(objects[0]).toMatchObject({ action: 'Change', server: { effect } });
    expect(objects[0]?.server?.message).toMatch(words);
    // And so it comes, with the real loops.
    const before = (await life.world.instancesOf('web')).toReversed();
    await life.change(change);
    await life.pass();
    const after = (await life.world.instancesOf('web')).toReversed();
    expect(doneBetween(before, after)).toBe(effect === 'Refused' ? 'None' : effect);
  });

  it.each([
    [{ type: 'Reboot' }, 'Restart', /asked to restart, and its power is cut if it does not/],
    [{ type: 'Reboot', reboot: { mode: 'Hard' } }, 'Restart', /the power of the guest is cut/],
    [{ type: 'Rebuild' }, 'Rebuild', /root disk is made anew from image "debian": what is on it is lost/],
    [{ type: 'CrashDump' }, 'Restart', /the kernel of the guest is interrupted/],
    [{ type: 'Snapshot', snapshot: { image: 'copy' } }, 'Live', /into the image "copy"/],
    [{ type: 'MigrateCold' }, 'Move', /goes on on another host/],
    [{ type: 'Reset' }, 'None', /nothing that failed/],
    [{ type: 'ConfirmResize' }, 'Refused', /no resize or cold migration that waits/],
    [{ type: 'Reboot', server: 'nobody' }, 'Refused', /there is no server "nobody"/],
  ])('says what the action %o will do to its server, and so it comes', async (spec, effect, words) => {
    await life.create();
    const action = { apiVersion: compute, kind: 'ServerAction', metadata: { name: 'once' }, spec: { server: 'web', ...spec } };

    const { objects } = await plan([action]);

    expect(objects[0]).toMatchObject({ action: 'Create', server: { effect } });
    expect(objects[0]?.server?.message).toMatch(words);
    expect(objects[0]?.server?.placement?.message).toBe(effect === 'Move' ? 'there is room on 1 of 2 hosts' : undefined);
    const before = (await life.world.instancesOf('web')).toReversed();
    await life.world.does(life.world.objects(serverActionKind).create({ ...action, metadata: { namespace, name: 'once' } } as never));
    await life.pass(30);
    const after = (await life.world.instancesOf('web')).toReversed();
    expect((await life.action('once')).phase).toBe(effect === 'Refused' ? 'Failed' : 'Succeeded');
    expect(doneByAction(before, after)).toBe(effect === 'Refused' ? 'None' : effect);
    if (effect === 'Refused') expect((await life.action('once')).message).toBe(objects[0]?.server?.message);
    // What is done is not done again.
    expect((await plan([action])).objects[0]).toMatchObject({ action: 'Unchanged' });
  });

  it('says of an action what the same plan leaves of its server', async () => {
    await life.create();
    const action = { apiVersion: compute, kind: 'ServerAction', metadata: { name: 'once' }, spec: { server: 'web', type: 'Reboot' } };

    const { objects } = await plan([action, server({ power: 'Stopped' })]);

    expect(objects[0]?.server).toMatchObject({ effect: 'Refused', message: expect.stringContaining('is declared stopped') as string });
  });

  it('says of a change that it undoes what was changed on the host, and was only reported', async () => {
    await life.create({ driftPolicy: 'Report' });
    const drift = [{ message: 'the guest was paused', since: '2026-06-01T12:00:00Z' }];
    await life.world.does(life.world.agents.report(await life.world.instanceOf('web'), { drift }));

    const [live, words] = [
      await plan([server({ metadata: { team: 'blue' }, driftPolicy: 'Report' })]),
      await plan([server({ tags: ['a'] })]),
    ];

    expect(live.objects[0]?.server).toMatchObject({
      effect: 'Power',
      message: expect.stringContaining('what was changed on its host is undone: the guest was paused') as string,
    });
    // Of tags its agent is told nothing.
    expect(words.objects[0]?.server?.effect).toBe('None');
  });

  it('refuses what the API would, with its words, and goes on with the rest', async () => {
    await life.create();

    const { objects, summary } = await plan([
      server({ userData: { secretName: 'other', key: 'userData' } }),
      server({ powr: 'Running' }, 'typo'),
      server({}, 'fine'),
    ]);

    expect(objects.map(({ action }) => action)).toEqual(['Refused', 'Refused', 'Create']);
    expect(objects[0]?.refusal).toMatch(/spec\.userData: Forbidden: cannot be changed after creation/);
    expect(objects[1]?.refusal).toMatch(/unknown field "spec\.powr"/);
    expect(summary.refused).toBe(2);
  });

  it('refuses to take fields from others unless it is told to', async () => {
    await life.create({ description: 'theirs' });

    const { objects } = await plan([server({ description: 'ours' })], { force: false });

    expect(objects[0]).toMatchObject({ action: 'Refused', refusal: expect.stringContaining('spec.description') as string });
  });

  it('counts what it makes itself as there', async () => {
    const network = { apiVersion: compute, kind: 'Network', metadata: { name: 'inside', namespace: 'new' }, spec: { cidr: '10.0.0.0/24' } };
    const port = { apiVersion: compute, kind: 'Port', metadata: { name: 'front', namespace: 'new' }, spec: { network: 'inside' } };
    const flavor = { apiVersion: compute, kind: 'Flavor', metadata: { name: 'tiny' }, spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1 } };

    const { objects } = await plan([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new' } },
      network,
      port,
      flavor,
      server({ flavor: 'tiny' }),
    ]);

    expect(objects.map(({ action, refusal }) => refusal ?? action)).toEqual(['Create', 'Create', 'Create', 'Create', 'Create']);
    expect(objects[4]?.server?.placement?.fits).toBe(true);
  });

  it('says when no host has room, and for which resource', async () => {
    const { objects } = await plan([
      { apiVersion: compute, kind: 'Flavor', metadata: { name: 'giant' }, spec: { vcpus: 4, memoryMiB: 60_000, diskGiB: 10 } },
      ...['a', 'b', 'c'].map((name) => server({ flavor: 'giant' }, name)),
    ]);

    expect(objects.slice(1).map(({ server: outcome }) => outcome?.placement)).toEqual([
      { fits: true, message: 'there is room on 2 of 2 hosts' },
      { fits: true, message: 'there is room on 1 of 2 hosts' },
      {
        fits: false,
        message: expect.stringMatching(/^0 of 2 hosts fit: Capacity rules out 2; .*; there is too little memoryMiB$/) as string,
      },
    ]);
  });

  it('shows each quota before and after', async () => {
    await life.create();
    await life.world.does(
      life.world
        .objects(quotaKind)
        .create({ apiVersion: compute, kind: 'Quota', metadata: { namespace, name: 'limits' }, spec: { servers: 2, vcpus: 10 } }),
    );

    const { quotas } = await plan([server({}, 'one'), server({ flavor: 'large' })]);

    const common = { namespace, name: 'limits', isExceeded: false };
    expect(quotas).toEqual([
      { ...common, resource: 'servers', limit: 2, before: 1, after: 2 },
      { ...common, resource: 'vcpus', limit: 10, before: 1, after: 3 },
    ]);
  });

  it('shows what the defaults say beside the quotas, and of the quota of another user nothing that is not theirs', async () => {
    await life.create();
    const { world } = life;
    const create = (kind: KindDefinition, metadata: object, spec: object): Promise<unknown> =>
      world.does(world.client.resource(kind).create({ apiVersion: compute, kind: kind.kind, metadata, spec }));
    await create(quotaKind, { namespace, name: 'limits' }, { vcpus: 10 });
    await create(quotaKind, { namespace, name: 'of-alice' }, { user: 'alice', servers: 1 });
    await create(defaultQuotaKind, { name: 'all' }, { servers: 2, vcpus: 1 });

    const { quotas } = await plan([server({}, 'one')]);

    expect(quotas).toEqual([
      { namespace, name: 'limits', resource: 'vcpus', limit: 10, before: 1, after: 2, isExceeded: false },
      { namespace, name: 'DefaultQuota/all', resource: 'servers', limit: 2, before: 1, after: 2, isExceeded: false },
    ]);
  });

  it('shows nothing of what secrets hold, but that it changes', async () => {
    const secret = (value: string): Record<string, unknown> => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key' },
      data: { key: Buffer.from(value).toString('base64') },
    });
    await life.world.does(life.world.objects(secretKind).create({ ...secret('first'), metadata: { namespace, name: 'key' } } as never));

    const answer = await plan([secret('second')]);

    expect(answer.objects[0]).toMatchObject({
      action: 'Change',
      changes: [{ path: 'data.key', from: '"*** (before)"', to: '"*** (after)"' }],
    });
    expect(JSON.stringify(answer)).not.toContain(Buffer.from('second').toString('base64'));
  });

  it('has the same hash for the same, and another one when the world has moved', async () => {
    await life.create();
    const [one, same] = [await plan([server({ tags: ['a'] })]), await plan([server({ tags: ['a'] })])];
    await life.change({ description: 'moved' });
    const moved = await plan([server({ tags: ['a'] })]);
    const other = await plan([server({ tags: ['b'] })]);

    expect(same.hash).toBe(one.hash);
    expect(new Set([one.hash, moved.hash, other.hash]).size).toBe(3);
  });

  it('deletes what its set applied before and does not name any more, and nothing else', async () => {
    const parent = { kind: 'ConfigMap', name: 'site', namespace } as const;
    const labels = { [partOfLabel]: applySetID(parent) };
    const annotations = reachAnnotations({ groupKinds: ['Server.compute.tycho.dev'], namespaces: [namespace] }, parent);
    await life.world.does(
      life.world.objects(configMapKind).create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'site', annotations } }),
    );
    for (const [name, own] of [
      ['old', labels],
      ['kept', labels],
      ['foreign', {}],
    ] as const) {
      await life.world.does(
        life.world.objects(serverKind).create({ ...server({}, name), metadata: { namespace, name, labels: own } } as never),
      );
    }

    const { objects } = await plan([server({}, 'kept')], { prune: { kind: 'ConfigMap', name: 'site' } });

    expect(objects.map(({ name, action }) => `${name} ${action}`)).toEqual(['kept Unchanged', 'old Delete']);
    expect(objects[1]?.server?.message).toBe('the guest is stopped, and what is on its disk is lost');
  });

  it('refuses what is no object of ours, or stands there twice', async () => {
    await expect(plan([{ apiVersion: 'v2', kind: 'Nothing', metadata: { name: 'x' } }])).rejects.toThrow(
      'spec.objects[0]: the server has no kind "Nothing" in "v2"',
    );
    await expect(plan([server(), server()])).rejects.toThrow('spec.objects[1]: servers.compute.tycho.dev default/web stands here twice');
    await expect(plan([{ apiVersion: compute, kind: 'Server', metadata: {} }])).rejects.toThrow('spec.objects[0].metadata.name: required');
  });
});
