import { describe, expect, test } from 'vitest';
import { endpointVersions, inItsVersions, versionsOf } from './endpoint-versions.ts';
import { newest } from './microversion.ts';

describe('an endpoint', () => {
  test.each([
    ['POST', '/servers/:id/remote-consoles', { since: 6 }],
    ['GET', '/servers/:server/tags/:name', { since: 26 }],
    ['GET', '/images/:id', { until: 35 }],
    ['GET', '/os-hosts', { until: 42 }],
    ['PUT', '/flavors/:id', { since: 55 }],
    ['GET', '/os-hypervisors/:id/uptime', { until: 87 }],
    ['GET', '/os-hypervisors/statistics', { until: 87 }],
    ['GET', '/os-fping', { gone: 410 }],
    ['DELETE', '/os-networks/:id', { gone: 410 }],
    ['GET', '/os-networks/:id', { until: 35 }],
  ])('has its versions: %s %s', (method, path, versions) => {
    expect(versionsOf(method, path)).toMatchObject(versions);
  });

  test('is there in all versions if nothing else is said', () => {
    expect(versionsOf('GET', '/servers')).toEqual({});
    expect(versionsOf('POST', '/servers/:id/action')).toEqual({});
    expect(versionsOf('GET', '/flavors/:id')).toEqual({});
  });

  test('gives its versions to a route that says none', () => {
    expect(inItsVersions({ method: 'GET', path: '/servers/:id/topology' })).toEqual({
      method: 'GET',
      path: '/servers/:id/topology',
      since: 78,
    });
    expect(inItsVersions({ method: 'GET', path: '/images', until: 10 })).toMatchObject({ until: 10 });
  });

  test('is said once, and changes within the versions that there are', () => {
    const keys = endpointVersions.map(({ method, path, action }) => `${method} ${path} ${action}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { method, path, since = 2, until = 1, gone } of endpointVersions) {
      expect(['GET', 'POST', 'PUT', 'DELETE']).toContain(method);
      expect(path).toMatch(/^(\/[\w:-]+)+$/);
      expect(since > 1 && since <= newest && until >= 1 && until < newest).toBe(true);
      expect(gone === undefined || (since === 2 && until === 1)).toBe(true);
    }
  });
});
