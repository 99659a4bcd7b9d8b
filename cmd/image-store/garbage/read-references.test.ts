import { describe, expect, it } from 'vitest';
import type { Interceptor } from '#apis/client/client-call.ts';
import { imageKind } from '#apis/compute/image.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { anInstance } from '#test/builders/instance.ts';
import { readReferences } from './read-references.ts';

const [known, other] = ['ab'.repeat(32), 'cd'.repeat(32)];
const signal = new AbortController().signal;

async function aServer(): Promise<InProcessApiServer> {
  const server = new InProcessApiServer({ clock: new VirtualClock() });
  await server.ready;
  return server;
}

function anImage(name: string, sha256: string): never {
  const source = { url: `image-store:${sha256}`, sha256 };
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Image',
    metadata: { name, namespace: 'default' },
    spec: { format: 'Raw', source },
  } as never;
}

describe('readReferences', () => {
  it('finds what is sought wherever an object speaks of it, page by page', async () => {
    const server = await aServer();
    const client = server.client();
    for (let number = 0; number < 600; number += 1)
      await client.resource(imageKind).create(anImage(`image-${number}`, number === 599 ? known : other));
    const { apiVersion, kind, metadata, spec } = anInstance();
    const { name, namespace = '' } = metadata;
    const instance = await client.resource(instanceKind).create({ apiVersion, kind, metadata: { name, namespace }, spec });

    const found = await readReferences(client, { hashes: new Set([known]), uids: new Set([instance.metadata.uid, 'gone']) }, { signal });

    expect(found).toEqual({ byProject: new Map([['default', new Set([known])]]), uids: new Set([instance.metadata.uid]) });
  });

  it('finds a disk that is only in the status of an instance', async () => {
    const client = (await aServer()).client();
    const { apiVersion, kind, metadata, spec } = anInstance();
    const { name, namespace = '' } = metadata;
    await client.resource(instanceKind).create({ apiVersion, kind, metadata: { name, namespace }, spec });
    const savedDisk = { sha256: known, sizeBytes: 1, format: 'Qcow2', virtualSizeBytes: 1 };
    await client.resource(instanceKind).patchStatus({ name, namespace }, { status: { savedDisk } });

    const { byProject } = await readReferences(client, { hashes: new Set([known]), uids: new Set() }, { signal });

    expect(byProject.get('default')).toEqual(new Set([known]));
  });

  it('fails as a whole when one list cannot be read', async () => {
    const server = await aServer();
    const broken: Interceptor = (call, proceed) =>
      call.verb === 'list' && call.resource === 'instances' ? Promise.reject(new Error('no answer')) : proceed();

    const reading = readReferences(server.client({ interceptor: broken }), { hashes: new Set([known]), uids: new Set() }, { signal });

    await expect(reading).rejects.toThrow('no answer');
  });
});
