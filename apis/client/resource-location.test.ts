import { describe, expect, it } from 'vitest';
import { serverKind } from '../compute/server.ts';
import { hostKind } from '../infrastructure/host.ts';
import { secretKind } from '../kubernetes/core.ts';
import { pathOf } from './resource-location.ts';

describe('pathOf', () => {
  it('puts kinds of the core group below /api and all others below /apis', () => {
    expect(pathOf(secretKind, { namespace: 'default' })).toBe('/api/v1/namespaces/default/secrets');
    expect(pathOf(hostKind, {})).toBe('/apis/infrastructure.tycho.dev/v1alpha1/hosts');
  });

  it('leaves the namespace out to mean all of them', () => {
    expect(pathOf(serverKind, {})).toBe('/apis/compute.tycho.dev/v1alpha1/servers');
  });

  it('ends in the object and its subresource', () => {
    expect(pathOf(serverKind, { namespace: 'default', name: 'web', subresource: 'status' })).toBe(
      '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers/web/status',
    );
  });

  it('escapes what would otherwise be read as part of the path', () => {
    expect(pathOf(hostKind, { name: '../../secrets?x' })).toBe('/apis/infrastructure.tycho.dev/v1alpha1/hosts/..%2F..%2Fsecrets%3Fx');
  });

  it('refuses a namespace where there are none, and a namespaced name without one', () => {
    expect(() => pathOf(hostKind, { namespace: 'default', name: 'h1' })).toThrow('cluster-scoped');
    expect(() => pathOf(serverKind, { name: 'web' })).toThrow('needs a namespace');
  });
});
