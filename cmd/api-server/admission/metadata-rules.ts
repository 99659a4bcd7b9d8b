import type { StatusCause } from '#apis/machinery/errors.ts';
import { isPathSegment } from '#apis/kubernetes/rbac.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { isLabel, isLabelKey, isLabelValue, isSubdomain } from '#apis/machinery/label-syntax.ts';
import type { ObjectMeta, OwnerReference } from '#apis/machinery/object-meta.ts';
import { shown } from './schema-causes.ts';

/** What users set in metadata, after the server has settled the name. */
export type SettableMeta = Pick<ObjectMeta, 'name' | 'labels' | 'annotations' | 'finalizers' | 'ownerReferences'>;

/** One cause for each rule of the Kubernetes API that the metadata breaks. */
export function metadataCauses(kind: Pick<KindDefinition, 'nameFormat'>, metadata: SettableMeta): readonly StatusCause[] {
  return [
    ...nameCauses(kind, metadata.name),
    ...labelCauses(metadata.labels ?? {}),
    ...annotationCauses(metadata.annotations ?? {}),
    ...finalizerCauses(metadata.finalizers ?? []),
    ...ownerCauses(metadata.ownerReferences ?? []),
  ];
}

function nameCauses(kind: Pick<KindDefinition, 'nameFormat'>, name: string): readonly StatusCause[] {
  const { isValid, rule } = nameRules[kind.nameFormat];
  return isValid(name) ? [] : [invalidValue('metadata.name', name, rule)];
}

function labelCauses(labels: Readonly<Record<string, string>>): readonly StatusCause[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(isLabelKey(key) ? [] : [invalidValue('metadata.labels', key, keyRuleOf(key))]),
    ...(isLabelValue(value) ? [] : [invalidValue('metadata.labels', value, valueRule)]),
  ]);
}

function annotationCauses(annotations: Readonly<Record<string, string>>): readonly StatusCause[] {
  const causes: StatusCause[] = [];
  let totalBytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    totalBytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (!isLabelKey(key.toLowerCase())) causes.push(invalidValue('metadata.annotations', key, keyRuleOf(key)));
  }
  if (totalBytes > maximumAnnotationBytes) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${maximumAnnotationBytes} bytes`,
      field: 'metadata.annotations',
    });
  }
  return causes;
}

function finalizerCauses(finalizers: readonly string[]): readonly StatusCause[] {
  return finalizers
    .filter((finalizer) => !isLabelKey(finalizer) || !(finalizer.includes('/') || plainFinalizers.has(finalizer)))
    .map((finalizer) => invalidValue('metadata.finalizers', finalizer, 'must be a domain and a name, as "example.com/cleanup"'));
}

function ownerCauses(owners: readonly Partial<OwnerReference>[]): readonly StatusCause[] {
  const causes = owners.flatMap((owner, position) =>
    (['apiVersion', 'kind', 'name', 'uid'] as const)
      .filter((field) => (owner[field] ?? '') === '')
      .map((field) => ({
        reason: 'FieldValueRequired',
        message: 'Required value',
        field: `metadata.ownerReferences[${position}].${field}`,
      })),
  );
  if (owners.filter((owner) => owner.controller === true).length > 1) {
    causes.push({
      reason: 'FieldValueInvalid',
      message: 'Invalid value: only one owner can be the controller',
      field: 'metadata.ownerReferences',
    });
  }
  return causes;
}

function invalidValue(field: string, value: string, rule: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${shown(value)}: ${rule}`, field };
}

/** Finalizers of Kubernetes' own that have no domain. */
const plainFinalizers = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);

const maximumAnnotationBytes = 256 * 1024;
const labelRule =
  "a lowercase RFC 1123 label is up to 63 lower case letters, digits and '-', with a letter or digit at both ends (as 'web-1')";
const subdomainRule =
  "a lowercase RFC 1123 subdomain is up to 253 lower case letters, digits, '-' and '.', with a letter or digit at both ends of each part (as 'web-1.example')";

/** The rule that a key breaks. Of a key without a prefix, the usual mistake, in the words in which people know it from Kubernetes. */
function keyRuleOf(key: string): string {
  return key === '' || key.length > longestKeyName || key.includes('/') ? keyRule : nameRule;
}

const longestKeyName = 63;
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const keyRule =
  "must be a name of up to 63 letters, digits, '-', '_' and '.', with an optional DNS subdomain and '/' in front (as 'example.com/MyName')";
const valueRule = "must be empty or up to 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends (as 'my_value')";
const segmentRule = "may not be '.' or '..', may not contain '/' or '%', and is up to 253 characters long";

const nameRules = {
  Label: { isValid: isLabel, rule: labelRule },
  Subdomain: { isValid: isSubdomain, rule: subdomainRule },
  PathSegment: { isValid: isPathSegment, rule: segmentRule },
} as const;
