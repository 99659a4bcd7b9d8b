import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metricDefinitions } from './metric-definitions.ts';

const read = (name: string): string => readFileSync(new URL(`../manifests/monitoring/${name}`, import.meta.url), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly action: string };
}

const rules = (parse(read('alerts.yaml')) as { readonly groups: readonly { readonly rules: readonly Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const panels = (
  JSON.parse(read('dashboard.json')) as { readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[] }
).panels;
const expressions = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))];

/** As its series are called: a histogram has three, of which these queries want the buckets. */
const definitions = new Map(metricDefinitions().map((each) => [each.type === 'histogram' ? `${each.name}_bucket` : each.name, each]));

describe('alerts and dashboard', () => {
  it('ask for metrics that there are, by labels that they have', () => {
    const uses = expressions.flatMap((expr) => [...expr.matchAll(/(tycho_\w+)(?:\{([^}]*)\})?/g)]);
    expect(uses.length).toBeGreaterThan(40);

    for (const [, name = '', matchers = ''] of uses) {
      expect([...definitions.keys()]).toContain(name);
      for (const [, label] of matchers.matchAll(/(\w+)[=!]/g)) expect(definitions.get(name)?.labels).toContain(label);
    }
  });

  it('look at most of what is told', () => {
    const asked = [...definitions].filter(([name]) => expressions.some((expr) => expr.includes(name)));

    expect(asked.length / definitions.size).toBeGreaterThan(0.5);
  });

  it('say of each alert what is wrong, how urgent it is, and what to do', () => {
    for (const { alert, labels, annotations } of rules) {
      expect(alert).toMatch(/^Tycho[A-Z]\w+$/);
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(20);
      expect(annotations.action.length).toBeGreaterThan(20);
    }
  });
});
