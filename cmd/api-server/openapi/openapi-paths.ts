import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Verb } from '../exchange/action.ts';
import type { ServedResource, ServedSubresource } from '../resources/served-resource.ts';
import { objectMediaTypesOf } from '../verbs/object-media-types.ts';
import { patchMediaTypesOf } from '../verbs/patch-object.ts';
import { deleteOptionsName, statusName } from './machinery-schemas.ts';

/** The paths of one resource with the operations that are served there. */
export function pathsOf(
  resource: ServedResource,
  schemaName: (kind: Pick<KindDefinition, 'group' | 'version' | 'kind'>) => string,
): Record<string, object> {
  const { kind, verbs, subresources } = resource;
  const prefix = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const isNamespaced = kind.scope === 'Namespaced';
  const collection = `${prefix}${isNamespaced ? '/namespaces/{namespace}' : ''}/${kind.plural}`;
  const object = `${collection}/{name}`;
  const name = schemaName(kind);
  const subject: Subject = { kind, name, resource: kind.plural, reach: isNamespaced ? 'Namespaced' : '' };
  const paths: Record<string, object> = {};
  paths[collection] = pathItem(isNamespaced ? [namespaceParameter] : [], operations(collectionVerbs, verbs, subject));
  if (verbs.includes('get')) {
    paths[object] = pathItem(isNamespaced ? [nameParameter, namespaceParameter] : [nameParameter], operations(objectVerbs, verbs, subject));
  }
  if (verbs.includes('list') && isNamespaced)
    paths[`${prefix}/${kind.plural}`] = pathItem([], operations(['list'], verbs, { ...subject, reach: 'ForAllNamespaces' }));
  for (const each of subresources) paths[`${object}/${each.name}`] = subresourceItem(each, resource, schemaName);
  return paths;
}

/** What operations are about. */
interface Subject {
  readonly kind: Pick<KindDefinition, 'group' | 'version' | 'kind' | 'protobuf'>;
  /** Of the schema. */
  readonly name: string;
  readonly resource: string;
  /** For the names of operations, as Kubernetes builds them. */
  readonly reach: 'Namespaced' | 'ForAllNamespaces' | '';
}

const collectionVerbs: readonly Verb[] = ['list', 'create', 'deletecollection'];
const objectVerbs: readonly Verb[] = ['get', 'update', 'patch', 'delete'];

function subresourceItem(
  subresource: ServedSubresource,
  { kind }: ServedResource,
  schemaName: (kind: ServedSubresource['kind']) => string,
): object {
  const { name, verbs } = subresource;
  const parameters = kind.scope === 'Namespaced' ? [nameParameter, namespaceParameter] : [nameParameter];
  if (name === 'log') return pathItem(parameters, { get: logOperation(kind) });
  const subject: Subject = {
    kind: { ...subresource.kind, protobuf: kind.protobuf },
    name: schemaName(subresource.kind),
    resource: `${kind.plural}/${name}`,
    reach: kind.scope === 'Namespaced' ? 'Namespaced' : '',
  };
  return pathItem(parameters, operations(verbs, verbs, subject));
}

function pathItem(parameters: readonly object[], methods: Readonly<Record<string, object>>): object {
  return { ...methods, parameters: [...parameters, prettyParameter] };
}

function operations(wanted: readonly Verb[], served: readonly Verb[], subject: Subject): Record<string, object> {
  return Object.fromEntries(wanted.filter((verb) => served.includes(verb)).map((verb) => [methods[verb], operation(verb, subject)]));
}

const methods: Readonly<Record<string, string>> = {
  list: 'get',
  get: 'get',
  create: 'post',
  update: 'put',
  patch: 'patch',
  delete: 'delete',
  deletecollection: 'delete',
};

function operation(verb: Verb, subject: Subject): object {
  const { kind, name, resource } = subject;
  const answer = verb === 'delete' ? statusName : verb === 'list' || verb === 'deletecollection' ? `${name}List` : name;
  return {
    operationId: operationName(verb, subject),
    description: sentences[verb]?.replace('%', resource),
    parameters: (parametersOf[verb] ?? []).map(queryParameter),
    ...requestBody(verb, kind, name),
    responses: {
      [verb === 'create' ? '201' : '200']: { description: 'OK', content: { 'application/json': { schema: schemaReference(answer) } } },
      '401': { description: 'Unauthorized' },
    },
    'x-kubernetes-action': verb === 'create' ? 'post' : verb === 'update' ? 'put' : verb,
    'x-kubernetes-group-version-kind': { group: kind.group, version: kind.version, kind: kind.kind },
  };
}

/** Unlike any other of all documents: `readComputeTychoDevV1alpha1NamespacedServerStatus`. */
function operationName(verb: Verb, { kind, resource, reach }: Subject): string {
  const { group, version } = kind;
  const words = [...(group === '' ? ['core'] : group.split('.')), version].map(capitalized).join('');
  const subresource = capitalized(resource.split('/')[1] ?? '');
  const place = `${verb === 'deletecollection' ? 'Collection' : ''}${reach === 'Namespaced' ? reach : ''}`;
  return `${operationVerbs[verb] ?? verb}${words}${place}${kind.kind}${subresource}${reach === 'ForAllNamespaces' ? reach : ''}`;
}

/** What Kubernetes calls them in the names of operations. */
const operationVerbs: Readonly<Partial<Record<Verb, string>>> = { get: 'read', update: 'replace', deletecollection: 'delete' };

function requestBody(verb: Verb, kind: Subject['kind'], name: string): object {
  const types = verb === 'patch' ? patchMediaTypesOf(kind) : objectMediaTypesOf(kind);
  if (verb === 'get' || verb === 'list') return {};
  const isDeletion = verb === 'delete' || verb === 'deletecollection';
  const schema = isDeletion ? schemaReference(deleteOptionsName) : verb === 'patch' ? { type: 'object' } : schemaReference(name);
  return {
    requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema }])), ...(isDeletion ? {} : { required: true }) },
  };
}

function logOperation({ group, version, kind }: KindDefinition): object {
  return {
    operationId: operationName('get', {
      kind: { group, version, kind, protobuf: false },
      name: '',
      resource: 'servers/log',
      reach: 'Namespaced',
    }),
    description: 'The end of what the guest wrote on its serial console.',
    parameters: [queryParameter('limitBytes')],
    responses: {
      '200': { description: 'OK', content: { 'text/plain': { schema: { type: 'string' } } } },
      '401': { description: 'Unauthorized' },
    },
    'x-kubernetes-action': 'get',
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}

const sentences: Readonly<Record<string, string>> = {
  list: 'Lists or watches %.',
  create: 'Creates one of %.',
  get: 'Reads one of %.',
  update: 'Replaces one of %.',
  patch: 'Changes one of %.',
  delete: 'Deletes one of %.',
  deletecollection: 'Deletes those of % that the selectors choose.',
};

const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'] as const;
const parametersOf: Readonly<Record<string, readonly (keyof typeof queryParameters)[]>> = {
  list: [
    'allowWatchBookmarks',
    'continue',
    'fieldSelector',
    'labelSelector',
    'limit',
    'resourceVersion',
    'resourceVersionMatch',
    'sendInitialEvents',
    'timeoutSeconds',
    'watch',
  ],
  create: writeParameters,
  get: ['resourceVersion'],
  update: writeParameters,
  patch: [...writeParameters, 'force'],
  delete: ['dryRun', 'propagationPolicy'],
  deletecollection: [
    'continue',
    'dryRun',
    'fieldSelector',
    'labelSelector',
    'limit',
    'propagationPolicy',
    'resourceVersion',
    'resourceVersionMatch',
  ],
};

const queryParameters = {
  allowWatchBookmarks: { type: 'boolean', description: 'Whether a watch may say from time to time up to where it has come.' },
  continue: { type: 'string', description: 'Goes on with a list that was cut by `limit`.' },
  dryRun: { type: 'string', description: '`All`: check everything and change nothing.' },
  fieldManager: { type: 'string', description: 'Who makes this change.' },
  fieldSelector: { type: 'string', description: 'Only objects with these values in these fields.' },
  fieldValidation: { type: 'string', description: 'What to do about unknown fields: `Ignore`, `Warn` (the default) or `Strict`.' },
  force: { type: 'boolean', description: 'Of a server-side apply: take fields from those who own them with other values.' },
  labelSelector: { type: 'string', description: 'Only objects with such labels.' },
  limit: { type: 'integer', description: 'At most this many objects in one answer.' },
  limitBytes: { type: 'integer', description: 'At most this many bytes of the end; 65,536 if absent.' },
  propagationPolicy: {
    type: 'string',
    description: 'What becomes of the objects that this one owns: `Background`, `Foreground` or `Orphan`.',
  },
  resourceVersion: { type: 'string', description: 'How new the answer must be, or where a watch begins.' },
  resourceVersionMatch: { type: 'string', description: 'How `resourceVersion` is meant: `Exact` or `NotOlderThan`.' },
  sendInitialEvents: { type: 'boolean', description: 'Whether a watch begins with everything that is there, and says when that is done.' },
  timeoutSeconds: { type: 'integer', description: 'When a watch ends.' },
  watch: { type: 'boolean', description: 'Stream changes instead of listing.' },
} as const;

function queryParameter(name: keyof typeof queryParameters): object {
  const { type, description } = queryParameters[name];
  return { name, in: 'query', description, schema: { type, uniqueItems: true } };
}

const nameParameter = {
  name: 'name',
  in: 'path',
  description: 'Name of the object.',
  required: true,
  schema: { type: 'string', uniqueItems: true },
};
const namespaceParameter = {
  name: 'namespace',
  in: 'path',
  description: 'Its namespace.',
  required: true,
  schema: { type: 'string', uniqueItems: true },
};
const prettyParameter = { name: 'pretty', in: 'query', description: 'Indent the answer.', schema: { type: 'string', uniqueItems: true } };

function schemaReference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
