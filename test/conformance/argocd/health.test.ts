import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '#apis/catalog.ts';
import { imageKind } from '#apis/compute/image.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind, type ServerSpec } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { AnyObject } from '#cmd/tycho/api/any-object.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

const namespace = 'default';

let life: LifeWorld;
/** Health by `Kind/name`, as Argo CD would show it. */
let health: ReadonlyMap<string, string>;
let script: string;

beforeAll(async () => {
  const configMap = parse(readFileSync(new URL('../../../manifests/argocd/argocd-cm.yaml', import.meta.url), 'utf8')) as {
    readonly data: Readonly<Record<string, string>>;
  };
  const customizations = parse(configMap.data['resource.customizations']!) as Readonly<Record<string, { readonly 'health.lua': string }>>;
  script = customizations['*.tycho.dev/*']!['health.lua'];
  life = await LifeWorld.start();
  await makeObjects();
  health = judge(await allObjects());
});

afterAll(async () => {
  await life.stop();
});

async function make(kind: KindDefinition, name: string, spec: object): Promise<void> {
  const body = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { namespace, name }, spec };
  await life.world.does(life.world.client.resource(kind as typeof serverKind).create(body as never));
}

async function makeObjects(): Promise<void> {
  const server = (name: string, spec: Partial<ServerSpec> = {}): Promise<void> =>
    make(serverKind, name, { flavor: 'small', image: 'debian', ...spec });
  await make(networkKind, 'backend', { cidr: '10.0.0.0/24' });
  await make(portKind, 'front', { network: 'backend' });
  await make(imageKind, 'awaited', { format: 'Qcow2', upload: {} });
  await make(volumeKind, 'unused', { sizeGiB: 1 });
  await make(volumeKind, 'data', { sizeGiB: 1 });
  for (const power of ['Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'] as const) await server(power.toLowerCase(), { power });
  await server('large', { flavor: 'nonexistent' });
  await server('disk-user');
  await make(volumeAttachmentKind, 'data', { volume: 'data', server: 'disk-user' });
  await life.pass();
  await make(volumeAttachmentKind, 'rival', { volume: 'data', server: 'running' });
  await make(serverActionKind, 'reboot', { server: 'running', type: 'Reboot' });
  await make(serverActionKind, 'hopeless', { server: 'nobody', type: 'Reboot' });
  await life.pass();
  await server('new');
}

async function allObjects(): Promise<readonly AnyObject[]> {
  const objects: AnyObject[] = [];
  for (const kind of catalog.filter(({ group }) => group.endsWith('.tycho.dev'))) {
    const { items } = await life.world.does(life.world.client.resource(kind as typeof serverKind).list({}));
    objects.push(...(items as unknown as AnyObject[]).map((item) => ({ ...item, apiVersion: apiVersionOf(kind), kind: kind.kind })));
  }
  return objects;
}

/** Runs the script as Argo CD does: with the object as the global `obj`, and a table as what it returns. */
function judge(objects: readonly AnyObject[]): ReadonlyMap<string, string> {
  const cases = objects.map((object) => `do obj = ${luaOf(object)}; local h = judge(); print(h.status .. ': ' .. h.message) end`);
  const program = `function judge()\n${script}\nend\n${cases.join('\n')}\n`;
  const { stdout, stderr, status } = spawnSync('lua5.4', ['-'], { input: program, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const lines = stdout.trimEnd().split('\n');
  return new Map(objects.map(({ kind, metadata }, index) => [`${kind}/${metadata.name}`, lines[index]!]));
}

/** A value as a Lua literal. */
function luaOf(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `{${value.map(luaOf).join(',')}}`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, each]) => `[${text(key)}]=${luaOf(each)}`)
      .join(',')}}`;
  return typeof value === 'string' ? text(value) : JSON.stringify(value);
}

function text(value: string): string {
  return `"${value.replaceAll(/[\\"\n\r\0]/g, (character) => `\\${character.charCodeAt(0).toString().padStart(3, '0')}`)}"`;
}

describe('the health that Argo CD shows', () => {
  it.each([
    ['Server/running', 'Healthy: the guest runs'],
    ['Server/stopped', 'Healthy: stopped, as declared'],
    ['Server/paused', 'Healthy: paused, as declared'],
    ['Server/suspended', 'Healthy: suspended to the disk of its host, as declared'],
    ['Server/disk-user', 'Healthy: the guest runs'],
    ['Volume/data', 'Healthy: a server has it'],
    ['Volume/unused', 'Healthy: it is made on the host of the first server that attaches it'],
    ['VolumeAttachment/data', 'Healthy: the guest has it, or will have it when it is started'],
    ['ServerAction/reboot', expect.stringMatching(/^Healthy: /)],
    ['Network/backend', expect.stringMatching(/^Healthy: it has its number/)],
    ['Port/front', 'Healthy: it has its addresses'],
    ['Host/host-a', 'Healthy: its agent is connected'],
    ['Flavor/small', 'Healthy: '],
    ['Image/debian', expect.stringMatching(/^Healthy: /)],
  ])('is good for %s', (name, words) => {
    expect(health.get(name)).toEqual(words);
  });

  it.each([
    ['Server/large', expect.stringMatching(/^Degraded: waits for a host: /)],
    ['VolumeAttachment/rival', expect.stringMatching(/^Degraded: spec\.volume: server "disk-user" has volume "data"/)],
    ['ServerAction/hopeless', 'Degraded: there is no server "nobody" in this namespace'],
  ])('is bad for %s, which somebody has to see to', (name, words) => {
    expect(health.get(name)).toEqual(words);
  });

  it.each([
    ['Server/new', 'Progressing: waits for the agent of its host to take up what is declared'],
    ['Image/awaited', 'Progressing: waits for its bytes: `tycho image upload`'],
  ])('is open for %s', (name, words) => {
    expect(health.get(name)).toEqual(words);
  });

  it('is open while a newer spec was not looked at, and while the object is being deleted', () => {
    const object = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', metadata: { name: 'web', generation: 2 } };
    const ready = { type: 'Ready', status: 'True', reason: 'Running', message: 'the guest runs' };
    const old = { ...object, status: { observedGeneration: 1, conditions: [ready] } } as unknown as AnyObject;
    const going = { ...object, metadata: { name: 'db', deletionTimestamp: '2026-06-01T12:00:00Z' } } as unknown as AnyObject;

    expect([...judge([old, going]).values()]).toEqual([
      'Progressing: waits for its newest spec to be taken up',
      'Progressing: is being deleted',
    ]);
  });
});
