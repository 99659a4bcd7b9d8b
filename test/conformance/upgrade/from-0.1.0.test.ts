import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '#apis/client/api-client.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { configMapKind, leaseKind, namespaceKind, secretKind } from '#apis/kubernetes/core.ts';
import { serviceAccountKind } from '#apis/kubernetes/service-account.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import { keyPrefix, prefixEnd } from '#cmd/api-server/storage/storage.ts';
import { anEncryptionConfiguration } from '#test/builders/encryption.ts';
import { eventually } from '#test/harness/eventually.ts';
import { ReleasedCloud, type RecordedObject } from './released-cloud.ts';

const run = promisify(execFile);
const patiently = { withinMilliseconds: 90_000, intervalMilliseconds: 50 };
const namespace = 'shop';

let cloud: ReleasedCloud;
let client: ApiClient;

beforeAll(async () => {
  cloud = await ReleasedCloud.start('0.1.0', {
    'encryption-config': anEncryptionConfiguration(['k1', 'identity']),
    'audit-log-path': '',
  });
  client = await cloud.clientOf();
});

afterAll(() => cloud[Symbol.asyncDispose]());

const read = ({ kind, object }: RecordedObject): Promise<ApiObject> => client.resourceAt(kind).get(keyOf(object));
const namesOf = (objects: readonly RecordedObject[]): readonly string[] => objects.map(({ key }) => key);

/** One story, told in order, on one cloud. */
describe('what 0.1.0 has stored', () => {
  it('is served, each object as it was left and at its own version', async () => {
    const kinds = new Set(cloud.objects.map(({ kind }) => kind.kind));
    expect([...kinds].toSorted()).toEqual(
      'ConfigMap Event Flavor Host Image Instance KeyPair Lease Namespace Quota Secret Server ServerAction ServerGroup'.split(' '),
    );

    for (const recorded of cloud.objects) {
      const served = await read(recorded);
      if (recorded.kind === hostKind) {
        // Hosts are given their numbers when the api-server starts; nothing else of them is touched.
        const { resourceVersion: _, ...metadata } = recorded.object.metadata;
        const { status } = recorded.object as Host;
        expect(served).toMatchObject({ ...recorded.object, metadata, status: { ...status, number: expect.any(Number) } });
        continue;
      }
      expect(served).toMatchObject(recorded.object);
      expect(served.metadata.resourceVersion).toBe(String(recorded.modRevision));
    }
    const listed = await Promise.all([...new Set(cloud.objects.map(({ kind }) => kind))].map((kind) => client.resourceAt(kind).list()));
    const uids = new Set(listed.flatMap(({ items }) => items.map(({ metadata }) => metadata.uid)));
    expect(namesOf(cloud.objects.filter(({ object }) => !uids.has(object.metadata.uid)))).toEqual([]);
  });

  it('keeps its Secrets readable, and encrypts them when they are written anew', async () => {
    const { data } = await client.resource(secretKind).get({ namespace, name: 'seed' });
    expect(Buffer.from(data!['userData']!, 'base64').toString()).toContain('plain-in-0.1.0');
    const leaked = async (): Promise<readonly string[]> => {
      const { items } = await cloud.etcd.range({ start: keyPrefix, end: prefixEnd(keyPrefix) });
      const plain = items.filter(
        ({ key, value }) => key.startsWith('/tycho/core/secrets/') && !value.toString('latin1').startsWith('tycho:enc:'),
      );
      return plain.map(({ key }) => key);
    };
    expect(await leaked()).toHaveLength(3);

    const words = `kubectl --kubeconfig=${await cloud.server.kubeconfig()}`;
    await run('bash', ['-ec', `set -o pipefail; ${words} get secrets -A -o json | ${words} replace -f -`]);

    expect(await leaked()).toEqual([]);
    expect((await client.resource(secretKind).get({ namespace, name: 'seed' })).data).toEqual(data);
  });

  it('takes an apply, an update and a status, with an owner for each field', async () => {
    for (const recorded of cloud.objects) {
      const { kind, object } = recorded;
      const resource = client.resourceAt(kind);
      const { namespace: home, name } = object.metadata;
      const metadata = { name, ...(home === undefined ? {} : { namespace: home }), annotations: { upgraded: 'yes' } };
      const applied = await resource.apply({ apiVersion: apiVersionOf(kind), kind: kind.kind, metadata }, { fieldManager: 'upgrade' });
      expect(applied).toMatchObject({ ...object, metadata: { ...object.metadata, annotations: { upgraded: 'yes' } } });
      expect(applied.metadata.managedFields).toContainEqual(expect.objectContaining({ manager: 'upgrade', operation: 'Apply' }));

      const updated = await resource.update({
        ...applied,
        metadata: { ...applied.metadata, labels: { ...applied.metadata.labels, upgraded: 'yes' } },
      });
      expect(updated.metadata.generation).toBe(object.metadata.generation);
      if (kind.statusSubresource && 'status' in updated) await resource.updateStatus(updated, { dryRun: true });
    }
  });

  it('can be changed in its spec', async () => {
    await client.resource(serverKind).patch({ namespace, name: 'failing' }, { spec: { description: 'changed', tags: ['new'] } });
    await client.resource(quotaKind).patch({ namespace, name: 'limits' }, { spec: { ports: 50 } });
    await client.resource(hostKind).patch({ name: 'host-1' }, { spec: { allocationRatios: { vcpus: 2 } } });

    const { spec, metadata } = await client.resource(serverKind).get({ namespace, name: 'failing' });
    expect([spec.description, spec.tags, spec.image, metadata.generation]).toEqual(['changed', ['new'], 'disk', 2]);
  });
});

describe('processes of 0.1.0', () => {
  it('may go on by the group in their certificates, beside today’s api-server', async () => {
    const gateway = await cloud.clientOf({ name: 'tycho-gateway', groups: ['tycho:control-plane'] });
    const stranger = await cloud.clientOf({ name: 'stranger', groups: ['tycho:other'] });
    const { metadata } = await client.resource(hostKind).get({ name: 'host-1' });
    const lease = cloud.objects.find(({ kind, key }) => kind === leaseKind && key.includes('/gateway-'))!;

    for (const attempt of [
      (by: ApiClient) => by.resource(secretKind).get({ namespace, name: 'seed' }),
      (by: ApiClient) => by.resource(leaseKind).patch(keyOf(lease.object), { spec: { leaseDurationSeconds: 16 } }),
      (by: ApiClient) =>
        by.resource(hostKind).patchStatus(
          keyOf({ metadata }),
          { status: { foreignGuests: 0 } },
          {
            hostSession: { hostName: 'host-1', number: 1 },
          },
        ),
      (by: ApiClient) => by.resource(instanceKind).list(),
      (by: ApiClient) => by.resource(serverKind).patchStatus({ namespace, name: 'web' }, { status: { restartCount: 0 } }),
    ]) {
      await expect(attempt(gateway)).resolves.toBeDefined();
      await expect(attempt(stranger)).rejects.toBeInstanceOf(ForbiddenError);
    }
  });
});

describe('the cloud of 0.1.0 under today’s processes', () => {
  const instanceOf = async (name: string): Promise<Instance> => {
    const { items } = await client.resource(instanceKind).list({ namespace });
    const found = items.find(({ spec }) => spec.server.name === name);
    if (found === undefined) throw new Error(`${name} has no instance`);
    return found;
  };
  const server = (name: string): Promise<Server> => client.resource(serverKind).get({ namespace, name });

  it('finds its hosts again, and leaves their guests alone', async () => {
    const [web, first] = [await instanceOf('web'), await instanceOf('first')];

    await cloud.startProcesses(await cloud.server.kubeconfig({ name: 'tycho-controller-manager', groups: ['tycho:control-plane'] }));

    await eventually(async () => {
      const { items } = await client.resource(hostKind).list();
      expect(items.map(({ status }) => [findCondition(status?.conditions, 'Ready')?.status, status?.session?.number])).toEqual([
        ['True', 2],
        ['True', 2],
      ]);
    }, patiently);
    await eventually(async () => expect((await server('web')).status).toMatchObject({ phase: 'Running', epoch: 1 }), patiently);
    expect(await instanceOf('web')).toMatchObject({ spec: web.spec, status: { startedAt: web.status!.startedAt } });
    expect(await instanceOf('first')).toMatchObject({ spec: first.spec, status: { startedAt: first.status!.startedAt } });
    const kept = { database: 'Stopped', ended: 'Failed', leaving: 'Terminating', nowhere: 'Pending', second: 'Running' };
    // While nobody spoke for the hosts, nothing was known of their guests.
    for (const [name, phase] of Object.entries(kept))
      await eventually(async () => expect((await server(name)).status?.phase).toBe(phase), patiently);
  });

  it('goes on: what stood still moves, what is new comes, what is old goes', async () => {
    const servers = client.resource(serverKind);
    const template = await server('first');
    await servers.patch({ namespace, name: 'web' }, { spec: { power: 'Paused' } });
    await servers.patch({ namespace, name: 'database' }, { spec: { power: 'Running' } });
    await servers.delete({ namespace, name: 'first' });
    await servers.create({
      apiVersion: template.apiVersion,
      kind: template.kind,
      metadata: { namespace, name: 'third' },
      spec: { ...template.spec, placement: { zone: 'rack-2' } },
    });

    await eventually(async () => {
      expect((await server('web')).status?.phase).toBe('Paused');
      expect((await server('database')).status?.phase).toBe('Running');
      expect((await server('third')).status).toMatchObject({ phase: 'Running', zone: 'rack-2' });
      await expect(server('first')).rejects.toBeInstanceOf(NotFoundError);
    }, patiently);
    await eventually(async () => {
      // A server that 0.1.0 found no place for, and noted no size of, counts with its size when it is placed.
      const { status } = await client.resource(quotaKind).get({ namespace, name: 'limits' });
      expect(status?.used).toMatchObject({ servers: 8, vcpus: 7 });
    }, patiently);
    await eventually(async () => {
      const accounts = await client.resource(serviceAccountKind).list();
      const homes = accounts.items.filter(({ metadata }) => metadata.name === 'default').map(({ metadata }) => metadata.namespace);
      const { items } = await client.resource(namespaceKind).list();
      expect(new Set(homes)).toEqual(new Set(items.map(({ metadata }) => metadata.name)));
    }, patiently);
  });

  it('can be taken down, each object of it', async () => {
    const refused: string[] = [];
    for (const { kind, object, key } of cloud.objects.toReversed()) {
      if (kind === namespaceKind && object.metadata.name !== namespace) continue;
      await client
        .resourceAt(kind)
        .delete(keyOf(object), { uid: object.metadata.uid })
        .catch((error: unknown) => {
          if (!(error instanceof NotFoundError)) refused.push(`${key}: ${String(error)}`);
        });
    }

    expect(refused).toEqual([]);
    await expect(client.resource(configMapKind).get({ namespace, name: 'notes' })).rejects.toBeInstanceOf(NotFoundError);
  });
});
