/**
 * Writes docs/nova-compatibility.md: which versions, paths and actions of OpenStack's Compute API are served, from the tables that serve them, and what became of
 * OpenStack's own tests when they last ran whole.
 *   hack/generate-nova-compatibility.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Cloud } from '#cmd/nova-api/cloud/cloud.ts';
import { history } from '#cmd/nova-api/microversions/history.ts';
import { whereDone } from '#cmd/nova-api/microversions/where-done.ts';
import { allRoutes } from '#cmd/nova-api/routes/all-routes.ts';
import type { Route } from '#cmd/nova-api/routes/route.ts';
import { serverActions } from '#cmd/nova-api/routes/server-action-routes.ts';

/** The newest version that a stock client has asked for (python-novaclient and openstackclient of Debian 12), and that Tempest has (33.0). */
const [newestOfClients, newestOfTempest] = [92, 93];

interface RecordedRun {
  /** A day. */
  readonly date: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly leftOut: number;
}

/** What a comparison with a real Nova found. */
interface RecordedComparison {
  /** A day. */
  readonly date: string;
  readonly compared: number;
  /** How many had no difference at all. */
  readonly equal: number;
  /** By path, as `GET /servers/:id`; an action's has its name behind. */
  readonly endpoints: readonly { readonly endpoint: string; readonly compared: number; readonly reasons: readonly string[] }[];
}

/** The whole page. `run`: what came of Tempest when all of it last ran; `comparison`: what the last comparison with Nova found. */
export function compatibilityPage(run: RecordedRun, comparison: RecordedComparison): string {
  const comparedBy = new Map(comparison.endpoints.map(({ endpoint, compared }) => [endpoint, compared]));
  return [
    '# OpenStack’s Compute API',
    '',
    'Made by hack/generate-nova-compatibility.ts from the tables that serve it. Do not edit.',
    '',
    `\`cmd/nova-api\` serves the microversions 2.1 to 2.${history.length}, below \`/v2.1\` and \`/v2.1/PROJECT\`. What differs from Nova on purpose is said in`,
    '[openstack-clients.md](how-to/openstack-clients.md#what-differs).',
    '',
    '## OpenStack’s own tests',
    '',
    `\`make tempest\` runs \`tempest.api.compute\` (Tempest 33) on fake hosts, with a real Keystone. On ${run.date}: ${run.passed} passed, ${run.failed} failed, ${run.skipped} skipped by Tempest`,
    `itself. ${run.leftOut} are not run, each for a reason in [left-out.txt](../test/conformance/nova-api/tempest/left-out.txt). Nova with its own fake driver, as far as it was run`,
    'on such a machine: 367 passed, 20 failed, 72 skipped.',
    '',
    ...comparisonTable(comparison),
    '## Versions',
    '',
    `No peer has asked for those above 2.${newestOfTempest} yet: the stock clients end at 2.${newestOfClients}, Tempest at 2.${newestOfTempest}. They are proved by our own tests alone.`,
    '',
    '| Version | What it changed | Where | Proved with |',
    '|---|---|---|---|',
    ...history.map(
      ({ version, change, need }) => `| 2.${version} | ${cell(change)} | ${cell(placeOf(version, need))} | ${provedWith(version)} |`,
    ),
    '',
    '## Paths',
    '',
    '| Method | Path | Who may | Versions | Compared |',
    '|---|---|---|---|---|',
    ...allRoutes(noCloud)
      .toSorted((one, other) => order(one.path, other.path) || order(one.method, other.method))
      .map(
        (route) =>
          `| ${route.method} | \`${route.path || '/'}\` | ${route.policy} | ${versionsOf(route)} | ${comparedBy.get(`${route.method} ${route.path || '/'}`) ?? 0} |`,
      ),
    '',
    '## Actions of servers',
    '',
    '| Action | Who may | Versions | In which states | Compared |',
    '|---|---|---|---|---|',
    ...serverActions
      .toSorted((one, other) => order(one.name, other.name))
      .map(
        (action) =>
          `| \`${action.name}\` | ${action.policy} | ${versionsOf(action)} | ${action.guard?.vmStates?.join(', ') ?? 'any'} | ${comparedBy.get(`POST /servers/:id/action ${action.name}`) ?? 0} |`,
      ),
    '',
  ].join('\n');
}

function comparisonTable({ date, compared, equal, endpoints }: RecordedComparison): readonly string[] {
  return [
    '## Side by side with Nova',
    '',
    `\`make compare-nova\` asks a real Nova (Debian 12, OpenStack Zed, with its fake driver) and us the same things, one after the other. On ${date}: ${compared} requests, of`,
    `which ${equal} were answered the same, field by field, but for the words of faults. The others differ as is said here, and in nothing else.`,
    '',
    '| Path | Requests | How answers differ |',
    '|---|---|---|',
    ...endpoints
      .filter(({ reasons }) => reasons.length > 0)
      .map(({ endpoint, compared: requests, reasons }) => `| \`${endpoint}\` | ${requests} | ${cell(reasons.join(' '))} |`),
    '',
  ];
}

/** Routes are data: nothing is asked of the cloud until a request comes. */
const noCloud = {} as Cloud;

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function versionsOf({ since, until }: Pick<Route, 'since' | 'until'>): string {
  if (since === undefined && until === undefined) return 'all';
  return `2.${since ?? 1} to 2.${until ?? history.length}`;
}

function placeOf(version: number, need: (typeof history)[number]['need']): string {
  // All tables begin there.
  if (version === 1) return 'the first line of every table';
  const places = whereDone(version);
  if (places.length > 0) return places.join(', ');
  return need === 'nothing' ? 'nothing to do here' : 'let through';
}

function provedWith(version: number): string {
  if (version <= newestOfClients) return 'clients, Tempest, own tests';
  return version <= newestOfTempest ? 'Tempest, own tests' : 'own tests';
}

/** A line break or a bar would end it. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function recorded<Run>(suite: string): Run {
  return JSON.parse(readFileSync(new URL(`../test/conformance/nova-api/${suite}/recorded-run.json`, import.meta.url), 'utf8')) as Run;
}

if (import.meta.main) {
  const page = compatibilityPage(recorded<RecordedRun>('tempest'), recorded<RecordedComparison>('compare'));
  writeFileSync(fileURLToPath(new URL('../docs/nova-compatibility.md', import.meta.url)), page);
}
