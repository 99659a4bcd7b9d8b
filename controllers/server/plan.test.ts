import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Server } from '#apis/compute/server.ts';
import type { Instance, InstanceStatus } from '#apis/infrastructure/instance.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { aServerAction } from '#test/builders/server-action.ts';
import { noReferences, type Observation } from './observation.ts';
import { planServer } from './plan.ts';
import type { ServerStep } from './server-step.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const deleted = { deletionTimestamp: '2026-06-01T11:59:00Z' };

function anObservation(overrides: Partial<Observation> = {}): Observation {
  return {
    server: aServer(),
    instances: [],
    host: { kind: 'Connected' },
    actions: [],
    records: [],
    migrations: [],
    references: noReferences,
    ...overrides,
  };
}

/** Steps in a form that reads at a glance. */
function words(steps: readonly ServerStep[]): readonly string[] {
  return steps.map((step) => {
    switch (step.kind) {
      case 'DeleteInstance':
        return `delete epoch ${step.instance.spec.epoch} (${step.because})`;
      case 'SetWish':
        return `wish ${wishWords(step)}`;
      case 'CreateMigration':
        return `record ${step.spec.type} of ${step.name}`;
      case 'ReportMigration':
        return `${step.migration.metadata.name} ${step.status.phase}`;
      case 'ReportAction':
        return `${step.action.metadata.name} ${step.status.phase}`;
      case 'MakeImage':
        return `make image ${step.image.draft.metadata.name}`;
      case 'FillImage':
        return `fill image ${step.image.draft.metadata.name}`;
      case 'GiveUpImage':
        return `give up the image of ${step.action.metadata.name}`;
      case 'DeleteBackup':
      case 'DeleteSavedDisk':
        return `delete image ${step.image.metadata.name}`;
      case 'NoteStatus':
        return `note disk ${step.status.savedImage ?? '-'}, kept ${step.status.resize?.keptInstance ?? '-'}`;
      case 'RecordEnd':
        return 'record its end';
      case 'ReleaseServer':
        return 'release';
      case 'RestoreServer':
        return 'restore';
    }
  });
}

/** What is asked for that was not asked for before. */
function wishWords({ instance, wish }: ServerStep & { readonly kind: 'SetWish' }): string {
  const { power, runPolicy = '', machine, action, reboot } = wish;
  const image = machine?.image.name === instance.spec.machine.image.name ? '' : ` image ${machine?.image.name}`;
  const rescue = machine?.rescueImage === undefined ? '' : ` rescue ${machine.rescueImage.name}`;
  return `${power} ${runPolicy}${machine === undefined ? '' : image}${rescue}${action === undefined ? '' : ` ${action.type} ${action.uid}`}${reboot === undefined ? '' : ` reboot ${reboot.actionUID}`}`;
}

function plan(overrides: Partial<Observation>): readonly string[] {
  return words(planServer(anObservation(overrides), noon));
}

describe('planServer, for a server that is wanted', () => {
  it('leaves one without an incarnation to scheduling', () => {
    expect(plan({ instances: [] })).toEqual([]);
  });

  it('does nothing where the incarnation wishes for what the server declares', () => {
    expect(plan({ instances: [anInstance()] })).toEqual([]);
  });

  it('hands power and run policy down', () => {
    const server = aServer({ spec: { power: 'Stopped', runPolicy: 'Always' } });

    expect(plan({ server, instances: [anInstance()] })).toEqual(['wish Stopped Always']);
  });

  it('hands down a wish whatever the agent has last said, for it may be about to change its word', () => {
    const server = aServer({ spec: { power: 'Stopped' } });
    for (const phase of ['Pending', 'Preparing', 'Starting', 'Running', 'Stopping', 'Stopped', 'Failed'] as const) {
      expect(plan({ server, instances: [anInstance({ status: { phase } })] })).toEqual(['wish Stopped RerunOnFailure']);
    }
  });

  it('hands nothing to an incarnation that is being deleted', () => {
    const server = aServer({ spec: { power: 'Stopped' } });

    expect(plan({ server, instances: [anInstance({ metadata: deleted })] })).toEqual([]);
  });

  it('keeps a wish on an incarnation whose host is lost, for when it comes back', () => {
    const server = aServer({ spec: { power: 'Stopped' } });

    expect(plan({ server, instances: [anInstance()], host: { kind: 'Lost' } })).toEqual(['wish Stopped RerunOnFailure']);
  });

  it('retires an incarnation that its agent has found lost, once', () => {
    expect(plan({ instances: [anInstance({ status: { phase: 'Lost' } })] })).toEqual(['delete epoch 1 (Lost)']);
    expect(plan({ instances: [anInstance({ status: { phase: 'Lost' }, metadata: deleted })] })).toEqual([]);
  });

  it('makes nothing anew that is gone since a backup was made: somebody has to say what it is to be', () => {
    const conditions = [
      { type: 'Converged', status: 'False' as const, reason: 'GoneSinceBackup', message: '', lastTransitionTime: '2026-06-01T11:00:00Z' },
    ];

    expect(plan({ instances: [anInstance({ status: { phase: 'Lost', conditions } })] })).toEqual([]);
  });

  it('never retires an incarnation because its host is silent or gone', () => {
    for (const kind of ['Lost', 'Gone'] as const) expect(plan({ instances: [anInstance()], host: { kind } })).toEqual([]);
  });
});

describe('planServer, for a server that is being deleted', () => {
  const server = aServer({ metadata: deleted });

  it('deletes every incarnation that is not being deleted', () => {
    const instances = [anInstance({ spec: { epoch: 2 } }), anInstance({ metadata: deleted })];

    expect(plan({ server, instances })).toEqual(['delete epoch 2 (ServerDeleted)']);
  });

  it('keeps the finalizer while an instance exists, whatever its agent says', () => {
    for (const phase of ['Running', 'Lost', 'Destroyed'] as const) {
      expect(plan({ server, instances: [anInstance({ status: { phase }, metadata: deleted })] })).toEqual([]);
    }
  });

  it('lets the server go when none is left', () => {
    expect(plan({ server, instances: [] })).toEqual(['release']);
  });

  it('leaves the finalizers of others alone', () => {
    const held = aServer({ metadata: { ...deleted, finalizers: ['example.org/backup'] } });

    expect(plan({ server: held, instances: [] })).toEqual([]);
  });
});

describe('planServer, for actions', () => {
  const action = aServerAction();
  const told = anInstance({ spec: { reboot: { actionUID: 'uid-of-reboot', mode: 'Soft' } } });

  it('tells the incarnation first and then says that the action runs', () => {
    expect(plan({ instances: [anInstance()], actions: [action] })).toEqual([
      'wish Running RerunOnFailure reboot uid-of-reboot',
      'reboot Running',
    ]);
  });

  it('tells it once', () => {
    const running = aServerAction({
      status: {
        phase: 'Running',
        message: 'the agent of its host has been told',
        events: [{ name: 'Reboot', startedAt: '2026-06-01T11:58:00Z' }],
      },
    });

    expect(plan({ instances: [told], actions: [running] })).toEqual([]);
  });

  it('takes over the outcome that the agent reports, and the time', () => {
    const outcome = { actionUID: 'uid-of-reboot', outcome: 'Failed', message: 'it hangs', at: '2026-06-01T11:58:00Z' } as const;
    const instance = { ...told, status: { lastReboot: outcome } };

    const [step] = planServer(anObservation({ instances: [instance], actions: [action] }), noon);

    expect(step).toMatchObject({
      kind: 'ReportAction',
      status: { phase: 'Failed', message: 'it hangs', finishedAt: '2026-06-01T11:58:00Z' },
    });
  });

  it('takes no outcome of another action for its own', () => {
    const outcome = { actionUID: 'another', outcome: 'Succeeded', message: 'done', at: '2026-06-01T11:58:00Z' } as const;

    expect(plan({ instances: [{ ...told, status: { lastReboot: outcome } }], actions: [action] })).toEqual(['reboot Running']);
  });

  it('keeps an action waiting until the server has a place', () => {
    expect(plan({ instances: [], actions: [action] })).toEqual(['reboot Pending']);
  });

  it('keeps the later ones waiting', () => {
    const later = aServerAction({ metadata: { name: 'later' } });

    expect(plan({ instances: [told], actions: [action, later] })).toEqual(['reboot Running', 'later Pending']);
  });

  it('fails all of them where nothing could come of any', () => {
    const later = aServerAction({ metadata: { name: 'later' } });
    const actions = [action, later];

    expect(plan({ server: undefined, actions })).toEqual(['reboot Failed', 'later Failed']);
    expect(plan({ server: aServer({ spec: { power: 'Stopped' } }), instances: [], actions })).toEqual(['reboot Failed', 'later Failed']);
    expect(plan({ server: aServer({ metadata: deleted }), instances: [], actions })).toEqual(['release', 'reboot Failed', 'later Failed']);
  });

  it('does nothing to a server that has come to have the name since', () => {
    const stray = aServerAction({ status: { serverUID: 'the-one-before' } });

    const steps = planServer(anObservation({ instances: [told], actions: [stray] }), noon);

    expect(steps).toMatchObject([{ kind: 'ReportAction', status: { phase: 'Failed', serverUID: 'the-one-before' } }]);
  });

  it('neither keeps a record waiting for an action nor an action for a record', () => {
    const record = aServerAction({ metadata: { name: 'lock' }, spec: { type: 'Record', record: { action: 'lock' } } });
    const waits = aServerAction({
      metadata: { name: 'stop' },
      spec: { type: 'Record', record: { action: 'stop', generation: 7 } },
    });

    expect(plan({ instances: [told], actions: [action], records: [waits, record] })).toEqual(['reboot Running', 'lock Succeeded']);
    expect(plan({ server: undefined, instances: [], records: [record, waits] })).toEqual(['lock Succeeded', 'stop Failed']);
  });

  it('asks a new incarnation again for what the lost one did not do', () => {
    const fresh = anInstance({ spec: { epoch: 2 } });
    const running = aServerAction({
      status: {
        phase: 'Running',
        message: 'the agent of its host has been told',
        events: [{ name: 'Reboot', startedAt: '2026-06-01T11:58:00Z' }],
      },
    });

    expect(plan({ instances: [fresh], actions: [running] })).toEqual(['wish Running RerunOnFailure reboot uid-of-reboot']);
  });
});

describe('planServer, over all worlds', () => {
  const phase = fc.constantFrom<InstanceStatus['phase']>(
    'Pending',
    'Preparing',
    'Starting',
    'Running',
    'Stopping',
    'Stopped',
    'Failed',
    'Lost',
    'Destroyed',
    undefined,
  );
  const power = fc.constantFrom('Running' as const, 'Stopped' as const);
  const instance = fc.record({ phase, isGoing: fc.boolean(), power }).map(
    ({ phase: value, isGoing, power: wished }) =>
      (epoch: number) =>
        anInstance({
          spec: { epoch, power: wished },
          ...(isGoing ? { metadata: deleted } : {}),
          ...(value === undefined ? {} : { status: { phase: value } }),
        }),
  );
  const observation = fc
    .record({
      isGoing: fc.boolean(),
      power,
      instances: fc.array(instance, { maxLength: 3 }),
      actionCount: fc.nat(2),
      host: fc.constantFrom('Connected' as const, 'Lost' as const, 'Gone' as const),
    })
    .map((world): Observation => ({
      server: aServer({ spec: { power: world.power }, ...(world.isGoing ? { metadata: deleted } : {}) }),
      instances: world.instances.map((make, index) => make(world.instances.length - index)),
      host: { kind: world.host },
      actions: Array.from({ length: world.actionCount }, (_, index) => aServerAction({ metadata: { name: `action-${index}` } })),
      records: [],
      migrations: [],
      references: noReferences,
    }));

  it('decides the same twice, and changes nothing that it was given', () => {
    fc.assert(
      fc.property(observation, (world) => {
        const before = structuredClone(world);
        expect(planServer(world, noon)).toEqual(planServer(world, noon));
        expect(world).toEqual(before);
      }),
    );
  });

  it('never wishes an incarnation to run whose server is declared stopped', () => {
    fc.assert(
      fc.property(observation, (world) => {
        fc.pre(world.server?.spec.power === 'Stopped');
        for (const step of planServer(world, noon)) expect(step).not.toMatchObject({ kind: 'SetWish', wish: { power: 'Running' } });
      }),
    );
  });

  it('never deletes a live incarnation of a server that is wanted', () => {
    fc.assert(
      fc.property(observation, (world) => {
        fc.pre(world.server?.metadata.deletionTimestamp === undefined);
        const victims = planServer(world, noon).flatMap((step) => (step.kind === 'DeleteInstance' ? [step.instance.status?.phase] : []));
        for (const value of victims) expect(['Lost', 'Destroyed']).toContain(value);
      }),
    );
  });

  it('never lets a server go while an instance of it exists', () => {
    fc.assert(
      fc.property(observation, (world) => {
        fc.pre(world.instances.length > 0);
        expect(planServer(world, noon).map((step) => step.kind)).not.toContain('ReleaseServer');
      }),
    );
  });

  it('comes to rest when its steps are carried out', () => {
    fc.assert(
      fc.property(observation, (world) => {
        let now = world;
        for (let round = 0; round < 6; round += 1) now = planServer(now, noon).reduce(carriedOut, now);
        expect(planServer(now, noon)).toEqual([]);
      }),
    );
  });
});

/** A model of what the steps do to the world, agents that destroy at once included. */
function carriedOut(world: Observation, step: ServerStep): Observation {
  const changeInstance = (target: Instance, change: (instance: Instance) => readonly Instance[]): Observation => ({
    ...world,
    instances: world.instances.flatMap((each) => (each.metadata.name === target.metadata.name ? change(each) : [each])),
  });
  switch (step.kind) {
    case 'DeleteInstance':
      return changeInstance(step.instance, () => []);
    case 'SetWish':
      return changeInstance(step.instance, (instance) => [{ ...instance, spec: { ...instance.spec, ...step.wish } as Instance['spec'] }]);
    case 'ReleaseServer':
      return { ...world, server: released(step.server) };
    case 'ReportAction': {
      const isOver = step.status.phase === 'Failed' || step.status.phase === 'Succeeded';
      const actions = world.actions.flatMap((each) =>
        each.metadata.uid === step.action.metadata.uid ? (isOver ? [] : [{ ...each, status: step.status }]) : [each],
      );
      return { ...world, actions };
    }
    default:
      throw new Error(`nothing here asks for ${step.kind}`);
  }
}

function released(server: Server): Server {
  return { ...server, metadata: { ...server.metadata, finalizers: [] } };
}
