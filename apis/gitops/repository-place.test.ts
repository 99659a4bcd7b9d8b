import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRepositoryURL, referenceNameFault, repositoryPathFault } from './repository-place.ts';

describe('parseRepositoryURL', () => {
  it.each([
    ['https://git.test/team/cloud.git', { protocol: 'https', host: 'git.test', port: 443, path: '/team/cloud.git' }],
    ['https://git.test:8443/cloud', { protocol: 'https', host: 'git.test', port: 8443, path: '/cloud' }],
    ['ssh://git@git.test:2222/cloud', { protocol: 'ssh', host: 'git.test', port: 2222, userName: 'git', path: '/cloud' }],
    ['git@git.test:team/cloud.git', { protocol: 'ssh', host: 'git.test', userName: 'git', text: 'ssh://git@git.test/team/cloud.git' }],
    ['https://[2001:db8::1]/cloud', { host: '2001:db8::1' }],
    ['file:///srv/cloud.git', { protocol: 'file', host: '', path: '/srv/cloud.git' }],
  ])('reads %s', (text, expected) => {
    expect(parseRepositoryURL(text)).toMatchObject(expected);
  });

  it.each([
    '--upload-pack=touch /tmp/x',
    'ext::sh -c id',
    'git://git.test/cloud',
    'https://user:secret@git.test/cloud',
    'https://user@git.test/cloud',
    'ssh://-oProxyCommand=id/cloud',
    'ssh://-oProxyCommand@git.test/cloud',
    '-oProxyCommand=id@git.test:cloud',
    'https://git.test',
    'https://git.test/-c',
    'https://git.test/a?b=c',
    'file://host/srv/cloud',
    'https://git.test/a\nb',
    '/srv/cloud.git',
    '',
  ])('refuses %j, in words', (text) => {
    expect(parseRepositoryURL(text)).toEqual(expect.any(String));
  });

  it('gives Git nothing that begins with a hyphen or holds a space, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl({ withQueryParameters: true }),
          fc.string().map((text) => `ssh://${text}`),
        ),
        (text) => {
          const url = parseRepositoryURL(text);
          if (typeof url !== 'string') expect(url.text).toMatch(/^(https?|ssh|file):\/\/[^\s]+$/);
        },
      ),
    );
  });
});

describe('referenceNameFault', () => {
  it.each(['main', 'release/1.2', 'v1.0.0', 'ünïcode'])('takes %s', (name) => {
    expect(referenceNameFault(name)).toBeUndefined();
  });

  it.each(['--upload-pack=x', '-x', 'a..b', 'a b', 'a^{}', 'a:b', 'a.lock', '.a', 'a/.b', 'a//b', '/a', 'a/', 'a@{1}', '@', 'a*', 'a.'])(
    'refuses %s',
    (name) => {
      expect(referenceNameFault(name)).toEqual(expect.any(String));
    },
  );
});

describe('repositoryPathFault', () => {
  it.each(['', '.', 'clouds/one', './clouds'])('takes %j', (path) => {
    expect(repositoryPathFault(path)).toBeUndefined();
  });

  it.each(['..', 'clouds/../..', '/etc', 'a\nb'])('refuses %j', (path) => {
    expect(repositoryPathFault(path)).toEqual(expect.any(String));
  });
});
