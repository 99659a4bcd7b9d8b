import { NotAcceptableError } from '#apis/machinery/errors.ts';
import { cacheableResponse, staticDocument, type StaticDocument } from '../exchange/cacheable-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';
import { textParameter } from '../exchange/query-parameters.ts';
import { parseAccept } from '../representation/accept.ts';
import type { ServedGroupVersion } from '../resources/served-resource.ts';
import { openApiDocument } from './openapi-document.ts';

/**
 * `/openapi/v3`: an index, and one document for each group version. They change with the program only, so their URLs carry their hash. Made when first
 * asked for.
 */
export function openApiEndpoints(
  groupVersions: readonly ServedGroupVersion[],
  options: { readonly productVersion: string },
): ReadonlyMap<string, PathEndpoint> {
  const documents = new Map(
    groupVersions.map((each) => [openApiPath(each), onDemand(() => staticDocument(openApiDocument(each, options)))]),
  );
  const index = onDemand(() =>
    staticDocument({
      paths: Object.fromEntries(
        [...documents].map(([path, document]) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${document().hash}` }]),
      ),
    }),
  );
  const endpoints = new Map<string, PathEndpoint>([['/openapi/v3', (request) => cacheableResponse(index(), request)]]);
  for (const [path, document] of documents) endpoints.set(`/openapi/v3/${path}`, documentEndpoint(document));
  return endpoints;
}

/** Where the document of a group version lies, as in the index: `apis/compute.tycho.dev/v1alpha1`. */
export function openApiPath({ group, version }: Pick<ServedGroupVersion, 'group' | 'version'>): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

function documentEndpoint(documentOf: () => StaticDocument): PathEndpoint {
  return (request) => {
    const document = documentOf();
    const isJsonWanted = parseAccept(request.headers['accept']).some(({ subtype }) => subtype === 'json' || subtype === '*');
    if (!isJsonWanted) throw new NotAcceptableError('only application/json is served here');
    const isThisOne = textParameter(request.query, 'hash')?.toUpperCase() === document.hash;
    return cacheableResponse(document, request, {
      vary: 'Accept',
      ...(isThisOne ? { 'cache-control': 'public, immutable, max-age=31536000' } : {}),
    });
  };
}

function onDemand(make: () => StaticDocument): () => StaticDocument {
  let made: StaticDocument | undefined;
  return () => (made ??= make());
}
