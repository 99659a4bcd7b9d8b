import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesObjectApi,
  makeInformer,
  PatchStrategy,
  type KubernetesListObject,
  type KubernetesObject,
  type V1ConfigMap,
  type V1ConfigMapList,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiServerProcess, type ApiServerProcess } from '#test/harness/api-server-process.ts';
import { eventually } from '#test/harness/eventually.ts';
import { TCPProxy } from '#test/harness/tcp-proxy.ts';

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

  describe('through connections that break', () => {
    let proxy: TCPProxy;
    let broken: KubeConfig;

    beforeAll(async () => {
      proxy = await TCPProxy.start(new URL(server.url).host);
      broken = new KubeConfig();
      broken.loadFromString(configuration.exportConfig());
      broken.clusters = broken.clusters.map((cluster) => ({ ...cluster, server: `https://${proxy.endpoint}` }));
    });

    afterAll(() => proxy.close());

    it('misses no change and sees none twice, and goes on from where it was', async () => {
      const direct = configuration.makeApiClient(CoreV1Api);
      let listCount = 0;
      const list = (): Promise<V1ConfigMapList> => {
        listCount += 1;
        return broken.makeApiClient(CoreV1Api).listNamespacedConfigMap({ namespace });
      };
      const seen: string[] = [];
      const informer = makeInformer(broken, `/api/v1/namespaces/${namespace}/configmaps`, list);
      for (const verb of ['add', 'update', 'delete'] as const)
        informer.on(verb, ({ metadata, data }: V1ConfigMap) => seen.push(`${verb} ${metadata?.name} ${data?.['count']}`));
      // As its documentation has it: whoever is told of an error starts it again.
      informer.on('error', () => void informer.start());
      await informer.start();
      const made: string[] = [];
      const change = async (name: string, count: string): Promise<void> => {
        const body = { metadata: { name }, data: { count, padding: 'x'.repeat(500) } };
        const verb = made.some((each) => each.startsWith(`add ${name} `)) ? 'update' : 'add';
        await (verb === 'add'
          ? direct.createNamespacedConfigMap({ namespace, body })
          : direct.replaceNamespacedConfigMap({ namespace, name, body }));
        made.push(`${verb} ${name} ${count}`);
      };

      for (let round = 0; round < 5; round += 1) {
        for (let step = 0; step < 6; step += 1) await change(`m${step % 3}`, `${round}-${step}`);
        await eventually(() => expect(seen.length).toBeGreaterThan(round * 6));
        // Once between two events, once in the middle of one, once with events on their way.
        if (round === 1) proxy.cutAfter(700);
        else proxy.cut();
        await change('m0', `${round}-cut`);
        if (round === 1) await eventually(() => expect(proxy.acceptedCount).toBeGreaterThan(2));
        proxy.cutAfter(Infinity);
      }
      await direct.deleteNamespacedConfigMap({ namespace, name: 'm1' });
      await eventually(() => expect(seen.at(-1)).toMatch(/^delete m1/));
      await informer.stop();

      expect(seen.slice(0, -1)).toEqual(made);
      expect(listCount).toBe(1);
      expect(proxy.acceptedCount).toBeGreaterThan(4);
      expect(
        informer
          .list(namespace)
          .map(({ metadata, data }) => `${metadata?.name} ${data?.['count']}`)
          .sort(),
      ).toEqual(['m0 4-cut', 'm2 4-5']);
    });

    it('changes objects once, however often it has to ask', async () => {
      const objects = KubernetesObjectApi.makeApiClient(broken);
      const untilAnswered = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => eventually(ask, { intervalMilliseconds: 1 });
      const header = { apiVersion: `${group}/${version}`, kind: 'Server', metadata: { name: 'often', namespace } };
      await objects.create(aServer('often'));

      for (let round = 0; round < 5; round += 1) {
        proxy.cut();
        const current = await untilAnswered(() => objects.read<KubernetesObject & { spec: { tags?: readonly string[] } }>(header));
        proxy.cut();
        const wished = { ...current, spec: { ...current.spec, tags: [...(current.spec.tags ?? []), `t${round}`] } };
        // Whether a cut request took effect is not known: a second try then meets the newer version.
        await objects.replace(wished).catch(async (error: unknown) => {
          const newest = await untilAnswered(() => objects.read<typeof current>(header));
          if (newest.metadata?.resourceVersion !== current.metadata?.resourceVersion) return;
          if (error instanceof Error && 'code' in error && error.code === 409) throw error;
          await untilAnswered(() => objects.replace(wished));
        });
      }

      expect(await objects.read(header)).toMatchObject({ spec: { tags: ['t0', 't1', 't2', 't3', 't4'] }, metadata: { generation: 6 } });
    });
  });
});
