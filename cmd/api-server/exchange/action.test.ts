import { describe, expect, it } from 'vitest';
import { actionOf } from './action.ts';

const action = (method: string, url: string) => {
  const [path = '', query = ''] = url.split('?');
  return actionOf(method, path, new URLSearchParams(query));
};

describe('actionOf', () => {
  it.each([
    [
      'GET',
      '/api/v1/namespaces/n/secrets',
      { verb: 'list', group: '', version: 'v1', resource: 'secrets', namespace: 'n', name: undefined },
    ],
    ['GET', '/api/v1/secrets', { verb: 'list', resource: 'secrets', namespace: undefined }],
    ['GET', '/api/v1/secrets?watch=true', { verb: 'watch' }],
    ['GET', '/api/v1/secrets?watch=0', { verb: 'list' }],
    ['GET', '/api/v1/namespaces/n/secrets/s?watch=1', { verb: 'watch', name: 's' }],
    ['GET', '/apis/g/v/namespaces/n/servers/s', { verb: 'get', group: 'g', version: 'v', resource: 'servers', namespace: 'n', name: 's' }],
    ['PATCH', '/apis/g/v/namespaces/n/servers/s/status', { verb: 'patch', name: 's', subresource: 'status' }],
    ['POST', '/apis/g/v/hosts', { verb: 'create', resource: 'hosts', namespace: undefined, name: undefined }],
    ['PUT', '/apis/g/v/hosts/h', { verb: 'update', name: 'h' }],
    ['DELETE', '/apis/g/v/hosts/h', { verb: 'delete', name: 'h' }],
    ['DELETE', '/apis/g/v/hosts', { verb: 'deletecollection' }],
    ['GET', '/api/v1/namespaces', { verb: 'list', resource: 'namespaces', namespace: undefined }],
    ['GET', '/api/v1/namespaces/n', { verb: 'get', resource: 'namespaces', namespace: 'n', name: 'n' }],
    ['PUT', '/api/v1/namespaces/n/status', { verb: 'update', resource: 'namespaces', name: 'n', subresource: 'status' }],
    ['GET', '/apis/g/v/namespaces/n/servers/a%2Db', { name: 'a-b' }],
  ])('reads %s %s', (method, url, expected) => {
    expect(action(method, url)).toMatchObject({ kind: 'Resource', ...expected });
  });

  it.each([
    ['/', '/'],
    ['/apis/', '/apis'],
    ['/api/v1', '/api/v1'],
    ['/apis/g/v', '/apis/g/v'],
    ['/apis/g/v/', '/apis/g/v'],
    ['/healthz', '/healthz'],
    ['/apis/g/v/hosts/h/status/beyond', '/apis/g/v/hosts/h/status/beyond'],
    ['/apis/g/v//hosts', '/apis/g/v//hosts'],
  ])('takes %s for a path of its own', (path, expected) => {
    expect(action('GET', path)).toEqual({ kind: 'Path', verb: 'get', path: expected });
  });

  it.each([
    '/api/v1/namespaces/n/secrets/a%2Fb',
    '/api/v1/namespaces/n/secrets/..',
    '/api/v1/namespaces/%2e%2e/secrets',
    '/api/v1/secrets/a%25b',
    '/api/v1/secrets/%zz',
  ])('refuses %s, which could be mistaken for another name', (path) => {
    expect(() => action('GET', path)).toThrow('the path holds');
  });
});
