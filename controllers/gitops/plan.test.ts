import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GitSyncSpec, GitSyncStatus } from '#apis/gitops/git-sync.ts';
import { aGitSync } from '#test/builders/git-sync.ts';
import { appliedMember, aSyncObservation, declared, testRevision } from '#test/builders/sync-observation.ts';
import { hasLostFields, planSync, type Member, type SyncObservation, type SyncPlan } from './plan.ts';
import type { DesiredObject } from './desired-objects.ts';

const applied = ({ waves }: SyncPlan): readonly string[] =>
  waves.flatMap(({ number, steps }) =>
    steps.flatMap((step) => step.map(({ desired, cause }) => `${number} ${desired.kind.kind}/${desired.key.name} ${cause}`)),
  );
const deleted = ({ deletions }: SyncPlan): readonly string[] => deletions.map(({ kind, object }) => `${kind.kind}/${object.metadata.name}`);
const changedBySomebody = [{ field: '.spec.flavor', manager: 'kubectl-edit', since: '2026-06-01T12:00:00Z' }];

describe('planSync', () => {
  const sync = aGitSync();
  const wave = (number: number) => ({ annotations: { 'gitops.tycho.dev/wave': String(number) } });

  it('applies what is not there, and has nothing to do with what is', () => {
    const desired = declared(sync, { 'Server/web': {}, 'Server/data': {} });

    const plan = planSync(aSyncObservation({ desired, members: [appliedMember(sync, desired[1]!)] }));

    expect(applied(plan)).toEqual(['0 Server/web New']);
    expect(plan.unchangedCount).toBe(1);
  });

  it('applies an object whose manifest has changed', () => {
    const before = declared(sync, { 'Server/web': { spec: { flavor: 'small' } } });
    const after = declared(sync, { 'Server/web': { spec: { flavor: 'large' } } });

    expect(applied(planSync(aSyncObservation({ desired: after, members: [appliedMember(sync, before[0]!)] })))).toEqual([
      '0 Server/web Changed',
    ]);
  });

  it('goes wave by wave, and within a wave makes first what others need', () => {
    const desired = declared(sync, {
      'Server/late': wave(1),
      'Server/web': {},
      'Flavor/small': {},
      'Secret/key': {},
      'Namespace/team': {},
      'Server/early': wave(-1),
    });

    const plan = planSync(aSyncObservation({ desired }));

    expect(applied(plan)).toEqual([
      '-1 Server/early New',
      '0 Namespace/team New',
      '0 Flavor/small New',
      '0 Secret/key New',
      '0 Server/web New',
      '1 Server/late New',
    ]);
    expect(plan.waves[1]!.steps.map((step) => step.length)).toEqual([1, 2, 1]);
  });

  it('deletes what is not in the repository any more, the last applied first', () => {
    const gone = declared(sync, { 'Flavor/small': {}, 'Server/web': {}, 'Server/late': wave(1), 'Server/kept': {} });
    const members = gone.map((each) => appliedMember(sync, each));

    expect(deleted(planSync(aSyncObservation({ desired: gone.slice(3), members })))).toEqual(['Server/late', 'Server/web', 'Flavor/small']);
  });

  it('deletes nothing unless pruning is wished for, and nothing that says it is to stay', () => {
    const [web, other] = declared(sync, { 'Server/web': {}, 'Server/other': {} });
    const noPrune = aGitSync({ spec: { prune: false } });
    const staying = appliedMember(sync, web!, { annotations: { 'gitops.tycho.dev/prune': 'Disabled' } });

    const plans = [
      planSync(aSyncObservation({ sync: noPrune, desired: [other!], members: [appliedMember(sync, web!)] })),
      planSync(aSyncObservation({ desired: [other!], members: [staying] })),
    ];

    expect(plans.map(deleted)).toEqual([[], []]);
    expect(plans.map(({ kept }) => kept.length)).toEqual([1, 1]);
  });

  it('deletes nothing that only carries its mark, nor itself', () => {
    const [marked, self, other] = declared(sync, { 'Server/marked': {}, 'GitSync/cloud': {}, 'Server/other': {} });
    const members = [
      appliedMember(sync, marked!, { managedFields: [] }),
      appliedMember(sync, self!, { uid: sync.metadata.uid }),
      appliedMember(sync, other!),
    ];

    expect(deleted(planSync(aSyncObservation({ desired: [other!], members })))).toEqual([]);
  });

  it('leaves an object alone that is being deleted, until it is gone', () => {
    const [web] = declared(sync, { 'Server/web': { spec: { flavor: 'large' } } });
    const going = appliedMember(sync, web!, { deletionTimestamp: '2026-06-01T12:00:00Z' });

    expect(applied(planSync(aSyncObservation({ desired: [web!], members: [going] })))).toEqual([]);
    expect(deleted(planSync(aSyncObservation({ members: [going] })))).toEqual([]);
  });

  describe('when somebody has changed what was applied', () => {
    const desired = declared(sync, { 'Server/web': {} });
    const members = [appliedMember(sync, desired[0]!)];
    const drift = new Map([[desired[0]!.id, changedBySomebody]]);

    it('takes the fields back', () => {
      const [step] = planSync(aSyncObservation({ desired, members, drift })).waves[0]!.steps;

      expect(step).toMatchObject([{ cause: 'Drifted', force: true }]);
    });

    it("makes again what is gone, by no force: it may be somebody else's by now", () => {
      const [step] = planSync(aSyncObservation({ desired, drift })).waves[0]!.steps;

      expect(step).toMatchObject([{ cause: 'Drifted', force: false }]);
    });

    it('only says so if that is the policy', () => {
      const plan = planSync(aSyncObservation({ sync: aGitSync({ spec: { driftPolicy: 'Report' } }), desired, members, drift }));

      expect(applied(plan)).toEqual([]);
      expect(plan.leftAlone).toEqual(desired);
    });

    it('applies a new manifest all the same', () => {
      const after = declared(sync, { 'Server/web': { spec: { flavor: 'large' } } });

      expect(
        applied(planSync(aSyncObservation({ sync: aGitSync({ spec: { driftPolicy: 'Report' } }), desired: after, members, drift }))),
      ).toEqual(['0 Server/web Changed']);
    });
  });

  describe('with more to delete than the budget allows', () => {
    const objects = declared(sync, { 'Server/a': {}, 'Server/b': {}, 'Server/c': {}, 'Server/d': {} });
    const members = objects.map((each) => appliedMember(sync, each));
    const planWith = (spec: Partial<GitSyncSpec>, keptCount: number, status?: GitSyncStatus, present = members): SyncPlan =>
      planSync(
        aSyncObservation({
          sync: aGitSync({ spec, ...(status === undefined ? {} : { status }) }),
          desired: objects.slice(0, keptCount),
          members: present,
        }),
      );

    it.each([
      [{}, 1, 'NotNeeded'],
      [{}, 0, 'Waiting'],
      [{ deletionBudget: { count: 1 } }, 3, 'NotNeeded'],
      [{ deletionBudget: { count: 1 } }, 2, 'Waiting'],
      [{ deletionBudget: { percent: 50 } }, 2, 'NotNeeded'],
      [{ deletionBudget: { percent: 50 } }, 1, 'Waiting'],
      [{ deletionBudget: { percent: 100 } }, 0, 'NotNeeded'],
      [{ deletionBudget: { count: 3, percent: 50 } }, 1, 'Waiting'],
      [{ deletionBudget: { count: 0 } }, 4, 'NotNeeded'],
      [{ deletionBudget: { count: 0 } }, 3, 'Waiting'],
    ] as const)('%j, of 4 keeping %d: %s', (spec, keptCount, expected) => {
      expect(planWith(spec, keptCount).confirmation).toBe(expected);
    });

    it('goes ahead with exactly the plan that was confirmed', () => {
      const { hash } = planWith({}, 0);

      expect(planWith({ confirmPlan: hash }, 0).confirmation).toBe('Confirmed');
      expect(planWith({ confirmPlan: hash, deletionBudget: { count: 0 } }, 1).confirmation).toBe('Waiting');
      expect(
        planSync({ ...aSyncObservation({ sync: aGitSync({ spec: { confirmPlan: hash } }), members }), revision: 'other' }).confirmation,
      ).toBe('Waiting');
    });

    it('goes on with a confirmed plan when a part of it is done, and takes nothing else along', () => {
      const { hash } = planWith({}, 0);
      const status: GitSyncStatus = {
        plan: { hash, revision: testRevision, applyCount: 0, deletionCount: 4, unchangedCount: 0 },
        objects: members
          .slice(0, 3)
          .map(({ object }) => ({ kind: 'Server', name: object.metadata.name, uid: object.metadata.uid, result: 'PruneWaits' })),
      };

      expect(planWith({ confirmPlan: hash }, 0, status, members.slice(1, 3))).toMatchObject({ confirmation: 'Confirmed', hash });
      expect(planWith({ confirmPlan: hash }, 0, status, members.slice(1, 4)).confirmation).toBe('Waiting');
    });
  });
});

describe('hasLostFields', () => {
  const sync = aGitSync();
  const desired = declared(sync, { 'Server/web': {} })[0]!;
  const { applySet } = aSyncObservation({ sync });

  it('believes the fields that the object says to be ours', () => {
    const member = appliedMember(sync, desired);
    const taken = appliedMember(sync, desired, { managedFields: [] });

    expect(hasLostFields(desired, member, { applySet, acceptedFields: new Map() })).toBe(false);
    expect(hasLostFields(desired, taken, { applySet, acceptedFields: new Map() })).toBe(true);
  });

  it('says nothing of one that is to be applied anyway, or is going', () => {
    const other = declared(sync, { 'Server/web': { spec: { flavor: 'large' } } })[0]!;
    const going = appliedMember(sync, desired, { managedFields: [], deletionTimestamp: '2026-06-01T12:00:00Z' });

    expect(hasLostFields(other, appliedMember(sync, desired, { managedFields: [] }), { applySet, acceptedFields: new Map() })).toBe(false);
    expect(hasLostFields(desired, going, { applySet, acceptedFields: new Map() })).toBe(false);
  });
});

describe('planSync, whatever there is', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const kinds = ['Server', 'Flavor', 'Secret', 'Volume'];
  const place = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...names)).map((parts) => parts.join('/'));
  const manifest = fc.record({
    annotations: fc.record({ 'gitops.tycho.dev/wave': fc.integer({ min: -2, max: 2 }).map(String) }, { requiredKeys: [] }),
    spec: fc.record({ size: fc.integer({ min: 1, max: 2 }) }),
  });
  const commit = fc.dictionary(place, manifest, { maxKeys: 12 });
  const spec = fc.record({
    prune: fc.boolean(),
    force: fc.boolean(),
    driftPolicy: fc.constantFrom('Heal' as const, 'Report' as const),
    deletionBudget: fc.option(fc.record({ count: fc.integer({ min: 0, max: 8 }), percent: fc.integer({ min: 0, max: 100 }) }), {
      nil: undefined,
    }),
  });

  /** What is there after the plan was carried out. */
  const carriedOut = (observation: SyncObservation, plan: SyncPlan): Member[] => {
    const after = new Map(observation.members);
    for (const { steps } of plan.waves)
      for (const { desired } of steps.flat()) after.set(desired.id, appliedMember(observation.sync, desired));
    if (plan.confirmation !== 'Waiting') for (const { id } of plan.deletions) after.delete(id);
    return [...after.values()];
  };

  it('leads to nothing left to do in one step, once it is confirmed', () => {
    fc.assert(
      fc.property(commit, commit, spec, (before, after, given) => {
        const { deletionBudget, ...rest } = given;
        const plain = aGitSync({ spec: { ...rest, ...(deletionBudget === undefined ? {} : { deletionBudget }) } });
        const members = declared(plain, before).map((each) => appliedMember(plain, each));
        const desired = declared(plain, after);
        const { hash } = planSync(aSyncObservation({ sync: plain, desired, members }));
        const sync = aGitSync({ spec: { ...plain.spec, confirmPlan: hash } });
        const observation = aSyncObservation({ sync, desired, members });

        const rest2 = carriedOut(observation, planSync(observation));
        const plan = planSync(aSyncObservation({ sync, desired, members: rest2 }));

        expect(applied(plan)).toEqual([]);
        expect(plan.deletions).toEqual([]);
        expect(plan.unchangedCount).toBe(desired.length);
        if (sync.spec.prune) expect(rest2.map(({ id }) => id).toSorted()).toEqual(desired.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('plans the same twice, and never both applies and deletes an object', () => {
    fc.assert(
      fc.property(commit, commit, spec, (before, after, { deletionBudget, ...rest }) => {
        const sync = aGitSync({ spec: { ...rest, ...(deletionBudget === undefined ? {} : { deletionBudget }) } });
        const observation = aSyncObservation({
          sync,
          desired: declared(sync, after),
          members: declared(sync, before).map((each) => appliedMember(sync, each)),
        });
        const plan = planSync(observation);

        expect(planSync(observation)).toEqual(plan);
        const wanted = new Set(observation.desired.map(({ id }) => id));
        expect(plan.deletions.filter(({ id }) => wanted.has(id))).toEqual([]);
        expect(new Set([...applied(plan), ...deleted(plan)]).size).toBe(applied(plan).length + plan.deletions.length);
      }),
    );
  });

  it('never deletes what another manager applied, whatever mark it carries', () => {
    const other = aGitSync({ metadata: { name: 'other' } });
    fc.assert(
      fc.property(commit, commit, (foreign, after) => {
        const sync = aGitSync({ spec: { deletionBudget: { percent: 100 } } });
        const marked = declared(sync, foreign).map((each: DesiredObject) => appliedMember(other, each));

        expect(planSync(aSyncObservation({ sync, desired: declared(sync, after), members: marked })).deletions).toEqual([]);
      }),
    );
  });

  it('deletes no more than the budget without a word', () => {
    fc.assert(
      fc.property(commit, commit, fc.integer({ min: 0, max: 5 }), (before, after, count) => {
        const sync = aGitSync({ spec: { deletionBudget: { count } } });
        const members = declared(sync, before).map((each) => appliedMember(sync, each));
        const plan = planSync(aSyncObservation({ sync, desired: declared(sync, after), members }));

        expect(plan.confirmation === 'Waiting').toBe(plan.deletions.length > count);
      }),
    );
  });
});
