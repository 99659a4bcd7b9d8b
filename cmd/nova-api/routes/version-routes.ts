import type { NovaAnswer, Route } from './route.ts';
import { newest } from '../microversions/microversion.ts';

/** What the API says of itself. No token is needed for it. */
export const versionRoutes: readonly Route[] = [
  { method: 'GET', path: '', policy: 'anybody', handle: ({ links }) => ({ code: 200, body: { version: currentVersion(links.origin) } }) },
];

/** `/`: the versions that there are. */
export function versionList(origin: string): NovaAnswer {
  return { code: 200, body: { versions: [currentVersion(origin, false)] } };
}

function currentVersion(origin: string, isWhole = true): object {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${newest}`,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [
      { rel: 'self', href: `${origin}/v2.1/` },
      ...(isWhole ? [{ rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }] : []),
    ],
    ...(isWhole ? { 'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.compute+json;version=2.1' }] } : {}),
  };
}
