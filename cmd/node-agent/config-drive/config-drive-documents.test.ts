import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { createConfigDriveDocuments, metadataDocuments } from './config-drive-documents.ts';

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEexample tycho@example';

const subject = { userData: undefined, randomSeed: new Uint8Array(512), now: new Date('2026-06-01T12:00:00Z') };
const everything = anInstance({
  metadata: { namespace: 'team-a' },
  machine: { keyPair: { name: 'laptop', type: 'SSH', publicKey }, metadata: { role: 'web', tier: '1' }, zone: 'north' },
});

function readable(documents: ReadonlyMap<string, Uint8Array>): string {
  const shown = [...documents].map(([path, content]) => {
    const text = Buffer.from(content).toString();
    return `${path}\n${path.endsWith('.json') ? JSON.stringify(JSON.parse(text), undefined, 2) : text}\n`;
  });
  return shown.join('\n').replace(/A{600,}==/g, '(512 zero bytes)');
}

function json(documents: ReadonlyMap<string, Uint8Array>, path: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(documents.get(path) ?? []).toString()) as Record<string, unknown>;
}

describe('metadataDocuments', () => {
  it('gives a server with everything every document in every version', async () => {
    const documents = metadataDocuments({ ...subject, instance: everything, userData: Buffer.from('#!/bin/sh\necho hello\n') });

    await expect(readable(documents)).toMatchFileSnapshot('goldens/everything.txt');
  });

  it('leaves out what a plain server has not', async () => {
    await expect(readable(metadataDocuments({ ...subject, instance: anInstance() }))).toMatchFileSnapshot('goldens/plain.txt');
  });

  it('describes the cards and the disks that a server has, and what the operator adds', async () => {
    const network = {
      uid: 'network-a',
      name: 'red',
      vni: 7,
      cidr: '10.10.0.0/24',
      gateway: '10.10.0.1',
      nameServers: ['9.9.9.9', '2620:fe::fe'],
      mtu: 1450,
      nat: true,
    };
    const { gateway: _, ...closed } = { ...network, uid: 'network-b', nameServers: ['9.9.9.9'] };
    const instance = anInstance({
      machine: {
        ports: [
          {
            uid: '0f3c9a52-1111-4222-8333-444455556666',
            name: 'first',
            macAddress: 'fa:16:3e:00:00:05',
            tag: 'public',
            network,
            addresses: [
              { ipAddress: '10.10.0.5', prefixLength: 24, gateway: '10.10.0.1' },
              { ipAddress: '10.10.0.6', prefixLength: 24, gateway: '10.10.0.1' },
              { ipAddress: 'fd00::5', prefixLength: 64, gateway: 'fd00::1' },
            ],
          },
          {
            uid: 'second-port',
            name: 'second',
            macAddress: 'fa:16:3e:00:00:07',
            network: closed,
            addresses: [{ ipAddress: '10.20.0.7', prefixLength: 24 }],
          },
        ],
      },
      spec: {
        volumes: [
          {
            attachment: { name: 'a', uid: 'a' },
            epoch: 1,
            volume: { name: 'v', uid: 'v' },
            readOnly: false,
            shareable: false,
            serial: 'v',
            tag: 'database',
          },
          {
            attachment: { name: 'b', uid: 'b' },
            epoch: 1,
            volume: { name: 'w', uid: 'w' },
            readOnly: false,
            shareable: false,
            serial: 'w',
          },
        ],
      },
    });
    const vendorData = { static: { motd: 'hello' }, dynamic: { inventory: { rack: 4 } } };

    const documents = metadataDocuments({ ...subject, instance, vendorData });

    const newest = new Map([...documents].filter(([path]) => path.startsWith('openstack/latest/') || path === 'ec2/latest/meta-data.json'));
    await expect(readable(newest)).toMatchFileSnapshot('goldens/ports.txt');
  });

  it('has no card for a server without any', () => {
    const documents = metadataDocuments({ ...subject, instance: anInstance({ machine: { ports: [] } }) });

    expect(json(documents, 'openstack/latest/network_data.json')).toEqual({ links: [], networks: [], services: [] });
  });

  it.each([
    [
      { ephemeralGiB: 4, swapMiB: 512 },
      { ami: 'vda', root: '/dev/vda', ephemeral0: '/dev/vdb', swap: '/dev/vdc' },
    ],
    [{ swapMiB: 512 }, { ami: 'vda', root: '/dev/vda', swap: '/dev/vdb' }],
    [{}, { ami: 'vda', root: '/dev/vda' }],
  ])('says which disks came with the size: %j', (machine, expected) => {
    const instance = anInstance({ machine: { diskGiB: 10, ...machine } });

    const documents = metadataDocuments({ ...subject, instance });

    expect(json(documents, 'ec2/latest/meta-data.json')).toMatchObject({ 'block-device-mapping': expected });
  });

  it('says which kernel a server without a disk boots', () => {
    const file = { url: 'https://images.example/k', sha256: 'cd'.repeat(32) };
    const instance = anInstance({
      machine: { diskGiB: 0, image: { name: 'tiny', uid: 'd0', format: 'Kernel', kernel: file, initrd: file } },
    });

    const metaData = json(metadataDocuments({ ...subject, instance }), 'ec2/latest/meta-data.json');

    expect(metaData).toMatchObject({
      'block-device-mapping': {},
      'kernel-id': expect.stringMatching(/^aki-[0-9a-f]{8}$/),
      'ramdisk-id': expect.stringMatching(/^ari-/),
    });
  });

  it('hides versions that are dated in the future, and makes the newest of the others the latest', () => {
    const documents = metadataDocuments({ ...subject, instance: everything, now: new Date('2017-02-21T23:59:59Z') });

    const versions = new Set([...documents.keys()].filter((path) => path.startsWith('openstack/')).map((path) => path.split('/')[1]));
    expect([...versions]).toEqual(['2012-08-10', '2013-04-04', '2013-10-17', '2015-10-15', '2016-06-30', '2016-10-06', 'latest']);
    expect(json(documents, 'openstack/latest/meta_data.json')).toEqual(json(documents, 'openstack/2016-10-06/meta_data.json'));
    expect(json(documents, 'openstack/latest/meta_data.json')).not.toHaveProperty('dedicated_cpus');
  });

  it('keeps user data byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (userData) => {
        const documents = metadataDocuments({ ...subject, instance: everything, userData });

        expect(documents.get('openstack/latest/user_data')).toEqual(userData);
        expect(documents.get('ec2/2009-04-04/user-data')).toEqual(userData);
      }),
    );
  });
});

describe('createConfigDriveDocuments', () => {
  const create = (secret: string) =>
    createConfigDriveDocuments({ clock: { now: () => subject.now }, hostSecret: Buffer.from(secret.padEnd(32)) });
  const seed = (documents: ReadonlyMap<string, Uint8Array>) => json(documents, 'openstack/latest/meta_data.json')['random_seed'];

  it('gives the same bytes each time', () => {
    const input = { instance: everything, userData: undefined };

    expect(create('one')(input)).toEqual(create('one')(input));
  });

  it('gives each instance, on each host, a random seed of its own', () => {
    const other = anInstance({ metadata: { uid: 'another-instance' } });
    const seeds = [
      create('one')({ instance: everything, userData: undefined }),
      create('one')({ instance: other, userData: undefined }),
      create('two')({ instance: other, userData: undefined }),
    ].map(seed);

    expect(new Set(seeds).size).toBe(3);
    expect(Buffer.from(String(seeds[0]), 'base64')).toHaveLength(512);
  });

  it('refuses a secret that could be guessed', () => {
    expect(() => createConfigDriveDocuments({ clock: { now: () => subject.now }, hostSecret: Buffer.from('short') })).toThrow(RangeError);
  });
});
