import { posix } from 'node:path';
import { metadataDocuments } from '../config-drive/config-drive-documents.ts';
import { ec2MetaData } from '../config-drive/ec2-tree.ts';
import type { MetadataSubject } from '../config-drive/metadata-subject.ts';
import { ec2Item, ec2Versions } from './ec2-items.ts';

/** What is at a path of the metadata service. */
export type MetadataItem =
  | {
      readonly kind: 'Document';
      readonly content: Uint8Array;
      readonly contentType: 'application/json' | 'text/plain; charset=UTF-8' | 'application/octet-stream';
    }
  /** Where the guest leaves its password, encrypted with its key, and reads it again. */
  | { readonly kind: 'Password' }
  | { readonly kind: 'Nothing' };

/** Finds what is at a path. */
export type MetadataTree = (path: string) => MetadataItem;

/** Documents in the order in which Nova lists those that there are; `password` is none, but listed among them. */
const listedDocuments = ['meta_data.json', 'user_data', 'password', 'vendor_data.json', 'network_data.json', 'vendor_data2.json'] as const;

/** The first version with a password (nova/api/metadata/base.py). */
const passwordSince = '2013-04-04';

/**
 * The metadata of one guest as Nova serves it: OpenStack's tree below `/openstack`, EC2's below `/ec2` and at the top. OpenStack's documents are those of
 * the config drive, byte for byte. Pure.
 */
export function metadataTree(subject: MetadataSubject): MetadataTree {
  const documents = metadataDocuments(subject);
  const metaData = ec2MetaData(subject);
  const versions = openStackVersionsOf(documents);
  return (path) => {
    // Nova takes `/latest/`, `//latest` and `/latest/x/..` for `/latest`.
    const [first = '', ...rest] = posix
      .normalize(`/${path}`)
      .split('/')
      .filter((token) => token !== '');
    if (first === 'openstack') return openStackItem(documents, versions, rest);
    const tokens = first === 'ec2' ? rest : first === '' ? [] : [first, ...rest];
    if (tokens.length === 0) return listing([...ec2Versions, 'latest']);
    const found = ec2Item({ metaData, userData: subject.userData, keyName: subject.instance.spec.machine.keyPair?.name }, tokens);
    if (found === undefined) return nothing;
    return typeof found === 'string' ? text(found) : { kind: 'Document', content: found, contentType: 'application/octet-stream' };
  };
}

const nothing: MetadataItem = { kind: 'Nothing' };

function openStackVersionsOf(documents: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const names = [...documents.keys()].filter((path) => path.startsWith('openstack/')).map((path) => path.split('/')[1] ?? '');
  return [...new Set(names)];
}

function openStackItem(documents: ReadonlyMap<string, Uint8Array>, versions: readonly string[], tokens: readonly string[]): MetadataItem {
  const [version, name, ...more] = tokens;
  if (version === undefined) return listing(versions);
  if (!versions.includes(version) || more.length > 0) return nothing;
  const hasPassword = version >= passwordSince;
  if (name === undefined) {
    return listing(listedDocuments.filter((each) => (each === 'password' ? hasPassword : documents.has(`openstack/${version}/${each}`))));
  }
  if (name === 'password') return hasPassword ? { kind: 'Password' } : nothing;
  const content = documents.get(`openstack/${version}/${name}`);
  if (content === undefined) return nothing;
  return { kind: 'Document', content, contentType: name.endsWith('.json') ? 'application/json' : 'application/octet-stream' };
}

function listing(names: readonly string[]): MetadataItem {
  return text(names.join('\n'));
}

function text(content: string): MetadataItem {
  return { kind: 'Document', content: Buffer.from(content), contentType: 'text/plain; charset=UTF-8' };
}
