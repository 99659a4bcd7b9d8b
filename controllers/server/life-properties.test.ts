import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageOf, ModelLife } from '#test/builders/model-life.ts';

/** What happens, and its name for the story of a failed run. */
type Event = readonly [name: string, happen: (life: ModelLife) => void];

const actionTypes = [
  ...(['Reboot', 'Snapshot', 'Backup', 'Rebuild', 'Reset', 'CrashDump', 'Restore'] as const),
  ...(['ConfirmResize', 'MigrateCold', 'MigrateLive', 'AbortMigration', 'ForceMigration', 'RevertMigration'] as const),
];

/** The loops and the agents each do a little of what they have to do. */
const turn: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Event>(['look', (life) => life.look()]) },
  { weight: 4, arbitrary: fc.constant<Event>(['schedule', (life) => life.schedule()]) },
  { weight: 3, arbitrary: fc.constant<Event>(['report halfway', (life) => life.report('Halfway')]) },
  { weight: 5, arbitrary: fc.constant<Event>(['report', (life) => life.report('Done')]) },
);

/** What may happen, in any order: the user, the loops and the agents, each a little. */
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.constantFrom('Running', 'Stopped', 'Paused', 'Suspended', 'Shelved').map((power) => wish({ power })),
  fc.constantFrom('small', 'large', 'huge').map((flavor) => wish({ flavor })),
  fc.constantFrom('debian', 'fedora').map((image) => wish({ image })),
  fc.option(fc.constant({ image: 'fedora' }), { nil: undefined }).map((rescue) => wish({ rescue })),
  fc.constantFrom(0, 60).map((autoConfirmSeconds) => wish({ resize: { autoConfirmSeconds } })),
  fc.constantFrom(...actionTypes).map((type): Event => [type, (life) => life.order({ type })]),
  fc.boolean().map((isFull): Event => [isFull ? 'full' : 'room', (life) => (life.isFull = isFull)]),
  fc.constant<Event>(['delete', (life) => life.delete({ windowSeconds: 300 })]),
  fc.constant<Event>(['lose', (life) => life.lose()]),
  fc.nat(100).map((seconds): Event => [`${seconds} s`, (life) => life.pass(seconds)]),
  { weight: 20, arbitrary: turn },
);

function wish(spec: object): Event {
  return [JSON.stringify(spec), (life) => life.wish(spec)];
}

const events = fc.array(event, { maxLength: 60, size: 'max' });
const runs = { numRuns: 400 };

/** A server that runs is moved, and that is taken back before long; then anything may happen. */
const moveAndBack: fc.Arbitrary<readonly Event[]> = fc
  .tuple(fc.array(turn, { minLength: 8, maxLength: 60, size: 'max' }), events)
  .map(([turns, rest]) => [
    ['settle', (life) => life.settle()],
    ['MigrateCold', (life) => life.order({ type: 'MigrateCold' })],
    ...turns,
    ['RevertMigration', (life) => life.order({ type: 'RevertMigration' })],
    ...rest,
  ]);

function lived(story: readonly Event[]): ModelLife {
  const life = new ModelLife();
  for (const [, happen] of story) happen(life);
  return life;
}

describe('the life of a server, whatever is wished for and whoever is slow', () => {
  it('never has two incarnations that may run, and always has its disk somewhere', () => {
    fc.assert(
      fc.property(events, (story) => {
        expect(lived(story).broken).toEqual([]);
      }),
      runs,
    );
  });

  it.each([
    ['', events],
    [', also when a move is taken back', moveAndBack],
  ] as const)('comes to rest as what is wished for, with nothing left over%s', (_what, stories) => {
    fc.assert(
      fc.property(stories, (story) => {
        expectRest(lived(story));
      }),
      runs,
    );
  });

  it('can be ended at any moment, and leaves nothing but what belongs to the user', () => {
    fc.assert(
      fc.property(events, (story) => {
        const life = lived(story);
        life.delete({ windowSeconds: 0 });
        life.pass(1_000);
        life.settle();

        expect(life.broken).toEqual([]);
        // A Restore may have come in time before.
        if (life.server !== undefined) {
          life.delete({ windowSeconds: 0 });
          life.settle();
        }
        expect(life.server).toBeUndefined();
        expect(life.instances).toEqual([]);
        expect(life.migrations.filter(({ status }) => status?.finishedAt === undefined)).toEqual([]);
        expect(life.images.filter(({ metadata }) => metadata.ownerReferences !== undefined)).toEqual([]);
      }),
      runs,
    );
  });
});

function expectRest(life: ModelLife): void {
  life.isFull = false;
  life.wish({ resize: { autoConfirmSeconds: 0 } });
  life.settle();
  life.pass(1_000);
  life.settle();

  expect(life.broken).toEqual([]);
  const { server, instances, images } = life;
  expect(life.actions.map(({ status }) => status?.phase).filter((phase) => phase !== 'Succeeded' && phase !== 'Failed')).toEqual([]);
  const disks = images.filter(({ metadata }) => metadata.ownerReferences !== undefined).map(({ metadata }) => metadata.name);
  expect(disks).toEqual(server?.status?.savedImage === undefined ? [] : [server.status.savedImage]);
  expect(server?.status?.resize).toBeUndefined();
  expect(life.migrations.filter(({ status }) => status?.finishedAt === undefined).map(({ status }) => status?.phase)).toEqual([]);
  if (server === undefined || server.spec.power === 'Shelved') {
    expect(instances).toEqual([]);
    return;
  }
  expect(instances.map((each) => [each.spec.machine.flavor, imageOf(each), each.status?.phase])).toEqual([
    [server.spec.flavor, server.spec.image, server.spec.power],
  ]);
}
