import { NotAcceptableError } from '#apis/machinery/errors.ts';
import { encodeOpenApiDocument } from '#proto/openapi/encode-document.ts';
import { textResponse, type ApiResponse } from '../exchange/api-response.ts';
import { cacheableResponse, staticBytes, staticDocument, type StaticDocument } from '../exchange/cacheable-response.ts';
import type { PathEndpoint } from '../exchange/path-endpoints.ts';
import { textParameter } from '../exchange/query-parameters.ts';
import { parseAccept, type MediaRange } from '../representation/accept.ts';
import type { ServedGroupVersion } from '../resources/served-resource.ts';
import { openApiDocument } from './openapi-document.ts';
import { swaggerDocument } from './swagger-document.ts';

/**
 * `/openapi/v3`: an index, and one document for each group version; and `/openapi/v2`: all of them in one of the older form. They change with the
 * program only. Each is made when first asked for, and kept.
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
      paths: Object.fromEntries([...documents].map(([path, document]) => [path, { serverRelativeURL: urlOf(path, document()) }])),
    }),
  );
  const endpoints = new Map<string, PathEndpoint>([
    ['/openapi/v3', (request) => cacheableResponse(index(), request)],
    ['/openapi/v2', swaggerEndpoint(groupVersions, options)],
  ]);
  for (const [path, document] of documents) endpoints.set(`/openapi/v3/${path}`, documentEndpoint(path, document));
  return endpoints;
}

/** Where the document of a group version lies, as in the index: `apis/compute.tycho.dev/v1alpha1`. */
export function openApiPath({ group, version }: Pick<ServedGroupVersion, 'group' | 'version'>): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

/** The address carries the hash, so that what lies there may be kept for ever. */
function urlOf(path: string, { hash }: StaticDocument): string {
  return `/openapi/v3/${path}?hash=${hash}`;
}

function documentEndpoint(path: string, documentOf: () => StaticDocument): PathEndpoint {
  return (request) => {
    const document = documentOf();
    const isJsonWanted = parseAccept(request.headers['accept']).some(({ subtype }) => subtype === 'json' || subtype === '*');
    if (!isJsonWanted) throw new NotAcceptableError('only application/json is served here');
    const wanted = textParameter(request.query, 'hash');
    if (wanted === undefined) return cacheableResponse(document, request, { vary: 'Accept' });
    // Whoever comes with the address of another release is sent on, as Kubernetes does it.
    if (wanted.toUpperCase() !== document.hash) return redirection(urlOf(path, document));
    return cacheableResponse(document, request, { vary: 'Accept', 'cache-control': 'public, immutable, max-age=31536000' });
  };
}

function redirection(location: string): ApiResponse {
  return textResponse(301, `Moved Permanently: ${location}\n`, { location });
}

/** JSON for people, the protobuf form for clients: their libraries take no other. */
function swaggerEndpoint(groupVersions: readonly ServedGroupVersion[], options: { readonly productVersion: string }): PathEndpoint {
  const make = (): object => swaggerDocument(groupVersions.map((each) => openApiDocument(each, options)));
  const forms = {
    json: onDemand(() => staticDocument(make())),
    protobuf: onDemand(() => staticBytes(Buffer.from(encodeOpenApiDocument(make())), swaggerProtobufType)),
  };
  return (request) => {
    const form = parseAccept(request.headers['accept'])
      .map(swaggerFormOf)
      .find((each) => each !== undefined);
    if (form === undefined) throw new NotAcceptableError(`only application/json and ${swaggerProtobufType} are served here`);
    return cacheableResponse(forms[form](), request, { vary: 'Accept' });
  };
}

function swaggerFormOf({ type, subtype }: MediaRange): 'json' | 'protobuf' | undefined {
  if (type === '*' || (type === 'application' && (subtype === 'json' || subtype === '*'))) return 'json';
  return type === 'application' && swaggerProtobufSubtypes.includes(subtype) ? 'protobuf' : undefined;
}

/** As it is answered. It is asked for with an `@` in it, which no media type may have. */
const swaggerProtobufType = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const swaggerProtobufSubtypes = ['com.github.proto-openapi.spec.v2@v1.0+protobuf', 'com.github.proto-openapi.spec.v2.v1.0+protobuf'];

function onDemand(make: () => StaticDocument): () => StaticDocument {
  let made: StaticDocument | undefined;
  return () => (made ??= make());
}
