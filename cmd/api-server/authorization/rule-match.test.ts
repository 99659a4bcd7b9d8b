import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRule } from '#apis/kubernetes/rbac.ts';
import type { ResourceAction } from '../exchange/action.ts';
import { compactRules, ruleText, uncoveredRules } from './rule-cover.ts';
import { pathMatches, ruleAllows } from './rule-match.ts';

/** `get compute/servers/log web` as an action; a dot where nothing is named. */
function anAction(text: string): ResourceAction {
  const [verb = '', target = '', name] = text.split(' ');
  const [group = '', resource = '', subresource] = target.split('/');
  return { kind: 'Resource', verb, group, version: 'v1', resource, subresource, namespace: 'a', name };
}

function aRule(verbs: string, groups: string, resources: string, names?: string): PolicyRule {
  const base = { verbs: verbs.split(','), apiGroups: groups.split(','), resources: resources.split(',') };
  return names === undefined ? base : { ...base, resourceNames: names.split(',') };
}

describe('a rule', () => {
  it.each([
    [aRule('get', 'g', 'things'), 'get g/things x', true],
    [aRule('get', 'g', 'things'), 'list g/things', false],
    [aRule('get', 'g', 'things'), 'get h/things x', false],
    [aRule('get', 'g', 'things'), 'get g/things/log x', false],
    [aRule('get', 'g', 'things/log'), 'get g/things x', false],
    [aRule('get', 'g', 'things/log'), 'get g/things/log x', true],
    [aRule('get', 'g', '*/log'), 'get g/things/log x', true],
    [aRule('get', 'g', '*/log'), 'get g/things/status x', false],
    [aRule('get', 'g', '*/log'), 'get g/log x', false],
    [aRule('get', 'g', '*'), 'get g/things/log x', true],
    [aRule('*', '*', '*'), 'anything any/thing/at all', true],
    [aRule('get,list', ',g', 'things'), 'list /things', true],
    [aRule('get', 'g', 'things', 'x,y'), 'get g/things y', true],
    [aRule('get', 'g', 'things', 'x'), 'get g/things z', false],
    // The name of what is created is not known when rights are looked at, so rights by name cannot give it.
    [aRule('create', 'g', 'things', 'x'), 'create g/things', false],
    [aRule('list', 'g', 'things', 'x'), 'list g/things', false],
  ])('%j allows "%s": %s', (rule, action, expected) => {
    expect(ruleAllows(rule, anAction(action))).toBe(expected);
  });

  it('by name holds for a list or watch that selects that name', () => {
    const rule = aRule('list,watch', 'g', 'things', 'x');

    expect(ruleAllows(rule, { ...anAction('list g/things'), selectedName: 'x' })).toBe(true);
    expect(ruleAllows(rule, { ...anAction('watch g/things'), selectedName: 'y' })).toBe(false);
  });

  it.each([
    ['/metrics', '/metrics', true],
    ['/metrics', '/metrics/more', false],
    ['/apis/*', '/apis/g/v1', true],
    ['/apis/*', '/apis', false],
    ['*', '/anything', true],
    ['/a*c', '/abc', false],
  ])('for the path %s matches %s: %s', (pattern, path, expected) => {
    expect(pathMatches(pattern, path)).toBe(expected);
  });
});

const word = fc.constantFrom('a', 'b', '*');
const resource = fc.constantFrom('r', 's', 'r/x', 's/x', '*/x', '*');
const rules = fc.array(
  fc.record({
    verbs: fc.array(word, { minLength: 1, maxLength: 2 }),
    apiGroups: fc.array(word, { minLength: 1, maxLength: 2 }),
    resources: fc.array(resource, { minLength: 1, maxLength: 2 }),
    resourceNames: fc.array(fc.constantFrom('n', 'm'), { maxLength: 2 }),
  }),
  { maxLength: 4 },
);

/** Every action that can be told apart by words of these rules. `c` and `t` stand for whatever no rule names. */
const universe: readonly ResourceAction[] = ['a', 'b', 'c'].flatMap((verb) =>
  ['a', 'b', 'c'].flatMap((group) =>
    ['r', 's', 't', 'r/x', 's/x', 't/x', 't/y'].flatMap((target) =>
      ['n', 'm', 'other', undefined].map((name) => anAction(`${verb} ${group}/${target}${name === undefined ? '' : ` ${name}`}`)),
    ),
  ),
);

describe('covering', () => {
  it('never calls covered what allows one action more than is held', () => {
    fc.assert(
      fc.property(rules, rules, (held, wanted) => {
        if (uncoveredRules(held, wanted).length > 0) return;
        const gained = universe.filter(
          (action) => wanted.some((rule) => ruleAllows(rule, action)) && !held.some((rule) => ruleAllows(rule, action)),
        );
        expect(gained).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('lacks nothing of what is held, whatever it is', () => {
    fc.assert(fc.property(rules, (held) => uncoveredRules(held, held).length === 0));
  });

  it('is that of all rules, each by itself, and names what is missing', () => {
    const held = [aRule('get,list', 'g', 'things'), aRule('*', 'g', 'others', 'x')];

    expect(uncoveredRules(held, [aRule('get', 'g', 'things,others', 'x')])).toEqual([]);
    const missing = compactRules(
      uncoveredRules(held, [aRule('get,delete,patch', 'g', 'things'), { verbs: ['get'], nonResourceURLs: ['/m'] }]),
    );
    expect(missing.map(ruleText)).toEqual([
      '{APIGroups:["g"], Resources:["things"], Verbs:["delete" "patch"]}',
      '{NonResourceURLs:["/m"], Verbs:["get"]}',
    ]);
  });
});
