import { describe, expect, it } from 'vitest';
import { aServer } from '#test/builders/server.ts';
import { flavorFor, flavorIDOf, flavorKind, type Flavor } from './flavor.ts';

function aFlavor(spec: Partial<Flavor['spec']> = {}): Flavor {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Flavor',
    metadata: { name: 'large', uid: 'u', resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' },
    spec: { vcpus: 4, memoryMiB: 2048, diskGiB: 20, ...spec },
  };
}

const size = { vcpus: 4, memoryMiB: 2048, diskGiB: 20 };

describe('a flavor that is kept for some projects', () => {
  it('is there for their servers alone', () => {
    expect(flavorFor(aServer(), aFlavor())).toBeDefined();
    expect(flavorFor(aServer(), aFlavor({ projects: ['default'] }))).toBeDefined();
    expect(flavorFor(aServer(), aFlavor({ projects: ['other'] }))).toBeUndefined();
    expect(flavorFor(aServer(), aFlavor({ projects: [] }))).toBeUndefined();
  });

  it('stays there for a server that has it, or keeps it to go back to', () => {
    const kept = { keptInstance: 'server-uid-1', previousFlavor: 'large' };

    expect(flavorFor(aServer({ status: { resources: { flavor: 'large', ...size } } }), aFlavor({ projects: [] }))).toBeDefined();
    expect(flavorFor(aServer({ status: { resize: kept } }), aFlavor({ projects: [] }))).toBeDefined();
    expect(flavorFor(aServer({ status: { resources: { flavor: 'small', ...size } } }), aFlavor({ projects: [] }))).toBeUndefined();
  });
});

describe('the id of a flavor', () => {
  const faultsOf = (id: string | undefined, before: string | undefined): number =>
    flavorKind.validate(aFlavor(id === undefined ? {} : { id }), aFlavor(before === undefined ? {} : { id: before })).length;

  it('is its name where it has no other', () => {
    expect(flavorIDOf(aFlavor())).toBe('large');
    expect(flavorIDOf(aFlavor({ id: '42' }))).toBe('42');
  });

  it('can be given once, and never changed', () => {
    expect(faultsOf('42', undefined)).toBe(0);
    expect(faultsOf('42', '42')).toBe(0);
    expect(faultsOf('43', '42')).toBe(1);
    expect(faultsOf(undefined, '42')).toBe(1);
  });
});
