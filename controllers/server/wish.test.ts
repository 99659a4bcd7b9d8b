import { describe, expect, it } from 'vitest';
import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import type { Instance, InstanceVolume, MachinePort } from '#apis/infrastructure/instance.ts';
import { machinePortOf } from '#apis/infrastructure/machine-ports.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { aServer } from '#test/builders/server.ts';
import { noReferences, type References } from './observation.ts';
import { differs, farewellWish, wishFor, type ActionWish } from './wish.ts';

const listed = { resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' };

const large: Flavor = {
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Flavor',
  metadata: { ...listed, name: 'large', uid: 'large-uid' },
  spec: { vcpus: 4, memoryMiB: 2048, diskGiB: 20 },
};

function anImage(name: string, spec: Partial<Image['spec']> = {}): Image {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Image',
    metadata: { ...listed, namespace: 'public', name, uid: `${name}-uid` },
    spec: {
      format: 'Raw',
      source: { url: `https://images.test/${name}`, sha256: 'b'.repeat(64) },
      minimumDiskGiB: 0,
      minimumMemoryMiB: 0,
      ...spec,
    },
  };
}

interface Case {
  readonly spec?: Partial<ServerSpec>;
  readonly instance?: InstanceOverrides;
  readonly references?: Partial<References>;
  /** Absent: everything. */
  readonly features?: readonly string[];
  readonly asked?: ActionWish;
}

function judged({ spec, instance, references, features, asked = {} }: Case) {
  const current = anInstance({ status: { phase: 'Running' }, ...instance });
  const host = { kind: 'Connected', ...(features === undefined ? {} : { capabilities: new Set(features) }) } as const;
  const server = aServer(spec === undefined ? {} : { spec });
  const observation = {
    server,
    instances: [current],
    host,
    actions: [],
    records: [],
    migrations: [],
    references: { ...noReferences, ...references },
  };
  return { ...wishFor(server, current, observation, asked), current };
}

function refusals(one: Case): readonly string[] {
  return judged(one).refusals.map(({ reason, message }) => `${reason}: ${message}`);
}

describe('wishFor', () => {
  it('wishes for nothing new where everything is as declared, so that a plain server costs no write', () => {
    const { wish, current, refusals: none } = judged({});

    expect(differs(current, wish)).toBe(false);
    expect(none).toEqual([]);
  });

  it('hands down what people call the server, and its name again when nothing is declared any more', () => {
    expect(judged({ spec: { displayName: 'Web of the shop' } }).wish.machine.displayName).toBe('Web of the shop');
    expect(judged({ instance: { machine: { displayName: 'Web of the shop' } } }).wish.machine.displayName).toBe('web');
  });

  it('hands down host name and metadata, and takes away what is not declared any more', () => {
    const { wish, current } = judged({ spec: { hostname: 'inside' }, instance: { machine: { metadata: { team: 'blue' } } } });

    expect(wish.machine).toMatchObject({ hostname: 'inside', metadata: undefined });
    expect(differs(current, wish)).toBe(true);
  });

  it('follows an agent that has given its right to run up for good, whatever is declared', () => {
    for (const power of ['Running', 'Stopped', 'Paused'] as const) {
      expect(judged({ spec: { power }, instance: { spec: { power }, status: { phase: 'Shelved' } } }).wish.power).toBe('Shelved');
    }
  });

  it('leaves the rest alone when the incarnation is about to leave its host', () => {
    const other = { flavor: large, image: anImage('fedora'), rescueImage: anImage('fedora') };
    const { wish } = judged({ spec: { flavor: 'large', image: 'fedora', rescue: {} }, references: other });

    expect(wish).toMatchObject({ power: 'Shelved', machine: { image: { name: 'debian' } } });
    expect(wish.machine.rescueImage).toBeUndefined();
  });

  it('turns back when the reason to leave is gone before it left', () => {
    const instance = { spec: { power: 'Shelved' }, status: { phase: 'Saving' } } as const;

    expect(judged({ instance }).wish.power).toBe('Running');
    expect(judged({ instance, asked: { migration: 'uid' } }).wish.power).toBe('Shelved');
    expect(judged({ spec: { power: 'Paused' }, instance, features: [] })).toMatchObject({ wish: { power: 'Running' } });
  });
});

describe('what is refused before anything happens', () => {
  const fedora = anImage('fedora');

  it.each<[Case, string]>([
    [{ spec: { power: 'Paused' }, features: [] }, 'Unsupported: spec.power: Paused needs the feature "pause", which'],
    [{ spec: { power: 'Shelved' }, features: [] }, 'Unsupported: spec.power: Shelved needs the feature "shelve", which'],
    [
      { spec: { flavor: 'large' }, features: [], references: { flavor: large } },
      'Unsupported: spec.flavor: large needs the feature "resize", which',
    ],
    [{ spec: { flavor: 'large' } }, 'FlavorNotFound: spec.flavor: there is no flavor "large"'],
    [
      { spec: { flavor: 'large' }, references: { flavor: large }, instance: { machine: { diskGiB: 30 } } },
      'FlavorTooSmall: spec.flavor: "large" has 20 GiB of disk, the server needs 30 GiB',
    ],
    [
      { spec: { flavor: 'large' }, references: { flavor: large, image: anImage('debian', { minimumMemoryMiB: 4096 }) } },
      'FlavorTooSmall: spec.flavor: "large" has 2048 MiB of memory, the image needs 4096 MiB',
    ],
    [
      { spec: { image: 'fedora' }, features: [], references: { image: fedora } },
      'Unsupported: spec.image: fedora needs the feature "rebuild", which',
    ],
    [
      { spec: { image: 'fedora' }, features: ['rebuild'], references: { image: fedora } },
      'Unsupported: spec.image: fedora needs the feature "image-raw", which',
    ],
    [{ spec: { image: 'fedora' } }, 'ImageNotFound: spec.image: there is no image "fedora"'],
    [
      { spec: { image: 'fedora' }, references: { image: anImage('fedora', { minimumDiskGiB: 50 }) } },
      'FlavorTooSmall: spec.image: fedora needs 50 GiB of disk',
    ],
    [{ spec: { rescue: { image: 'fedora' } } }, 'ImageNotFound: spec.rescue.image: there is no image "fedora"'],
    [
      { spec: { rescue: {} }, features: [], references: { rescueImage: anImage('debian') } },
      'Unsupported: spec.rescue.image: debian needs the feature "rescue", which',
    ],
    [
      { spec: { power: 'Shelved' }, instance: { machine: { diskGiB: 0, image: { name: 'debian', uid: 'u', format: 'Kernel' } } } },
      'Unsupported: spec.power: Shelved needs a root disk',
    ],
  ])('is %o, in words', (one, words) => {
    const { wish, current } = judged(one);

    expect(refusals(one)).toEqual([expect.stringContaining(words)]);
    expect(differs(current, wish)).toBe(false);
  });

  it('takes a smaller disk for a root file system, which goes on any that is large enough', () => {
    const image = { name: 'debian', uid: 'u', format: 'RootFS' } as const;

    expect(
      judged({ spec: { flavor: 'large' }, references: { flavor: large }, instance: { machine: { diskGiB: 30, image } } }).wish.power,
    ).toBe('Shelved');
  });

  it('is told of each part, and the rest goes down', () => {
    const { wish } = judged({ spec: { power: 'Suspended', hostname: 'inside', image: 'fedora' }, features: [] });

    expect(refusals({ spec: { power: 'Suspended', image: 'fedora' }, features: [] })).toHaveLength(2);
    expect(wish).toMatchObject({ power: 'Running', machine: { hostname: 'inside', image: { name: 'debian' } } });
  });
});

describe('the image of a server', () => {
  it('is compared by name, with what the disk was once made from', () => {
    const machine = { image: { name: 'web-disk-1', uid: 'u', format: 'Raw' }, builtFrom: { name: 'debian', uid: 'old' } } as const;

    expect(judged({ instance: { machine }, references: { image: anImage('debian') } }).wish.machine).toMatchObject(machine);
    const rebuilt = judged({
      instance: { machine },
      references: { image: anImage('debian') },
      asked: { action: { uid: 'a', type: 'Rebuild' } },
    });
    expect(rebuilt.wish.machine).toMatchObject({ image: { name: 'debian', uid: 'debian-uid' }, builtFrom: undefined });
  });

  it('brings its firmware along', () => {
    const image = anImage('fedora', { firmware: 'UEFI', tpm: true });

    expect(judged({ spec: { image: 'fedora' }, references: { image } }).wish.machine).toMatchObject({ firmware: 'UEFI', tpm: true });
  });
});

describe('the devices of a server', () => {
  const port = machinePortOf(aPort(), aNetwork(), undefined)!;
  const volume: InstanceVolume = {
    attachment: { name: 'data-web', uid: 'attachment' },
    epoch: 1,
    volume: { name: 'data', uid: 'data-uid' },
    readOnly: false,
    shareable: false,
    serial: 'data-uid',
  };
  const plugged = (ports: readonly MachinePort[]): Case => ({ references: { ports: { ports, missing: [] } } });

  it('are handed down, while it runs and while it does not', () => {
    expect(judged(plugged([port])).wish.machine.ports).toEqual([port]);
    expect(judged({ references: { volumes: [volume] } }).wish.volumes).toEqual([volume]);
  });

  it('are refused while it runs where the host cannot plug, and handed down when it is stopped', () => {
    const features = ['network', 'volume'];
    expect(refusals({ ...plugged([port]), features })).toEqual([
      'Unsupported: spec.networks: front needs the feature "port-attach", which the host of this server does not offer',
    ]);
    expect(refusals({ references: { volumes: [volume] }, features })).toEqual([
      'Unsupported: volumes: data needs the feature "volume-attach", which the host of this server does not offer',
    ]);
    const stopped = { status: { phase: 'Stopped' } } as const;
    expect(refusals({ ...plugged([port]), features, instance: stopped })).toEqual([]);
    expect(refusals({ references: { volumes: [volume] }, features, instance: stopped })).toEqual([]);
  });

  it('keep the card that reaches nobody where nothing was ever said of networks', () => {
    expect(judged({}).wish.machine.ports).toBeUndefined();
  });

  it('say which port is waited for', () => {
    const wish = { index: 0, field: 'spec.networks[0].network', wants: { network: 'blue', ipAddress: undefined }, tag: undefined };

    expect(judged({ references: { ports: { ports: [], missing: [wish] } } }).refusals).toMatchObject([
      { reason: 'PortMissing', pace: 'Passing' },
    ]);
  });

  it('change with their network, which is no plugging', () => {
    const before = { ...port, network: { ...port.network, nameServers: [] } };
    const after = { ...port, network: { ...port.network, nameServers: ['10.0.0.2'] } };

    expect(judged({ ...plugged([after]), features: [], instance: { machine: { ports: [before] } } })).toMatchObject({
      refusals: [],
      wish: { machine: { ports: [after] } },
    });
  });

  it('are let go of by an incarnation that will never run again', () => {
    const kept: Instance = anInstance({ spec: { volumes: [volume] }, machine: { ports: [port] } });

    expect(farewellWish(kept)).toMatchObject({ volumes: [], machine: { ports: [] } });
    expect(differs(anInstance(), farewellWish(anInstance()))).toBe(false);
  });
});
