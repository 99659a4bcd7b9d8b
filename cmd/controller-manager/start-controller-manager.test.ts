import { describe, expect, it } from 'vitest';
import { leaseKind } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { StepSequence } from '#cmd/bootstrap/step-sequence.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { controllerNames } from './all-controllers.ts';
import { startControllerManager } from './start-controller-manager.ts';

async function aReplica(server: InProcessApiServer, clock: VirtualClock, replicaName: string): Promise<StepSequence> {
  const sequence = new StepSequence({ clock, logger: silentLogger });
  const configuration = {
    transport: server.transport(),
    loops: controllerNames,
    replicaName,
    healthListen: { host: '127.0.0.1', port: 0 },
    healthPortFile: undefined,
    actionRetentionSeconds: 0,
    clock,
    random: new SeededRandom(replicaName),
    logger: silentLogger,
  };
  const started = sequence.run((lifecycle) => startControllerManager(configuration, lifecycle));
  // The health endpoint listens on a real socket, which virtual time knows nothing of.
  let isStarted = false;
  const note = (): void => {
    isStarted = true;
  };
  started.then(note, note);
  while (!isStarted) await clock.settle();
  await started;
  return sequence;
}

describe('startControllerManager', () => {
  it('is ready beside a leader, and leads when that one stops', async () => {
    const clock = new VirtualClock();
    const server = new InProcessApiServer({ clock });
    await clock.waitFor(server.ready, { limitMilliseconds: 10_000 });
    const holder = async (): Promise<string | undefined> =>
      (await server.client().resource(leaseKind).get({ namespace: 'tycho-system', name: 'controller-manager' })).spec?.holderIdentity;

    const a = await aReplica(server, clock, 'replica-a');
    await clock.advance(1_000);
    const b = await aReplica(server, clock, 'replica-b');
    await clock.advance(30_000);
    expect(await holder()).toBe('replica-a');

    expect(await a.stop()).toEqual([]);
    await clock.advance(5_000);
    expect(await holder()).toBe('replica-b');

    expect(await b.stop()).toEqual([]);
    expect(await holder()).toBe('');
  });
});
