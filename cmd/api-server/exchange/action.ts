import { BadRequestError } from '#apis/machinery/errors.ts';
import { booleanParameter } from './query-parameters.ts';

/** What a request asks for, by its method and URL alone, in the terms in which rights are granted. */
export type Action = ResourceAction | PathAction;

/** Something is to be done to an object or a collection. Whether such a resource exists is not yet known. */
export interface ResourceAction {
  readonly kind: 'Resource';
  /** One of {@link Verb}, but for questions about rights, which may name any word. */
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  /** The plural, as in the URL. */
  readonly resource: string;
  readonly subresource: string | undefined;
  /** Absent: a cluster-scoped resource, or all namespaces. */
  readonly namespace: string | undefined;
  /** Absent: the collection. */
  readonly name: string | undefined;
  /** The one object that a list or watch is about, by its field selector `metadata.name=NAME`: rights by name count for it. */
  readonly selectedName?: string;
}

/** Anything else: discovery, health, metrics. */
export interface PathAction {
  readonly kind: 'Path';
  /** The method in lower case. */
  readonly verb: string;
  readonly path: string;
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/**
 * Reads method, path and query as Kubernetes does: `/api/v1/…` is the core group, `/apis/GROUP/VERSION/…` any other, with `namespaces/NAMESPACE/`
 * in front of what lies in one. Throws {@link BadRequestError} for a path that names nothing that could exist.
 */
export function actionOf(method: string, path: string, query: URLSearchParams): Action {
  if (path.length > longestPath) throw new BadRequestError(`the path has ${path.length} characters and at most ${longestPath} are taken`);
  const groupAndRest = groupVersionOf(path.split('/').slice(1));
  const target = groupAndRest === undefined ? undefined : targetOf(groupAndRest.rest);
  const verb = target === undefined ? undefined : verbOf(method, target.name !== undefined, query);
  if (groupAndRest === undefined || target === undefined || verb === undefined) {
    return { kind: 'Path', verb: method.toLowerCase(), path: withoutTrailingSlash(path) };
  }
  const { group, version } = groupAndRest;
  const selectedName = target.name === undefined && (verb === 'list' || verb === 'watch') ? selectedNameOf(query) : undefined;
  return { kind: 'Resource', verb, group, version, ...target, ...(selectedName === undefined ? {} : { selectedName }) };
}

/** As Kubernetes reads it for authorization: a condition that demands the name. What is escaped may only look like one. */
function selectedNameOf(query: URLSearchParams): string | undefined {
  const selector = query.get('fieldSelector') ?? '';
  if (selector.includes('\\')) return undefined;
  const match = /(?:^|,)metadata\.name==?(?<name>[^,=!]+)(?:,|$)/.exec(selector);
  return match?.groups?.['name'];
}

type Target = Pick<ResourceAction, 'resource' | 'subresource' | 'namespace' | 'name'>;

function groupVersionOf(
  segments: readonly string[],
): { readonly group: string; readonly version: string; readonly rest: readonly string[] } | undefined {
  const [root, first, second] = segments;
  if (root === 'api' && first !== undefined) return { group: '', version: first, rest: segments.slice(2) };
  if (root === 'apis' && first !== undefined && second !== undefined) return { group: first, version: second, rest: segments.slice(3) };
  return undefined;
}

function targetOf(encoded: readonly string[]): Target | undefined {
  if (encoded.length === 0 || encoded.includes('')) return undefined;
  const [first = '', second, third, ...more] = encoded.map(decodeSegment);
  if (first !== 'namespaces') return objectTarget(undefined, [first, ...[second, third].filter((each) => each !== undefined), ...more]);
  // What lies under a namespace's name is what is in it, but for the namespace's own subresources.
  const isNamespaceItself = third === undefined || (more.length === 0 && namespaceSubresources.has(third));
  if (isNamespaceItself) return { resource: first, subresource: third, namespace: second, name: second };
  return objectTarget(second, [third, ...more]);
}

const namespaceSubresources = new Set(['status', 'finalize']);

function objectTarget(namespace: string | undefined, segments: readonly string[]): Target | undefined {
  const [resource = '', name, subresource, ...beyond] = segments;
  return beyond.length > 0 ? undefined : { resource, subresource, namespace, name };
}

/** Names become parts of storage keys: what could be mistaken for several parts is refused before anything else looks at it. */
function decodeSegment(encoded: string): string {
  const decoded = encoded.includes('%') ? decodePercent(encoded) : encoded;
  if (decoded === '.' || decoded === '..' || /[/%\0]/.test(decoded)) {
    throw new BadRequestError(`the path holds "${encoded}", which can be no part of a name: it may not be ".", ".." or hold "/" or "%"`);
  }
  return decoded;
}

function decodePercent(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw new BadRequestError(`the path holds "${encoded}", which is not valid percent-encoding`, { cause });
  }
}

function verbOf(method: string, hasName: boolean, query: URLSearchParams): Verb | undefined {
  switch (method) {
    case 'GET':
      if (booleanParameter(query, 'watch')) return 'watch';
      return hasName ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return hasName ? 'delete' : 'deletecollection';
    default:
      return undefined;
  }
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Two names of 253 characters, percent-encoded, and the words around them. */
const longestPath = 4096;
