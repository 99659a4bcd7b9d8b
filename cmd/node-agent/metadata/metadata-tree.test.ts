import { describe, expect, it } from 'vitest';
import { anInstance } from '#test/builders/instance.ts';
import { metadataDocuments } from '../config-drive/config-drive-documents.ts';
import type { MetadataSubject } from '../config-drive/metadata-subject.ts';
import { metadataTree, type MetadataItem, type MetadataTree } from './metadata-tree.ts';

const userData = Uint8Array.from([0, 255, 10, 13, 128]);
const subject: MetadataSubject = {
  instance: anInstance({
    metadata: { namespace: 'team-a' },
    machine: {
      keyPair: { name: 'laptop', type: 'SSH', publicKey: 'ssh-ed25519 AAAA me@laptop' },
      zone: 'north',
      metadata: { role: 'web' },
    },
  }),
  userData,
  randomSeed: new Uint8Array(512),
  now: new Date('2026-06-01T12:00:00Z'),
};
const tree = metadataTree(subject);

function content(item: MetadataItem): Uint8Array | undefined {
  return item.kind === 'Document' ? item.content : undefined;
}

function text(item: MetadataItem): string | undefined {
  return item.kind === 'Document' ? Buffer.from(item.content).toString() : undefined;
}

/** Everything that can be found by following what is listed, as crawlers do. */
function crawl(tree: MetadataTree, path: string): readonly string[] {
  const found = text(tree(path)) ?? '(nothing)';
  if (!path.endsWith('/')) return [`${path}: ${found}`.trim()];
  const names = found.split('\n').map((name) => (/^\d+=/.test(name) ? `${name.split('=')[0]}/` : name));
  return names.flatMap((name) => crawl(tree, `${path}${name}`));
}

describe('metadataTree', () => {
  it('has for OpenStack exactly the documents of the config drive', () => {
    const documents = [...metadataDocuments(subject)].filter(([path]) => path.startsWith('openstack/'));

    expect(documents.length).toBeGreaterThan(40);
    expect(documents.map(([path]) => [path, content(tree(`/${path}`))])).toEqual(documents);
  });

  it('lists the versions of OpenStack, and what is in each', () => {
    expect(text(tree('/openstack'))?.split('\n')).toEqual([
      '2012-08-10',
      '2013-04-04',
      '2013-10-17',
      '2015-10-15',
      '2016-06-30',
      '2016-10-06',
      '2017-02-22',
      '2018-08-27',
      '2020-10-14',
      '2025-04-04',
      'latest',
    ]);
    expect(text(tree('/openstack/2012-08-10'))).toBe('meta_data.json\nuser_data');
    expect(text(tree('/openstack/2013-04-04/'))).toBe('meta_data.json\nuser_data\npassword');
    const all = 'meta_data.json\nuser_data\npassword\nvendor_data.json\nnetwork_data.json\nvendor_data2.json';
    expect(text(tree('//openstack//latest/'))).toBe(all);
    expect(text(metadataTree({ ...subject, userData: undefined })('/openstack/2012-08-10'))).toBe('meta_data.json');
  });

  it('has the password where versions have it', () => {
    expect(tree('/openstack/2013-04-04/password')).toEqual({ kind: 'Password' });
    expect(tree('/openstack/latest/password')).toEqual({ kind: 'Password' });
    expect(tree('/openstack/2012-08-10/password')).toEqual({ kind: 'Nothing' });
  });

  it.each([
    '/openstack/2011-01-01',
    '/openstack/latest/meta_data.json/uuid',
    '/openstack/latest/nothing',
    '/openstack/content',
    '/2009-04-05',
    '/latest/nothing',
    '/latest/meta-data/constructor',
    '/latest/meta-data/hostname/more',
    '/latest/meta-data/public-keys/1',
    '/1.0/meta-data/instance-type',
    '/2007-12-15/meta-data/placement',
    '/../etc/passwd',
    '/openstack/../../secrets',
  ])('has nothing at %s', (path) => {
    expect(tree(path)).toEqual({ kind: 'Nothing' });
  });

  it('has the tree of EC2 in each of its versions, with and without its prefix', async () => {
    const versions = text(tree('/'))?.split('\n') ?? [];
    expect(text(tree('/ec2'))?.split('\n')).toEqual(versions);
    expect(versions).toHaveLength(10);

    const readable = metadataTree({ ...subject, userData: Buffer.from('#!/bin/sh') });
    const shown = versions.flatMap((version) => crawl(readable, `/${version}/`));

    await expect(`${shown.join('\n')}\n`).toMatchFileSnapshot('goldens/ec2.txt');
    expect(text(tree('/latest/meta-data/public-keys/'))).toBe('0=laptop');
    expect(text(tree('/latest/meta-data/public-keys/0'))).toBe('openssh-key');
    expect(tree('/ec2/latest/meta-data/hostname/')).toEqual(tree('/latest/meta-data/hostname'));
  });

  it('gives user data byte for byte', () => {
    expect(tree('/latest/user-data')).toMatchObject({ content: userData });
    expect(tree('/openstack/latest/user_data')).toMatchObject({ content: userData });
    expect(metadataTree({ ...subject, userData: undefined })('/latest/user-data')).toEqual({ kind: 'Nothing' });
  });
});
