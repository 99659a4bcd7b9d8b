import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serverActionTypes, type ServerAction } from '#apis/compute/server-action.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import type { ServerEffect } from '#apis/compute/plan.ts';
import { predictAction } from '#apis/infrastructure/predict-action.ts';
import { predictServer } from '#apis/infrastructure/predict-server.ts';
import type { ServerPrediction } from '#apis/infrastructure/server-prediction.ts';
import { doneBetween, doneByAction } from '#test/builders/effect-done.ts';
import { ModelLife } from '#test/builders/model-life.ts';

const features = ['pause', 'suspend', 'shelve', 'resize', 'rebuild', 'rescue', 'image-qcow2'] as const;

/** A spec among so few words that two of them often share some. */
const spec: fc.Arbitrary<Partial<ServerSpec>> = fc
  .record({
    power: fc.constantFrom('Running', 'Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'),
    flavor: fc.constantFrom('small', 'large'),
    image: fc.constantFrom('debian', 'fedora', 'nowhere'),
    rescue: fc.constantFrom(undefined, undefined, { image: 'fedora' }, {}),
    runPolicy: fc.constantFrom('Always', 'Manual'),
    metadata: fc.constantFrom(undefined, { team: 'blue' }),
    hostname: fc.constantFrom(undefined, 'other'),
    keyPair: fc.constantFrom(undefined, undefined, 'mine', 'yours', 'nowhere'),
    tags: fc.constantFrom(undefined, ['a']),
    resize: fc.constantFrom(undefined, { autoConfirmSeconds: 0 }),
  })
  .map((words) => words as Partial<ServerSpec>);

const host = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  fc.subarray([...features]).map((list) => new Set<string>(list)),
);

/** A life that has come to rest, whatever is refused in it. */
function restingLife(before: Partial<ServerSpec>, capabilities: ReadonlySet<string> | undefined): ModelLife {
  const life = new ModelLife();
  life.settle();
  life.capabilities = capabilities;
  life.wish(before);
  rest(life);
  return life;
}

function rest(life: ModelLife): void {
  life.settle();
  life.pass(1_000);
  life.settle();
}

function predicted(life: ModelLife, after: Partial<ServerSpec>): ServerPrediction {
  const server = life.server!;
  const wish = { ...server.spec, ...after };
  // The model reads what a server names as it is wished for at that moment.
  const { flavor, image, rescueImage, keyPair } = withWish(life, wish).references;
  const savedImage = life.images.find(({ metadata }) => metadata.name === server.status?.savedImage);
  return predictServer({
    server,
    wish,
    instances: life.instances,
    capabilities: life.capabilities,
    flavor,
    image,
    rescueImage,
    keyPair,
    savedImage,
  });
}

function withWish(life: ModelLife, wish: ServerSpec): ReturnType<ModelLife['observation']> {
  const { server } = life;
  life.server = { ...server!, spec: wish };
  try {
    return life.observation();
  } finally {
    life.server = server;
  }
}

const actionType = fc.constantFrom(...serverActionTypes.filter((type) => type !== 'Restore'));

function predictedAction(life: ModelLife, action: ServerAction): ServerPrediction {
  const server = life.server!;
  const { references } = life.observation();
  return predictAction({
    action,
    server,
    instances: life.instances,
    lacks: (capability) => life.instances.length > 0 && life.capabilities?.has(capability) === false,
    flavor: references.flavor,
    image: references.image,
    rescueImage: references.rescueImage,
    savedImage: life.images.find(({ metadata }) => metadata.name === server.status?.savedImage),
    namesake: undefined,
    heldVolume: undefined,
    now: life.now,
  });
}

describe('what is announced for an action', () => {
  it('is what the server loop then has done, or how it ends, for any server, host and action', () => {
    const seen = new Map<ServerEffect, number>();
    fc.assert(
      fc.property(spec, spec, host, fc.boolean(), actionType, (from, to, capabilities, isMoved, type) => {
        const life = restingLife(from, capabilities);
        if (isMoved) {
          life.order({ type: 'MigrateCold' });
          rest(life);
        }
        life.wish(to);
        rest(life);
        const before = life.instances;
        life.order({ type });
        const ordered = life.actions.at(-1)!;
        const { effect, refusals } = predictedAction(life, ordered);

        rest(life);

        const { status } = life.actions.find(({ metadata }) => metadata.uid === ordered.metadata.uid)!;
        seen.set(effect, (seen.get(effect) ?? 0) + 1);
        if (effect === 'Refused') {
          expect(refusals).toEqual([status?.message]);
          expect(status?.phase).toBe('Failed');
        } else {
          // One that waits for its server to be placed, which nothing has room or an image for, is still due.
          const isUp = life.instances.some((instance) => instance.status?.phase !== 'Shelved');
          if (isUp) expect(status?.phase).toBe('Succeeded');
          const isPlaced = isUp || effect !== 'Replace';
          if (status?.phase === 'Succeeded' && isPlaced) expect(doneByAction(before, life.instances)).toBe(effect);
        }
      }),
      { numRuns: 2_000 },
    );
    expect([...seen.keys()].toSorted()).toEqual(['Live', 'Move', 'None', 'Rebuild', 'Refused', 'Replace', 'Restart']);
  });
});

describe('what is announced for a change of a server', () => {
  it('is what the server loop then does to its guest, for any two specs and any host', () => {
    const seen = new Map<ServerEffect, number>();
    fc.assert(
      fc.property(spec, spec, host, (from, to, capabilities) => {
        const life = restingLife(from, capabilities);
        const { effect, refusals } = predicted(life, to);
        const before = life.instances;
        const wasPlaced = before.length > 0 || life.server?.status?.savedImage !== undefined;

        life.wish(to);
        rest(life);

        const done = doneBetween(before, life.instances);
        seen.set(effect, (seen.get(effect) ?? 0) + 1);
        expect(wasPlaced).toBe(true);
        expect(done).toBe(effect === 'Refused' ? 'None' : effect);
        if (effect === 'Refused') expect(refusals).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect([...seen.keys()].toSorted()).toEqual(['Live', 'Move', 'None', 'Power', 'Rebuild', 'Refused', 'Replace', 'Restart']);
  });
});
