import { describe, expect, it } from 'vitest';
import type { Image } from '#apis/compute/image.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance, InstanceStatus, InstanceVolume } from '#apis/infrastructure/instance.ts';
import { aHost } from '#test/builders/host.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { aHostVolume, anAttachment, aVolume } from '#test/builders/volume.ts';
import { inLine, mayHold, receivingInstance } from './holders.ts';
import { planVolume } from './plan-volume.ts';

const going = { deletionTimestamp: '2026-06-01T13:00:00Z' };
const handed = { epoch: 1, instance: 'server-uid-1', serverUID: 'server-uid', volumeUID: 'data-uid', device: 'data-uid' };
const onCard: InstanceVolume = {
  attachment: { name: 'data-web', uid: 'data-web-uid' },
  epoch: 1,
  volume: { name: 'data', uid: 'data-uid' },
  readOnly: false,
  shareable: false,
  serial: 'data-uid',
};
const ready = { observedGeneration: 1, phase: 'Ready', sizeGiB: 5 } as const;

interface World {
  readonly volume?: Volume | undefined;
  readonly hostVolume?: HostVolume;
  readonly host?: Host | undefined;
  readonly image?: Image;
  readonly attachments?: readonly VolumeAttachment[];
  /** Of server `web` and, by its uid, of others. */
  readonly instances?: readonly Instance[];
  readonly servers?: readonly string[];
  readonly capabilities?: readonly string[];
}

function withVolume(
  status: InstanceStatus = { observedGeneration: 1 },
  volumes: readonly InstanceVolume[] | undefined = [onCard],
): Instance {
  return anInstance({ spec: volumes === undefined ? {} : { volumes }, status });
}

/** As the observer would show it. */
function planned(world: World): readonly string[] {
  const { attachments = [], instances = [], servers = ['web'], capabilities = ['volume', 'volume-multi-attach'] } = world;
  const volume = 'volume' in world ? world.volume : aVolume();
  const host = 'host' in world ? world.host : aHost({ status: { capabilities: [...capabilities] } });
  const {
    attachments: plans,
    steps,
    report,
  } = planVolume({
    volume,
    hostVolume: world.hostVolume,
    host,
    sourceImage: world.image,
    attachments: inLine(attachments).map((attachment) => {
      const name = attachment.spec.server;
      const uid = name === 'web' ? 'server-uid' : `${name}-uid`;
      return {
        attachment,
        server: servers.includes(name) ? aServer({ metadata: { name, uid } }) : undefined,
        current: receivingInstance(instances.filter(({ spec }) => spec.server.uid === uid)),
        currentHost: aHost({ status: { capabilities: [...capabilities] } }),
        holders: instances.filter((instance) => mayHold(instance, attachment)),
      };
    }),
  });
  const words = plans.map((plan) => {
    const { name } = plan.attachment.metadata;
    if (plan.kind !== 'Report') return `${plan.kind} ${name}`;
    return `${name}: ${plan.phase} ${plan.reason}${plan.grant === undefined ? '' : ` → ${plan.grant.instance} epoch ${plan.grant.epoch}`}`;
  });
  const stepWords = steps.map((step) =>
    step.kind === 'MakeVolume'
      ? `Make on ${step.instance.spec.host.name}`
      : step.kind === 'ChangeVolume'
        ? `Change to ${step.sizeGiB} GiB${step.shareable ? ' shared' : ''}`
        : step.kind,
  );
  return [...words, ...stepWords, ...(report === undefined ? [] : [`${report.phase} ${report.reason}`])];
}

describe('a volume and its attachments', () => {
  it.each<[string, World, readonly string[]]>([
    ['that nobody attached: nothing is made', {}, ['Pending WaitingForAttachment']],
    ['that does not exist', { volume: undefined, attachments: [anAttachment()] }, ['data-web: Pending VolumeNotFound']],
    [
      'for a server that does not exist',
      { attachments: [anAttachment()], servers: [] },
      ['data-web: Pending ServerNotFound', 'Pending WaitingForAttachment'],
    ],
    [
      'for a server that is nowhere',
      { attachments: [anAttachment()] },
      ['data-web: Pending WaitingForServer', 'Pending WaitingForAttachment'],
    ],
    [
      'for a server on a host: made there',
      { attachments: [anAttachment()], instances: [anInstance()] },
      ['data-web: Pending WaitingForVolume', 'Make on host-a', 'Creating Creating'],
    ],
    [
      'on the host of the server: handed to its incarnation',
      { attachments: [anAttachment()], instances: [anInstance()], hostVolume: aHostVolume() },
      ['data-web: Attaching Attaching → server-uid-1 epoch 1', 'Creating Creating'],
    ],
    [
      'that the guest has',
      {
        attachments: [anAttachment({ status: handed })],
        instances: [withVolume({ observedGeneration: 1, volumes: [{ attachmentUID: 'data-web-uid', epoch: 1, phase: 'Attached' }] })],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Attached Attached → server-uid-1 epoch 1', 'InUse InUse'],
    ],
    [
      'of which an older handing over is spoken',
      {
        attachments: [anAttachment({ status: { ...handed, epoch: 2 } })],
        instances: [withVolume({ observedGeneration: 1, volumes: [{ attachmentUID: 'data-web-uid', epoch: 1, phase: 'Attached' }] })],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Attaching Attaching → server-uid-1 epoch 2', 'InUse InUse'],
    ],
    [
      'of a server that has a new incarnation: handed over with the next epoch',
      {
        attachments: [anAttachment({ status: handed })],
        instances: [withVolume({ phase: 'Destroyed' }), anInstance({ spec: { epoch: 2 } })],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Attaching Attaching → server-uid-2 epoch 2', 'InUse InUse'],
    ],
    [
      'of a server whose last incarnation has not let go: waits',
      {
        attachments: [anAttachment({ status: handed })],
        instances: [withVolume(), anInstance({ spec: { epoch: 2 } })],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Pending WaitingForHost', 'Available Available'],
    ],
    [
      'of a server that is being shelved: waits for the next incarnation',
      {
        attachments: [anAttachment()],
        instances: [anInstance({ spec: { power: 'Shelved' } })],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Pending WaitingForServer', 'Available Available'],
    ],
    [
      'kept on another host than the server',
      {
        attachments: [anAttachment()],
        instances: [anInstance()],
        hostVolume: aHostVolume({ spec: { host: { name: 'host-b', uid: 'host-b-uid' } }, status: ready }),
      },
      ['data-web: Pending VolumeOnAnotherHost', 'Available Available'],
    ],
    [
      'attached twice: the first in line has it',
      {
        attachments: [
          anAttachment({ metadata: { name: 'b', creationTimestamp: '2026-06-01T12:00:01Z' }, spec: { server: 'db' } }),
          anAttachment({ metadata: { name: 'a' } }),
        ],
        instances: [anInstance(), anInstance({ spec: { server: { name: 'db', uid: 'db-uid' } } })],
        servers: ['web', 'db'],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['a: Attaching Attaching → server-uid-1 epoch 1', 'b: Pending VolumeInUse', 'InUse InUse'],
    ],
    [
      'attached twice, shared: both have it',
      {
        volume: aVolume({ spec: { shareable: true } }),
        attachments: [anAttachment(), anAttachment({ metadata: { name: 'z' }, spec: { server: 'db' } })],
        instances: [anInstance(), anInstance({ spec: { server: { name: 'db', uid: 'db-uid' } } })],
        servers: ['web', 'db'],
        hostVolume: aHostVolume({ spec: { shareable: true }, status: ready }),
      },
      ['data-web: Attaching Attaching → server-uid-1 epoch 1', 'z: Attaching Attaching → db-uid-1 epoch 1', 'InUse InUse'],
    ],
    [
      'attached twice, shared, on a host that cannot: the second has not',
      {
        volume: aVolume({ spec: { shareable: true } }),
        attachments: [anAttachment(), anAttachment({ metadata: { name: 'z' }, spec: { server: 'db' } })],
        instances: [anInstance(), anInstance({ spec: { server: { name: 'db', uid: 'db-uid' } } })],
        servers: ['web', 'db'],
        hostVolume: aHostVolume({ spec: { shareable: true }, status: ready }),
        capabilities: ['volume'],
      },
      ['data-web: Attaching Attaching → server-uid-1 epoch 1', 'z: Pending Unsupported', 'InUse InUse'],
    ],
    [
      'attached twice to one server',
      {
        volume: aVolume({ spec: { shareable: true } }),
        attachments: [anAttachment(), anAttachment({ metadata: { name: 'z' } })],
        instances: [anInstance()],
        hostVolume: aHostVolume({ spec: { shareable: true }, status: ready }),
      },
      ['data-web: Attaching Attaching → server-uid-1 epoch 1', 'z: Pending AlreadyAttached', 'InUse InUse'],
    ],
    [
      'wished for by one that waits for something else, and by one that could have it',
      {
        attachments: [anAttachment({ spec: { server: 'nowhere' } }), anAttachment({ metadata: { name: 'z' } })],
        instances: [anInstance()],
        servers: ['web', 'nowhere'],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Pending WaitingForServer', 'z: Attaching Attaching → server-uid-1 epoch 1', 'InUse InUse'],
    ],
    [
      'detached, and not let go of yet: nobody else gets it',
      {
        attachments: [anAttachment({ metadata: going, status: handed }), anAttachment({ metadata: { name: 'z' }, spec: { server: 'db' } })],
        instances: [withVolume(), anInstance({ spec: { server: { name: 'db', uid: 'db-uid' } } })],
        servers: ['web', 'db'],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Detaching Detaching', 'z: Pending VolumeInUse', 'InUse InUse'],
    ],
    [
      'detached, of a guest whose agent has not caught up: not let go',
      {
        attachments: [anAttachment({ metadata: going, status: handed })],
        instances: [withVolume({ observedGeneration: 0 }, [])],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Detaching Detaching', 'InUse InUse'],
    ],
    [
      'detached, and let go of',
      {
        attachments: [anAttachment({ metadata: going, status: handed })],
        instances: [withVolume({ observedGeneration: 1 }, [])],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['Release data-web', 'Available Available'],
    ],
    [
      'of a server that is gone',
      { attachments: [anAttachment({ status: handed })], servers: [], hostVolume: aHostVolume({ status: ready }) },
      ['Delete data-web', 'Available Available'],
    ],
    [
      'on a host that has no volumes',
      { attachments: [anAttachment()], instances: [anInstance()], capabilities: [] },
      ['data-web: Failed Unsupported', 'Pending WaitingForAttachment'],
    ],
    [
      'wished for by two on a host that has no volumes: each is told that, and not that it has to wait for the other',
      {
        attachments: [anAttachment(), anAttachment({ metadata: { name: 'z' }, spec: { server: 'db' } })],
        instances: [anInstance(), anInstance({ spec: { server: { name: 'db', uid: 'db-uid' } } })],
        servers: ['web', 'db'],
        capabilities: [],
      },
      ['data-web: Failed Unsupported', 'z: Failed Unsupported', 'Pending WaitingForAttachment'],
    ],
    [
      'that its host failed to attach',
      {
        attachments: [anAttachment({ status: handed })],
        instances: [
          withVolume({
            observedGeneration: 1,
            volumes: [{ attachmentUID: 'data-web-uid', epoch: 1, phase: 'Failed', message: 'no slot' }],
          }),
        ],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Failed AttachFailed → server-uid-1 epoch 1', 'InUse InUse'],
    ],
    ['from an image that is not there', { volume: aVolume({ spec: { source: { image: 'none' } } }) }, ['Pending ImageNotFound']],
    [
      'that is to be larger',
      { volume: aVolume({ spec: { sizeGiB: 9 } }), hostVolume: aHostVolume({ status: ready }) },
      ['Change to 9 GiB', 'Available Growing'],
    ],
    [
      'that is to be shared',
      { volume: aVolume({ spec: { shareable: true } }), hostVolume: aHostVolume({ status: ready }) },
      ['Change to 5 GiB shared', 'Available Available'],
    ],
    ['that its host lost', { hostVolume: aHostVolume({ status: { phase: 'Lost' } }) }, ['Failed Lost']],
    ['whose host is gone', { hostVolume: aHostVolume({ status: ready }), host: undefined }, ['Failed HostGone']],
    [
      'whose host is gone, for a server elsewhere',
      { attachments: [anAttachment()], instances: [anInstance()], hostVolume: aHostVolume({ status: ready }), host: undefined },
      ['data-web: Failed VolumeLost', 'Failed HostGone'],
    ],
    [
      'that was made once and is nowhere: not made anew by itself',
      { volume: aVolume({ status: { hostID: 'x' } }), attachments: [anAttachment()], instances: [anInstance()] },
      ['data-web: Failed VolumeLost', 'Failed Lost'],
    ],
    [
      'that is deleted while a server has it',
      {
        volume: aVolume({ metadata: going }),
        attachments: [anAttachment({ status: handed })],
        instances: [withVolume()],
        hostVolume: aHostVolume({ status: ready }),
      },
      ['data-web: Attaching Attaching → server-uid-1 epoch 1', 'Terminating InUse'],
    ],
    [
      'that is deleted and was not attached yet',
      { volume: aVolume({ metadata: going }), attachments: [anAttachment()], instances: [anInstance()] },
      ['data-web: Pending VolumeTerminating', 'Terminating InUse'],
    ],
    [
      'that is deleted: first on its host',
      { volume: aVolume({ metadata: going }), hostVolume: aHostVolume() },
      ['DestroyVolume', 'Terminating WaitingForHost'],
    ],
    [
      'that is deleted: waits for its host',
      { volume: aVolume({ metadata: going }), hostVolume: aHostVolume({ metadata: going }) },
      ['Terminating WaitingForHost'],
    ],
    [
      'that is deleted, of a host that is gone for good',
      { volume: aVolume({ metadata: going }), hostVolume: aHostVolume({ metadata: going }), host: undefined },
      ['ReleaseHostVolume', 'Terminating WaitingForHost'],
    ],
    ['that is deleted, and nothing is left of it', { volume: aVolume({ metadata: going }) }, ['ReleaseVolume']],
  ])('%s', (_, world, words) => {
    expect(planned(world)).toEqual(words);
  });
});
