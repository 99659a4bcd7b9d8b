import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe } from 'vitest';
import { startIronic, type IronicServer } from '#test/harness/ironic.ts';
import { joinParameters } from '../../../end-to-end/join-parameters.ts';
import { LocalTycho, repositoryRoot } from '../../../end-to-end/local-tycho.ts';
import { describeParity } from './describe-parity.ts';
import { kernelImage } from './guest-images.ts';
import { localWorld } from './local-world.ts';

const nodeCount = 12;

describe('every feature on bare metal', () => {
  describeParity(async () => {
    const ironic = await startIronic();
    // Who has seen enough may hang up.
    const console = createServer((socket) => socket.on('error', () => undefined).end('login: ')).listen(0, '127.0.0.1');
    await once(console, 'listening');
    const driverInfo = { peer: { console_url: `tcp://127.0.0.1:${(console.address() as AddressInfo).port}` } };
    await ironic.enrol({ driverInfo, count: nodeCount, driver: 'peer-hardware', size: { vcpus: 1, memoryMiB: 1024, diskGiB: 4 } });
    const tycho = await LocalTycho.prepare();
    await tycho.up({ driver: 'fake', fakeHosts: 1 });
    const agent = await startAgent(tycho, ironic);
    return localWorld({
      tycho,
      plan: {
        name: 'ironic',
        title: 'bare metal',
        flavor: { small: 'parity-small', large: 'parity-large' },
        image: kernelImage(),
        observesGuest: false,
        storiesAtOnce: 6,
        patienceSeconds: 90,
      },
      memoryMiB: 1024,
      isMeant: ({ status }) => status?.driver === 'ironic',
      hostCount: nodeCount,
      beforeStop: async () => {
        const exited = once(agent, 'exit');
        agent.kill('SIGTERM');
        await exited;
      },
      stop: async () => {
        console.close();
        await ironic.stop();
      },
    });
  });
});

/** An agent in front of Ironic, as an operator starts it. */
async function startAgent(tycho: LocalTycho, ironic: IronicServer): Promise<ChildProcess> {
  const inState = (...names: string[]): string => join(tycho.stateDirectory, ...names);
  const log = openSync(inState('logs', 'node-agent-ironic.log'), 'a');
  return spawn(
    process.execPath,
    [
      join(repositoryRoot, 'cmd/node-agent/main.ts'),
      '--driver=ironic',
      `--ironic-url=${ironic.url.href}`,
      '--ironic-nodes=resource_class=baremetal.small',
      `--ironic-image-directory=${join(ironic.folder, 'images')}`,
      '--ironic-interval=1',
      `--state-directory=${inState('agent-ironic')}`,
      '--host-name=rack',
      ...(await joinParameters(tycho, 'ironic')),
    ],
    { stdio: ['ignore', log, log] },
  );
}
