import { BadRequestError } from '#apis/machinery/errors.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { CachedObject } from './cached-object.ts';

/** One condition on a field. An absent field is the empty string. */
export interface FieldRequirement {
  readonly field: string;
  readonly kind: 'Equal' | 'NotEqual';
  readonly value: string;
}

/**
 * Fields of each kind, beside name and namespace, that a selector may name, and whether a list by them is found through an index rather than
 * by looking at everything.
 */
const selectableFields: Readonly<Record<string, Readonly<Record<string, 'Indexed' | 'Scanned'>>>> = {
  'instances.infrastructure.tycho.dev': { 'spec.host.uid': 'Indexed', 'spec.host.name': 'Indexed', 'spec.server.uid': 'Indexed' },
  'networks.compute.tycho.dev': { 'status.vni': 'Indexed' },
  'ports.compute.tycho.dev': { 'status.networkUID': 'Indexed', 'status.serverUID': 'Scanned', 'spec.network': 'Scanned' },
  'volumeattachments.compute.tycho.dev': { 'spec.server': 'Scanned', 'spec.volume': 'Scanned' },
  'volumesnapshots.compute.tycho.dev': { 'spec.volume': 'Scanned' },
  'hostvolumes.infrastructure.tycho.dev': { 'spec.host.uid': 'Scanned', 'spec.host.name': 'Scanned' },
  'serveractions.compute.tycho.dev': { 'spec.server': 'Indexed' },
  events: {
    'involvedObject.kind': 'Scanned',
    'involvedObject.namespace': 'Scanned',
    'involvedObject.name': 'Indexed',
    'involvedObject.uid': 'Indexed',
    'involvedObject.apiVersion': 'Scanned',
    'involvedObject.resourceVersion': 'Scanned',
    'involvedObject.fieldPath': 'Scanned',
    reason: 'Scanned',
    type: 'Scanned',
    reportingComponent: 'Scanned',
  },
  'events.events.k8s.io': {
    'regarding.kind': 'Scanned',
    'regarding.namespace': 'Scanned',
    'regarding.name': 'Scanned',
    'regarding.uid': 'Scanned',
    'regarding.apiVersion': 'Scanned',
    'regarding.resourceVersion': 'Scanned',
    'regarding.fieldPath': 'Scanned',
    reason: 'Scanned',
    reportingController: 'Scanned',
    type: 'Scanned',
  },
  namespaces: { 'status.phase': 'Scanned' },
  secrets: { type: 'Scanned' },
};

/** The fields of a kind that its cache keeps an index for. */
export function indexedFields(kind: KindDefinition): readonly string[] {
  return Object.entries(selectableFields[groupResourceOf(kind)] ?? {})
    .filter(([, access]) => access === 'Indexed')
    .map(([field]) => field);
}

/** Reads `a=b,c!=d` (`==` is `=`; a backslash makes the next character plain). Throws {@link BadRequestError} for fields that cannot be selected by. */
export function parseFieldSelector(text: string, kind: KindDefinition): readonly FieldRequirement[] {
  const known = selectableFields[groupResourceOf(kind)] ?? {};
  return splitAtCommas(text).map((term) => {
    const requirement = parseTerm(term);
    const { field } = requirement;
    if (field !== 'metadata.name' && field !== 'metadata.namespace' && !Object.hasOwn(known, field)) {
      throw new BadRequestError(`field label not supported: ${field}`);
    }
    return requirement;
  });
}

/** Whether the object meets all requirements. */
export function matchesFields(requirements: readonly FieldRequirement[], object: CachedObject): boolean {
  return requirements.every(({ field, kind, value }) => (selectedField(object, field) === value) === (kind === 'Equal'));
}

/** The value of a selectable field, or the empty string. The name is known without parsing. */
export function selectedField(object: CachedObject, field: string): string {
  if (field === 'metadata.name') return object.name;
  let value: unknown = object.object();
  for (const step of field.split('.')) {
    if (typeof value !== 'object' || value === null) return '';
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function parseTerm(term: string): FieldRequirement {
  const match = /^((?:[^=!\\]|\\.)+)(!=|==|=)(.*)$/s.exec(term);
  if (match === null) throw new BadRequestError(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = match;
  return { field: unescaped(field.trim()), kind: operator === '!=' ? 'NotEqual' : 'Equal', value: unescaped(value) };
}

function splitAtCommas(text: string): readonly string[] {
  return (text.match(/(?:[^,\\]|\\.)+/gs) ?? []).map((term) => term.trim()).filter((term) => term !== '');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}
