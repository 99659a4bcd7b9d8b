import { Type } from 'typebox';
import type { StatusCause } from '../machinery/errors.ts';
import { defineKind, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';

/** Who may do what, with Kubernetes' published shapes and rules (`rbac.authorization.k8s.io/v1`). */
export const rbacGroup = 'rbac.authorization.k8s.io';
export const rbacVersion = 'v1';

const words = (description: string) => Type.Optional(Type.Array(Type.String(), { description }));

const policyRule = strictObject({
  verbs: Type.Array(Type.String(), { description: 'What may be done; `*` is everything.' }),
  apiGroups: words('Groups of the resources; the core group is the empty word, `*` is every group.'),
  resources: words('Resources, as `servers` or `servers/log`; `*` is all, `*/log` that subresource of all.'),
  resourceNames: words('Only objects of these names. Empty: all.'),
  nonResourceURLs: words('Paths that are no resource, as `/metrics`; a `*` at the end stands for any rest. Only in a ClusterRole.'),
});

const rules = Type.Optional(Type.Array(policyRule, { description: 'What the role allows. There is nothing that forbids.' }));

const roleFields = strictObject({ rules });

/** Rights in one namespace. */
export const roleKind = defineKind({
  group: rbacGroup,
  version: rbacVersion,
  kind: 'Role',
  plural: 'roles',
  scope: 'Namespaced',
  nameFormat: 'PathSegment',
  description: 'Rights in one project.',
  fields: roleFields,
  validate: (object) => ruleCauses((object as Role).rules ?? [], { isNamespaced: true }),
  protobuf: true,
});

const labelSelector = strictObject({
  matchLabels: Type.Optional(stringMap()),
  matchExpressions: Type.Optional(
    Type.Array(strictObject({ key: Type.String(), operator: Type.String(), values: Type.Optional(Type.Array(Type.String())) })),
  ),
});

const clusterRoleFields = strictObject({
  rules,
  aggregationRule: Type.Optional(
    strictObject(
      {
        clusterRoleSelectors: Type.Optional(
          Type.Array(labelSelector, { description: 'A ClusterRole that one of these selects is taken in.' }),
        ),
      },
      {
        description:
          'The rules are those of other ClusterRoles, and kept so by the api-server; what is written there by hand is overwritten.',
      },
    ),
  ),
});

/** Rights everywhere, or in the namespace of the RoleBinding that refers to it. */
export const clusterRoleKind = defineKind({
  group: rbacGroup,
  version: rbacVersion,
  kind: 'ClusterRole',
  plural: 'clusterroles',
  scope: 'Cluster',
  nameFormat: 'PathSegment',
  description: 'Rights in all projects, or in that of the RoleBinding that refers to it.',
  fields: clusterRoleFields,
  validate: validateClusterRole,
  protobuf: true,
});

const subject = strictObject({
  kind: Type.String({ description: 'User, Group or ServiceAccount.' }),
  apiGroup: Type.Optional(Type.String({ description: 'Filled in: empty for a ServiceAccount, else that of RBAC.' })),
  name: Type.String(),
  namespace: Type.Optional(Type.String({ description: 'Of a ServiceAccount.' })),
});

const bindingFields = strictObject({
  subjects: Type.Optional(Type.Array(subject, { description: 'Who gets the rights.' })),
  roleRef: strictObject(
    {
      apiGroup: Type.String({ default: rbacGroup }),
      kind: Type.String({ description: 'ClusterRole, or in a RoleBinding also Role.' }),
      name: Type.String(),
    },
    { description: 'Which rights. Cannot be changed: delete the binding and make another.' },
  ),
});

const bindingColumns = [
  { name: 'Role', type: 'string', path: '.roleRef.name', description: 'The role.', priority: 0 },
  { name: 'Kind', type: 'string', path: '.roleRef.kind', description: 'Its kind.', priority: 1 },
] as const;

/** Gives rights in one namespace. */
export const roleBindingKind = defineKind({
  group: rbacGroup,
  version: rbacVersion,
  kind: 'RoleBinding',
  plural: 'rolebindings',
  scope: 'Namespaced',
  nameFormat: 'PathSegment',
  description: 'Gives the rights of a role in one project.',
  fields: bindingFields,
  validate: (object, previous) => bindingCauses(object as RoleBinding, previous as RoleBinding | undefined, ['Role', 'ClusterRole']),
  columns: bindingColumns,
  protobuf: true,
});

/** Gives rights everywhere. */
export const clusterRoleBindingKind = defineKind({
  group: rbacGroup,
  version: rbacVersion,
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  scope: 'Cluster',
  nameFormat: 'PathSegment',
  description: 'Gives the rights of a role everywhere.',
  fields: bindingFields,
  validate: (object, previous) => bindingCauses(object as RoleBinding, previous as RoleBinding | undefined, ['ClusterRole']),
  columns: bindingColumns,
  protobuf: true,
});

export type PolicyRule = Fields<typeof policyRule>;
export type Subject = Fields<typeof subject>;
export type RoleReference = Fields<typeof bindingFields>['roleRef'];
export type Role = ApiObject & Fields<typeof roleFields>;
export type ClusterRole = ApiObject & Fields<typeof clusterRoleFields>;
export type RoleBinding = ApiObject & Fields<typeof bindingFields>;
export type ClusterRoleBinding = RoleBinding;

function validateClusterRole(object: ApiObject): readonly StatusCause[] {
  const { rules: own = [], aggregationRule } = object as ClusterRole;
  const causes = ruleCauses(own, { isNamespaced: false });
  if (aggregationRule === undefined) return causes;
  const selectors = aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length > 0) return [...causes, ...selectors.flatMap(selectorCauses)];
  return [
    ...causes,
    required('aggregationRule.clusterRoleSelectors', 'at least one clusterRoleSelector required if aggregationRule is non-nil'),
  ];
}

function selectorCauses({ matchExpressions = [] }: Fields<typeof labelSelector>, index: number): readonly StatusCause[] {
  return matchExpressions.flatMap(({ operator, values = [] }, position) => {
    const path = `aggregationRule.clusterRoleSelectors[${index}].matchExpressions[${position}]`;
    const isKnown = ['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator);
    if (!isKnown) return [invalid(`${path}.operator`, operator, 'not a valid selector operator')];
    const takesValues = operator === 'In' || operator === 'NotIn';
    if (takesValues && values.length === 0) return [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    return !takesValues && values.length > 0
      ? [forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
      : [];
  });
}

/** Kubernetes' rules for rules. */
function ruleCauses(all: readonly PolicyRule[], { isNamespaced }: { readonly isNamespaced: boolean }): readonly StatusCause[] {
  return all.flatMap((rule, index) => {
    const path = `rules[${index}]`;
    const noVerbs = rule.verbs.length === 0 ? [required(`${path}.verbs`, 'verbs must contain at least one value')] : [];
    return [...noVerbs, ...targetCauses(rule, path, isNamespaced)];
  });
}

function targetCauses(rule: PolicyRule, path: string, isNamespaced: boolean): readonly StatusCause[] {
  const { nonResourceURLs = [], apiGroups = [], resources = [], resourceNames = [] } = rule;
  if (nonResourceURLs.length > 0) {
    const field = `${path}.nonResourceURLs`;
    const value = nonResourceURLs.join(', ');
    if (isNamespaced) return [invalid(field, value, 'namespaced rules cannot apply to non-resource URLs')];
    const isMixed = apiGroups.length > 0 || resources.length > 0 || resourceNames.length > 0;
    return isMixed ? [invalid(field, value, 'rules cannot apply to both regular resources and non-resource URLs')] : [];
  }
  return [
    ...(apiGroups.length === 0 ? [required(`${path}.apiGroups`, 'resource rules must supply at least one api group')] : []),
    ...(resources.length === 0 ? [required(`${path}.resources`, 'resource rules must supply at least one resource')] : []),
  ];
}

function bindingCauses(
  { roleRef, subjects = [], metadata }: RoleBinding,
  previous: RoleBinding | undefined,
  kinds: readonly string[],
): readonly StatusCause[] {
  const causes = [
    ...(roleRef.apiGroup === rbacGroup ? [] : [unsupported('roleRef.apiGroup', roleRef.apiGroup, [rbacGroup])]),
    ...(kinds.includes(roleRef.kind) ? [] : [unsupported('roleRef.kind', roleRef.kind, kinds)]),
    ...roleNameCauses(roleRef.name),
    ...subjects.flatMap((each, index) => subjectCauses(each, `subjects[${index}]`, metadata.namespace !== undefined)),
  ];
  if (previous === undefined || samePlain(roleRef, previous.roleRef)) return causes;
  return [...causes, invalid('roleRef', `${roleRef.kind}/${roleRef.name}`, 'cannot change roleRef')];
}

function roleNameCauses(name: string): readonly StatusCause[] {
  if (name === '') return [required('roleRef.name', '')];
  return isPathSegment(name) ? [] : [invalid('roleRef.name', name, "may not be '.' or '..' and may not contain '/' or '%'")];
}

/** Whether `name` may stand in an address as it is: Kubernetes' rule for the names of roles and bindings. */
export function isPathSegment(name: string): boolean {
  return name !== '' && name.length <= 253 && name !== '.' && name !== '..' && !/[/%\0]/.test(name);
}

function subjectCauses(
  { kind, apiGroup = '', name, namespace = '' }: Subject,
  path: string,
  isNamespaced: boolean,
): readonly StatusCause[] {
  const noName = name === '' ? [required(`${path}.name`, '')] : [];
  if (kind === 'ServiceAccount') {
    return [
      ...noName,
      ...(apiGroup === '' ? [] : [unsupported(`${path}.apiGroup`, apiGroup, [''])]),
      ...(namespace === '' && !isNamespaced ? [required(`${path}.namespace`, '')] : []),
    ];
  }
  if (kind !== 'User' && kind !== 'Group') return [...noName, unsupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group'])];
  return [...noName, ...(apiGroup === rbacGroup ? [] : [unsupported(`${path}.apiGroup`, apiGroup, [rbacGroup])])];
}

function required(field: string, why: string): StatusCause {
  return { reason: 'FieldValueRequired', message: why === '' ? 'Required value' : `Required value: ${why}`, field };
}

function invalid(field: string, value: string, why: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${why}`, field };
}

function forbidden(field: string, why: string): StatusCause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field };
}

function unsupported(field: string, value: string, supported: readonly string[]): StatusCause {
  const listed = supported.map((each) => JSON.stringify(each)).join(', ');
  return { reason: 'FieldValueNotSupported', message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${listed}`, field };
}
