import { describe, expect, it } from 'vitest';
import { ModelLife } from '#test/builders/model-life.ts';

/** A server that runs and was told to move. */
function moving(rounds: number): ModelLife {
  const life = new ModelLife();
  life.settle();
  life.order({ type: 'MigrateLive' });
  for (let round = 0; round < rounds; round += 1) {
    life.look();
    life.schedule();
    life.report('Done');
  }
  return life;
}

const epochs = (life: ModelLife): readonly number[] => life.instances.map(({ spec }) => spec.epoch);

describe('a move to another host while the server runs', () => {
  it('ends with the incarnation there, which the status names, and a record of it', () => {
    const life = moving(0);

    life.settle();

    expect(life.broken).toEqual([]);
    expect(epochs(life)).toEqual([2]);
    expect(life.server?.status).toMatchObject({ epoch: 2, instance: life.instances[0]?.metadata.name });
    expect(life.server?.status?.move).toBeUndefined();
    expect(life.actions).toMatchObject([{ status: { phase: 'Succeeded', message: 'the server runs on another host' } }]);
    expect(life.migrations).toMatchObject([{ spec: { type: 'Live' }, status: { phase: 'Finished' } }]);
    expect(life.actions[0]?.status?.events?.map(({ name }) => name).at(0)).toBe('Begin');
  });

  it('names the host that it leaves for as long as that has the right to run', () => {
    const life = moving(3);

    expect(life.server?.status?.move).toBeDefined();
    expect(life.server?.status?.instance).toBe(life.instances.at(-1)?.metadata.name);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'is aborted after %s rounds, or over by then: one incarnation is left, and the action says which',
    (rounds) => {
      const life = moving(rounds);

      life.order({ type: 'AbortMigration' });
      life.settle();

      expect(life.broken).toEqual([]);
      const [moved] = life.actions;
      const isMoved = moved?.status?.phase === 'Succeeded';
      expect(epochs(life)).toEqual([isMoved ? 2 : 1]);
      expect(life.server?.status?.move).toBeUndefined();
      expect(life.migrations.map(({ status }) => status?.phase)).toEqual(life.migrations.map(() => (isMoved ? 'Finished' : 'Failed')));
      if (!isMoved) expect(moved?.status?.message).toBe('it was aborted');
      expect(life.instances[0]).toMatchObject({ status: { phase: 'Running' } });
      expect(life.instances[0]?.spec.departure).toBeUndefined();
    },
  );

  it.each([1, 2, 3, 4, 5, 6])('gives way to another wish for power after %s rounds', (rounds) => {
    const life = moving(rounds);

    life.wish({ power: 'Stopped' });
    life.settle();

    expect(life.broken).toEqual([]);
    expect(life.instances).toMatchObject([{ status: { phase: 'Stopped' } }]);
  });

  it('is given up at its deadline while no host has room, and the server runs on', () => {
    const life = new ModelLife();
    life.settle();
    life.isFull = true;
    life.order({ type: 'MigrateLive', migrateLive: { timeoutSeconds: 60 } });
    life.settle();

    life.pass(60);
    life.settle();

    expect(life.actions[0]?.status).toMatchObject({ phase: 'Failed', message: expect.stringMatching(/^it was not over at /) as string });
    expect(epochs(life)).toEqual([1]);
  });

  it('leaves a disk that is saved like any other after one that was given up', () => {
    const life = moving(2);
    life.order({ type: 'AbortMigration' });
    life.settle();

    life.wish({ power: 'Shelved' });
    life.settle();

    expect(life.broken).toEqual([]);
    expect(life.server?.status?.savedImage).toBeDefined();
  });
});
