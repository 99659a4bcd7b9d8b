import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
  makeInformer,
  PatchStrategy,
  type KubernetesListObject,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';

/** The JavaScript client of the Kubernetes project, as its users use it: another reading of the same wire. */
const group = 'compute.tycho.dev';
const version = 'v1alpha1';
const namespace = 'default';
const plural = 'servers';

const aServer = (name: string) => ({
  apiVersion: `${group}/${version}`,
  kind: 'Server',
  metadata: { name, namespace },
  spec: { flavor: 'small', image: 'debian' },
});

describe('@kubernetes/client-node', () => {
  let server: ApiServerProcess;
  let configuration: KubeConfig;

  beforeAll(async () => {
    server = await startApiServerProcess({ storage: 'memory' });
    configuration = new KubeConfig();
    configuration.loadFromFile(await server.kubeconfig());
  });

  afterAll(() => server.stop());

  it('creates, reads, changes and deletes by the kind alone, which it looks up in discovery', async () => {
    const objects = KubernetesObjectApi.makeApiClient(configuration);

    await objects.create(aServer('web'));
    const read = await objects.read({ apiVersion: `${group}/${version}`, kind: 'Server', metadata: { name: 'web', namespace } });
    const patched = await objects.patch(
      { ...aServer('web'), spec: { description: 'hello' } } as KubernetesObject,
      undefined,
      undefined,
      undefined,
      undefined,
      PatchStrategy.MergePatch,
    );
    await objects.patch(
      { ...aServer('web'), metadata: { name: 'web', namespace, finalizers: [] } },
      undefined,
      undefined,
      undefined,
      undefined,
      PatchStrategy.MergePatch,
    );
    await objects.delete(aServer('web'));

    expect(read).toMatchObject({ kind: 'Server', spec: { power: 'Running' } });
    expect(patched).toMatchObject({ spec: { flavor: 'small', description: 'hello' } });
    await expect(objects.read(aServer('web'))).rejects.toMatchObject({ code: 404 });
  });

  it('follows a collection with its informer', async () => {
    const custom = configuration.makeApiClient(CustomObjectsApi);
    const list = (): Promise<KubernetesListObject<KubernetesObject>> =>
      custom.listNamespacedCustomObject({ group, version, namespace, plural }) as Promise<KubernetesListObject<KubernetesObject>>;
    await custom.createNamespacedCustomObject({ group, version, namespace, plural, body: aServer('before') });
    const seen: string[] = [];
    const informer = makeInformer(configuration, `/apis/${group}/${version}/namespaces/${namespace}/${plural}`, list);
    for (const verb of ['add', 'update', 'delete'] as const)
      informer.on(verb, (object: KubernetesObject) => seen.push(`${verb} ${object.metadata?.name}`));
    await informer.start();
    await eventually(() => expect(seen).toEqual(['add before']));

    await custom.createNamespacedCustomObject({ group, version, namespace, plural, body: aServer('after') });
    await eventually(() => expect(seen).toEqual(['add before', 'add after']));
    const after = await custom.getNamespacedCustomObject({ group, version, namespace, plural, name: 'after' });
    await custom.replaceNamespacedCustomObject({
      group,
      version,
      namespace,
      plural,
      name: 'after',
      body: { ...after, metadata: { ...after.metadata, finalizers: [] } },
    });
    await custom.deleteNamespacedCustomObject({ group, version, namespace, plural, name: 'after' });
    await eventually(() => expect(seen).toEqual(['add before', 'add after', 'update after', 'delete after']));
    await informer.stop();
  });

  it('handles Kubernetes’ own kinds with its typed classes', async () => {
    const core = configuration.makeApiClient(CoreV1Api);

    await core.createNamespacedSecret({ namespace, body: { metadata: { name: 's' }, stringData: { password: 'geheim' } } });
    const secret = await core.readNamespacedSecret({ namespace, name: 's' });
    await core.createNamespace({ body: { metadata: { name: 'project' } } });

    expect(Buffer.from(secret.data?.['password'] ?? '', 'base64').toString()).toBe('geheim');
    expect((await core.listNamespace()).items.map((item) => item.metadata?.name)).toEqual(
      expect.arrayContaining(['default', 'project', 'public', 'tycho-system']),
    );
    await expect(core.createNamespace({ body: { metadata: { name: 'project' } } })).rejects.toMatchObject({ code: 409 });
  });
});
