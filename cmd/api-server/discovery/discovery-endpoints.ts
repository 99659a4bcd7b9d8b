import { NotAcceptableError } from '#apis/machinery/errors.ts';
import { cacheableResponse, staticDocument, type StaticDocument } from '../exchange/cacheable-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';
import { parseAccept, type MediaRange } from '../representation/accept.ts';
import type { ServedGroupVersion } from '../resources/served-resource.ts';
import { aggregatedDiscovery, aggregatedMediaType, type DiscoveryVersion } from './aggregated-discovery.ts';
import { coreVersions, groupDocument, groupList, namedGroups, resourceList } from './resource-lists.ts';

/** `/api`, `/apis` and what is below them, in both forms. Nothing here changes while the server runs. */
export function discoveryEndpoints(groupVersions: readonly ServedGroupVersion[]): ReadonlyMap<string, PathEndpoint> {
  const coreGroup = groupVersions.filter(({ group }) => group === '');
  const groups = namedGroups(groupVersions);
  const endpoints = new Map<string, PathEndpoint>([
    ['/api', chosenForm(coreVersions(groupVersions), [coreGroup])],
    ['/apis', chosenForm(groupList(groupVersions), groups)],
  ]);
  for (const versions of groups) endpoints.set(`/apis/${versions[0]?.group}`, plainForm(groupDocument(versions)));
  for (const each of groupVersions) {
    const path = each.group === '' ? `/api/${each.version}` : `/apis/${each.group}/${each.version}`;
    endpoints.set(path, plainForm(resourceList(each)));
  }
  return endpoints;
}

function plainForm(value: object): PathEndpoint {
  const document = staticDocument(value);
  return (request) => cacheableResponse(document, request);
}

function chosenForm(plain: object, groups: readonly (readonly ServedGroupVersion[])[]): PathEndpoint {
  const aggregated = (version: DiscoveryVersion): StaticDocument =>
    staticDocument(aggregatedDiscovery(groups, version), aggregatedMediaType(version));
  const forms = { plain: staticDocument(plain), v2: aggregated('v2'), v2beta1: aggregated('v2beta1') };
  return (request) => {
    const form = parseAccept(request.headers['accept'])
      .map(formOf)
      .find((each) => each !== undefined);
    if (form === undefined) throw new NotAcceptableError('only application/json is served here');
    return cacheableResponse(forms[form], request, { vary: 'Accept' });
  };
}

function formOf({ type, subtype, parameters }: MediaRange): 'plain' | DiscoveryVersion | undefined {
  const isJson = (type === 'application' && (subtype === 'json' || subtype === '*')) || (type === '*' && subtype === '*');
  if (!isJson) return undefined;
  const { as, g: group, v: version } = parameters;
  if (as === undefined) return 'plain';
  const isAggregated = as === 'APIGroupDiscoveryList' && group === 'apidiscovery.k8s.io';
  return isAggregated && (version === 'v2' || version === 'v2beta1') ? version : undefined;
}
