import { describe, expect, it } from 'vitest';
import { processRoles } from '../authorization/bootstrap/process-roles.ts';
import type { Action } from '../exchange/action.ts';
import { auditLevelOf, defaultAuditPolicy, parseAuditPolicy, type AuditedRequest, type AuditLevel } from './audit-policy.ts';

const alice = { name: 'alice', groups: ['staff', 'system:authenticated'] };
const process = { name: 'tycho-controller-manager', groups: ['system:authenticated'] };
const gateway = { name: 'tycho-gateway', groups: ['tycho:control-plane', 'system:authenticated'] };

/** As `patch compute.tycho.dev/servers/web/status` or `get core/secrets/web` in the namespace default, or `get /healthz`. */
function action(words: string): Action {
  const [verb = '', what = ''] = words.split(' ');
  if (what.startsWith('/')) return { kind: 'Path', verb, path: what };
  const [group = '', resource = '', name, subresource] = what.split('/');
  return { kind: 'Resource', verb, group: group === 'core' ? '' : group, version: 'v1', resource, subresource, namespace: 'default', name };
}

const request = (words: string, more: Partial<AuditedRequest> = {}): AuditedRequest => ({
  user: alice,
  action: action(words),
  code: 200,
  ...more,
});

describe('the default policy', () => {
  it.each<[AuditLevel, string, Partial<AuditedRequest>]>([
    ['Metadata', 'create compute.tycho.dev/servers', {}],
    ['Metadata', 'patch compute.tycho.dev/servers/web/status', {}],
    ['Metadata', 'deletecollection core/secrets', {}],
    ['Metadata', 'create core/serviceaccounts/robot/token', {}],
    ['Metadata', 'get core/secrets/web', {}],
    ['Metadata', 'get compute.tycho.dev/servers/web', { code: 403 }],
    ['Metadata', 'get /metrics', { code: 401 }],
    ['Metadata', 'create infrastructure.tycho.dev/instances', { user: gateway }],
    ['None', 'get compute.tycho.dev/servers/web', {}],
    ['None', 'watch compute.tycho.dev/servers', {}],
    ['None', 'get /healthz', {}],
    ['None', 'get /openapi/v3', {}],
    ['None', 'update coordination.k8s.io/leases/gateway', { user: gateway }],
    ['None', 'create core/events', { user: gateway }],
    ['None', 'patch infrastructure.tycho.dev/instances/i/status', { user: gateway }],
    ['None', 'patch compute.tycho.dev/servers/web/status', { user: process }],
    ['Metadata', 'patch compute.tycho.dev/servers/web', { user: process }],
    ['None', 'create authorization.k8s.io/selfsubjectaccessreviews', {}],
  ])('records %s of "%s" %j', (level, words, more) => {
    expect(auditLevelOf(request(words, more), defaultAuditPolicy)).toBe(level);
  });
});

describe('the default policy, of our own processes', () => {
  it.each(processRoles.map(({ user }) => user))('leaves out the status that %s writes, and nothing else that it changes', (name) => {
    const user = { name, groups: ['system:authenticated'] };
    const levelOf = (words: string): AuditLevel => auditLevelOf(request(words, { user }), defaultAuditPolicy);

    for (const group of ['compute', 'infrastructure', 'gitops']) {
      expect(levelOf(`patch ${group}.tycho.dev/things/a/status`)).toBe('None');
      expect(levelOf(`patch ${group}.tycho.dev/things/a`)).toBe('Metadata');
    }
  });
});

describe('a policy of one’s own', () => {
  const head = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
  const levelUnder = (rules: string, words: string, more: Partial<AuditedRequest> = {}): AuditLevel =>
    auditLevelOf(request(words, more), parseAuditPolicy(head + rules));

  it.each<[AuditLevel, string, string]>([
    ['Request', '- {level: Request, users: [alice]}', 'create core/configmaps'],
    ['None', '- {level: Request, users: [bob]}', 'create core/configmaps'],
    ['None', '- {level: None, userGroups: [staff]}\n- {level: Metadata}', 'create core/configmaps'],
    ['Metadata', '- {level: Metadata, verbs: ["*"]}', 'get /healthz'],
    ['Metadata', '- {level: Metadata, nonResourceURLs: [/api*]}', 'get /apis'],
    ['None', '- {level: Metadata, nonResourceURLs: [/api*]}', 'get /healthz'],
    ['None', '- {level: Metadata, namespaces: [other]}', 'get core/configmaps/a'],
    ['Metadata', '- {level: Metadata, resources: [{group: ""}]}', 'get core/configmaps/a'],
    ['None', '- {level: Metadata, resources: [{group: "", resources: [configmaps]}]}', 'get core/configmaps/a/status'],
    ['Metadata', '- {level: Metadata, resources: [{group: "", resources: [configmaps/status]}]}', 'get core/configmaps/a/status'],
    ['Metadata', '- {level: Metadata, resources: [{group: "", resources: [configmaps/*]}]}', 'get core/configmaps/a/status'],
    ['Metadata', '- {level: Metadata, resources: [{group: "", resources: ["*"]}]}', 'get core/configmaps/a/status'],
    ['None', '- {level: Metadata, resources: [{resources: [configmaps], resourceNames: [b]}]}', 'get core/configmaps/a'],
    ['None', '- {level: Metadata, resources: [{group: ""}]}', 'get /healthz'],
  ])('gives %s by %j to "%s"', (level, rules, words) => {
    expect(levelUnder(rules, words)).toBe(level);
  });

  it.each([
    ['kind: Policy', 'kind'],
    [`${head}- {level: Everything}`, 'rules[0].level'],
    [`${head}- {level: RequestResponse}`, 'rules[0].level'],
    [`${head}- {level: None, user: [a]}`, 'rules[0]: unknown field "user"'],
    [`${head}- {level: None, users: alice}`, 'rules[0].users'],
    [`${head}- {level: None, responseCodes: ["403"]}`, 'rules[0].responseCodes'],
    [`${head}- {level: None, resources: [{groups: [a]}]}`, 'rules[0].resources[0]: unknown field "groups"'],
    [`${head}- {level: None, resources: [{resources: [1]}]}`, 'rules[0].resources[0].resources'],
    ['{', 'not YAML'],
  ])('refuses %j and names the field', (text, words) => {
    expect(() => parseAuditPolicy(text)).toThrow(words);
  });
});
