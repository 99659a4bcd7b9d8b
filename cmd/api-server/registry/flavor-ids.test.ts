import { describe, expect, it } from 'vitest';
import { flavorKind, type FlavorSpec } from '#apis/compute/flavor.ts';
import { refusalOf } from '#test/builders/refusal.ts';
import { aStartedRegistry, plainDelete, plainWrite } from '#test/builders/registry.ts';
import type { Registry } from './registry.ts';

const create = (registry: Registry, name: string, spec: Partial<FlavorSpec> = {}): Promise<unknown> =>
  registry.create(
    flavorKind,
    undefined,
    {
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Flavor',
      metadata: { name },
      spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1, ...spec },
    },
    plainWrite,
  );

const change = (registry: Registry, name: string, spec: object): Promise<unknown> =>
  registry.mergePatch(flavorKind, { name }, { spec }, plainWrite);

describe('the id of a flavor', () => {
  it.each<[string, string, (registry: Registry) => Promise<unknown>]>([
    ['that another one states', 'spec.id', (registry) => create(registry, 'other', { id: '42' })],
    ['that is the name of another one', 'spec.id', (registry) => create(registry, 'other', { id: 'plain' })],
    ['by its name, that another one states', 'metadata.name', (registry) => create(registry, '42')],
    ['later, that another one states', 'spec.id', (registry) => change(registry, 'plain', { id: '42' })],
  ])('is not one %s', async (_, field, write) => {
    const { registry } = await aStartedRegistry();
    await create(registry, 'small', { id: '42' });
    await create(registry, 'plain');

    expect(await refusalOf(write(registry))).toMatchObject({
      code: 422,
      message: expect.stringMatching(/Duplicate value: "(42|plain)": the flavor "(small|plain)" is known by it/) as string,
      details: { causes: [{ reason: 'FieldValueDuplicate', field }] },
    });
  });

  it('is free again when its flavor is gone, and keeps nothing else of a flavor from changing', async () => {
    const { registry } = await aStartedRegistry();
    await create(registry, 'small', { id: '42' });
    await change(registry, 'small', { vcpus: 2 });
    await registry.delete(flavorKind, { name: 'small' }, plainDelete);

    await expect(create(registry, 'other', { id: '42' })).resolves.toMatchObject({ outcome: 'Created' });
  });

  it('of a name that is taken is told by the name', async () => {
    const { registry } = await aStartedRegistry();
    await create(registry, 'small', { id: '42' });

    expect(await refusalOf(create(registry, 'small', { id: '42' }))).toMatchObject({ code: 409, reason: 'AlreadyExists' });
  });

  it('is given once by two api-servers that are asked at one moment', async () => {
    const first = await aStartedRegistry();
    const second = await aStartedRegistry({ beside: first, seed: 2 });

    const made = await Promise.allSettled([
      create(first.registry, 'small', { id: '42' }),
      create(second.registry, 'other', { id: '42' }),
      create(first.registry, 'third', { id: '42' }),
    ]);

    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
