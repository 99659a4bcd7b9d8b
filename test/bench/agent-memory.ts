import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '#apis/client/api-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { guestImageFolder, LocalTycho } from '../end-to-end/local-tycho.ts';
import { eventually } from '../harness/eventually.ts';
import { openTransport } from './measuring/open-transport.ts';

/**
 * How much memory a node agent has in use while so many servers run on its host: real containers, each with the small guest in it. Needs root and
 * `make build`. Run it by `node test/bench/agent-memory.ts [COUNT]`.
 */
const count = Number(process.argv[2] ?? 50);
const apiVersion = 'compute.tycho.dev/v1alpha1';
const patienceMilliseconds = 10 * 60_000;

await using tycho = await LocalTycho.prepare();
await tycho.up({ driver: 'container' });
const transport = await openTransport(tycho.kubeconfig);
const client = new ApiClient({ transport });
await tellMemory('with no server');

for (const { metadata } of (await client.resource(hostKind).list()).items)
  await client
    .resource(hostKind)
    .patch({ name: metadata.name }, { spec: { allocationRatios: { vcpus: count, memoryMiB: 4, diskGiB: 4 } } });
const spec = { vcpus: 1, memoryMiB: 64, diskGiB: 1 };
await client.resource(flavorKind).create({ apiVersion, kind: 'Flavor', metadata: { name: 'bench' }, spec });
const source = { url: `file://${join(guestImageFolder, 'rootfs.tar.gz')}`, sha256: await sumOf('rootfs.tar.gz') };
await client.resource(imageKind).create({
  apiVersion,
  kind: 'Image',
  metadata: { namespace: 'default', name: 'bench' },
  spec: { format: 'RootFS', source, minimumDiskGiB: 0, minimumMemoryMiB: 0 },
});
for (let index = 0; index < count; index += 1)
  await client.resource(serverKind).create({
    apiVersion,
    kind: 'Server',
    metadata: { namespace: 'default', name: `bench-${index}` },
    spec: { flavor: 'bench', image: 'bench', power: 'Running', runPolicy: 'RerunOnFailure' },
  });
await eventually(
  async () => {
    const { items } = await client.resource(serverKind).list({ namespace: 'default' });
    const running = items.filter(({ status }) => status?.phase === 'Running').length;
    if (running < count) throw new Error(`${running} of ${count} servers run`);
  },
  { withinMilliseconds: patienceMilliseconds },
);
await tellMemory(`with ${count} servers, as soon as all run`);
await sleep(60_000);
await tellMemory(`with ${count} servers, a minute later`);
await tycho.kill('node-agent');
await sleep(60_000);
await tellMemory(`with ${count} servers, a minute after the agent was killed`);
await transport.close();

async function tellMemory(when: string): Promise<void> {
  const processes = JSON.parse(await readFile(join(tycho.stateDirectory, 'processes.json'), 'utf8')) as Record<
    string,
    { readonly pid: number }
  >;
  const status = await readFile(`/proc/${processes['node-agent']!.pid}/status`, 'utf8');
  const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  console.log(`${when.padEnd(60)} ${(kibibytes / 1024).toFixed(0).padStart(5)} MiB`);
}

async function sumOf(name: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(guestImageFolder, name)))
    .digest('hex');
}
