import type { NovaAnswer, Route } from './route.ts';
import { newest } from '../microversions/microversion.ts';

/** What the API says of itself. No token is needed for it. */
export const versionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '',
    policy: 'anybody',
    handle: ({ links }) => ({ code: 200, body: { version: currentVersion(links.origin, 'Whole') } }),
  },
];

/** `/`: the versions that there are. */
export function versionList(origin: string): NovaAnswer {
  return { code: 200, body: { versions: [legacyVersion(origin, 'Brief'), currentVersion(origin, 'Brief')] } };
}

/** `/v2`: what Nova's first API says of itself. Here as there it is 2.1 under another name. */
export function legacyVersionDocument(origin: string): NovaAnswer {
  return { code: 200, body: { version: legacyVersion(origin, 'Whole') } };
}

type Form = 'Brief' | 'Whole';

function currentVersion(origin: string, form: Form): object {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${newest}`,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    ...versionParts(`${origin}/v2.1/`, '2.1', form),
  };
}

function legacyVersion(origin: string, form: Form): object {
  return {
    id: 'v2.0',
    status: 'SUPPORTED',
    version: '',
    min_version: '',
    updated: '2011-01-21T11:33:21Z',
    ...versionParts(`${origin}/v2/`, '2', form),
  };
}

function versionParts(href: string, version: string, form: Form): object {
  const self = { rel: 'self', href };
  if (form === 'Brief') return { links: [self] };
  return {
    links: [self, { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }],
    'media-types': [{ base: 'application/json', type: `application/vnd.openstack.compute+json;version=${version}` }],
  };
}
