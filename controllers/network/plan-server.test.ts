import { describe, expect, it } from 'vitest';
import type { Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import { indexBehindAll, networkIndexLabel } from '#apis/infrastructure/machine-ports.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { aServer } from '#test/builders/server.ts';
import { planServer, portName } from './plan-server.ts';

interface World {
  readonly networks?: ServerSpec['networks'];
  readonly epoch?: number;
  readonly isDeleted?: boolean;
  readonly existing?: readonly Network[];
  readonly ports?: readonly Port[];
}

function planned({ networks, epoch, isDeleted = false, existing = [aNetwork()], ports = [] }: World): readonly string[] {
  const server = aServer({
    metadata: isDeleted ? { deletionTimestamp: '2026-06-01T13:00:00Z' } : {},
    spec: networks === undefined ? {} : { networks },
    ...(epoch === undefined ? {} : { status: { epoch } }),
  });
  const { steps, obstacles, takenNames } = planServer({
    server,
    ports: ports.filter(({ status }) => status?.serverUID === 'server-uid'),
    instances: [],
    portNamed: (name) => ports.find(({ metadata }) => metadata.name === name),
    networkNamed: (name) => existing.find(({ metadata }) => metadata.name === name),
  });
  const words = steps.map((step) => {
    if (step.kind === 'CreatePort')
      return `create ${step.name} in ${step.network}${step.ipAddress === undefined ? '' : ` as ${step.ipAddress}`} for ${step.wish.index}`;
    return `${step.kind === 'BindPort' ? 'bind' : step.kind === 'DeletePort' ? 'delete' : `label ${step.index}`} ${step.port.metadata.name}`;
  });
  return [...words, ...obstacles.map(({ reason, message }) => `${reason}: ${message}`), ...takenNames.map((name) => `taken ${name}`)];
}

function made(name: string, index: number): Port {
  return aPort({ madeFor: aServer(), metadata: { name, labels: { [networkIndexLabel]: String(index) } } });
}

const going = { deletionTimestamp: '2026-06-01T13:00:00Z' };

describe('the ports of a server', () => {
  it.each<[string, World, readonly string[]]>([
    ['that names no networks where there is no default: nothing', {}, []],
    [
      'that names no networks, before it is placed: one in the default',
      { existing: [aNetwork({ metadata: { name: 'default' } })] },
      ['create web-default in default for 0'],
    ],
    [
      'that names no networks and was placed before there was a default: nothing',
      { existing: [aNetwork({ metadata: { name: 'default' } })], epoch: 1 },
      [],
    ],
    [
      'of which one stands behind all others: that stays there while each has an entry',
      { networks: [{ network: 'backend' }, { network: 'backend' }], ports: [made('first', indexBehindAll), made('second', 1)] },
      [],
    ],
    [
      'of which one stands behind all others: that goes with the next entry',
      { networks: [{ network: 'backend' }], ports: [made('first', indexBehindAll), made('second', 1)] },
      ['delete first', 'label 0 second'],
    ],
    ['that names an empty list: nothing', { networks: [], existing: [aNetwork({ metadata: { name: 'default' } })] }, []],
    [
      'one for each entry, the second of a network with a number',
      { networks: [{ network: 'backend' }, { network: 'backend', ipAddress: '10.1.0.9' }] },
      ['create web-backend in backend for 0', 'create web-backend-2 in backend as 10.1.0.9 for 1'],
    ],
    ['nothing when they are there', { networks: [{ network: 'backend' }], ports: [made('web-backend', 0)] }, []],
    ['deletes what was made and is not named any more', { networks: [], ports: [made('web-backend', 0)] }, ['delete web-backend']],
    [
      'gives the number of its entry to one that moved',
      { networks: [{ network: 'backend' }], ports: [made('web-backend-2', 1)] },
      ['label 0 web-backend-2'],
    ],
    [
      'one anew, under another name, when somebody deletes it',
      {
        networks: [{ network: 'backend' }],
        ports: [aPort({ madeFor: aServer(), metadata: { name: 'web-backend', ...going } })],
      },
      ['create web-backend-2 in backend for 0'],
    ],
    [
      'under another name when somebody else has that one',
      { networks: [{ network: 'backend' }], ports: [aPort({ metadata: { name: 'web-backend' } })] },
      ['create web-backend-2 in backend for 0', 'taken web-backend'],
    ],
    [
      'waits for a network that is not there',
      { networks: [{ network: 'none' }] },
      [
        'NetworkNotFound: spec.networks[0].network: there is no network "none" in namespace "default" or "public"; create it (tycho get networks)',
      ],
    ],
    ['binds a port that nobody has', { networks: [{ port: 'front' }], ports: [aPort()] }, ['bind front']],
    [
      'says who has the port that it names',
      { networks: [{ port: 'front' }], ports: [aPort({ status: { server: 'db', serverUID: 'db-uid' } })] },
      ['PortInUse: spec.networks[0].port: server "db" has port "front"; name another, or take it out of that server'],
    ],
    [
      'says that it names a port twice',
      { networks: [{ port: 'front' }, { port: 'front' }], ports: [aPort({ status: { server: 'web', serverUID: 'server-uid' } })] },
      ['PortInUse: spec.networks[1].port: port "front" serves another card of this server; name another'],
    ],
    [
      'says that there is no such port, or not for long',
      { networks: [{ port: 'none' }, { port: 'front' }], ports: [aPort({ metadata: going })] },
      [
        'PortNotFound: spec.networks[0].port: there is no port "none" in namespace "default"; create it (tycho get ports)',
        'PortTerminating: spec.networks[1].port: port "front" is being deleted; name another',
      ],
    ],
    ['that is being deleted: nothing', { isDeleted: true, networks: [{ network: 'backend' }], ports: [made('web-old', 3)] }, []],
    [
      'leaves a port that it bound and does not name any more to that port',
      { networks: [], ports: [aPort({ status: { server: 'web', serverUID: 'server-uid' } })] },
      [],
    ],
  ])('%s', (_, world, steps) => {
    expect(planned(world)).toEqual(steps);
  });
});

describe('the name of a port', () => {
  it('has at most 253 characters and ends as a name may, whatever the names', () => {
    const name = portName('s'.repeat(200), `${'n'.repeat(51)}.x`, 1);

    expect(name).toBe(`${'s'.repeat(200)}-${'n'.repeat(51)}`);
    expect(portName('s'.repeat(200), 'n'.repeat(60), 12)).toHaveLength(253);
    expect(portName('s'.repeat(200), 'n'.repeat(60), 12)).toMatch(/n-12$/);
  });
});
